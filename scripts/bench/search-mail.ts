/** Mails for the benchmark of searches: drawn by number, the same each time, in five languages. */
import { Random } from '../demo/correspondence/random.ts';
import { BENCH_LANGUAGES, type BenchLanguage, Vocabulary } from './vocabulary.ts';

export const SALESPEOPLE = 100;
/** Of whom the manager leads so many. */
export const LED = 20;
const MAILS_PER_CUSTOMER = 50;
const YEARS = 8;
export const END = Date.UTC(2026, 9, 30);
const SPAN_MS = YEARS * 365.25 * 86_400_000;
export const WEEKS = SPAN_MS / 604_800_000;

/** Words that stand in a known share of the mails, whatever their language. */
const PLANTED: readonly (readonly [share: number, text: string])[] = [
  [0.1, 'galvanized'],
  [0.1, 'certificate'],
  [0.1, '不锈钢法兰'],
  [0.01, 'demurrage'],
  [0.01, 'partial shipment allowed'],
  [0.001, 'anemometer'],
  [0.001, '尼龙扎带'],
  [0.000_02, 'xylophone'],
];

const COUNTRIES = ['DE', 'US', 'ES', 'RU', 'FR', 'IT', 'BR', 'MX', 'TR', 'PL'];
const GRADES = ['A', 'B', 'C', 'C', 'D'];

export const customerCount = (mails: number) => Math.max(100, Math.ceil(mails / MAILS_PER_CUSTOMER));

export const customerOf = (id: number) => ({
  name: `Customer ${id} GmbH`,
  domain: `firm${id}.example`,
  ownerIndex: id % SALESPEOPLE,
  country: COUNTRIES[(id * 7) % COUNTRIES.length] as string,
  grade: GRADES[(id * 3) % GRADES.length] as string,
});

export interface BenchMail {
  readonly id: number;
  readonly at: Date;
  readonly language: BenchLanguage;
  readonly subject: string;
  readonly text: string;
  readonly inbound: boolean;
  /** From 1; null: filed to nobody. */
  readonly customerId: number | null;
  readonly sellerIndex: number;
  readonly buyer: { readonly name: string; readonly address: string };
  readonly fileName: string | null;
  readonly threadId: number;
}

export const sellerAddress = (index: number) => `seller${index}@exporter.example`;

export class MailMaker {
  readonly #words: ReadonlyMap<BenchLanguage, Vocabulary>;
  readonly #mails: number;

  constructor(mails: number) {
    this.#mails = mails;
    this.#words = new Map(
      BENCH_LANGUAGES.map((language) => [
        language,
        new Vocabulary(language, new Random(`words ${language}`)),
      ]),
    );
  }

  /** The oldest is number 1. */
  make(id: number): BenchMail {
    const rng = new Random(`mail ${id}`);
    const customers = customerCount(this.#mails);
    const filed = rng.chance(0.85);
    const customerId = 1 + rng.int(0, customers - 1);
    const { domain, ownerIndex } = customerOf(customerId);
    const language =
      BENCH_LANGUAGES[Math.min(4, Math.floor(rng.next() * 1.6 * BENCH_LANGUAGES.length * rng.next()))] ??
      'en';
    const vocabulary = this.#words.get(language) as Vocabulary;
    const code = `PO-${2019 + (id % 8)}/${10_000 + Math.floor(id / 20)}`;
    const parts = vocabulary.paragraphs(rng, rng.int(30, 110));
    if (rng.chance(0.3)) parts.push(`Ref. ${code}, container MSKU${1_000_000 + (id % 8_999_999)}`);
    for (const [share, text] of PLANTED) if (rng.chance(share)) parts.push(text);
    const isReply = rng.chance(0.4);
    const quoted = isReply
      ? `\n\nOn 1 March 2024 Somebody wrote:\n> ${vocabulary.paragraphs(rng, rng.int(20, 60)).join('\n> ')}`
      : '';
    return {
      id,
      at: new Date(END - SPAN_MS * (1 - id / this.#mails) ** 1.0),
      language,
      subject: `${isReply ? 'Re: ' : ''}${vocabulary.sentence(rng, rng.int(3, 7))}${rng.chance(0.2) ? ` ${code}` : ''}`,
      text: parts.join('\n\n') + quoted,
      inbound: rng.chance(0.55),
      customerId: filed ? customerId : null,
      sellerIndex: ownerIndex,
      buyer: { name: `Buyer ${customerId % 997}`, address: `buyer${customerId % 3}@${domain}` },
      fileName: rng.chance(0.12) ? `offer-${id}.${rng.pick(['pdf', 'xlsx', 'docx', 'jpg'])}` : null,
      threadId: 1 + Math.floor(id / 4),
    };
  }
}
