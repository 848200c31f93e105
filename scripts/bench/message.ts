/** One message of the benchmark mailbox: thread, charset, HTML, attachment. Deterministic for its seed. */
import { rfcDate } from '../demo/correspondence/calendar.ts';
import { type Charset, encodeText, encodeWords, fits } from '../demo/correspondence/charset.ts';
import {
  base64Lines,
  type Entity,
  multipart,
  quotedPrintable,
  writeEntity,
} from '../demo/correspondence/mime.ts';
import { Random } from '../demo/correspondence/random.ts';
import type { AttachmentPool } from './attachment-pool.ts';
import { BENCH_LANGUAGES, type BenchLanguage, Vocabulary } from './vocabulary.ts';

export interface BenchMessage {
  readonly raw: Buffer;
  readonly date: Date;
}

interface Past {
  readonly id: string;
  readonly references: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly language: BenchLanguage;
}

/** Replies go to one of so many newest messages. */
const MEMORY = 400;
const PARTNERS = 400;
const OWN = 'sales@bench-export.example';
const START = Date.UTC(2024, 0, 8);
const ATTACHED = 0.15;

const CHARSETS: Readonly<Record<BenchLanguage, readonly Charset[]>> = {
  en: ['us-ascii', 'utf-8', 'iso-8859-1', 'utf-8'],
  zh: ['gb2312', 'gbk', 'utf-8', 'gb18030'],
  es: ['iso-8859-1', 'utf-8', 'windows-1252'],
  ru: ['koi8-r', 'windows-1251', 'utf-8'],
  de: ['iso-8859-1', 'utf-8', 'utf-8'],
};
/** Shares of the languages in sixteenths. */
const MIX: readonly BenchLanguage[] = [
  'en',
  'en',
  'en',
  'en',
  'en',
  'en',
  'zh',
  'zh',
  'zh',
  'zh',
  'es',
  'es',
  'ru',
  'ru',
  'de',
  'de',
];

function textEntity(
  text: string,
  subtype: 'plain' | 'html',
  charset: Charset,
  encoding: 'base64' | 'quoted-printable' | '8bit',
): Entity {
  const octets = encodeText(text.replace(/\n/g, '\r\n'), charset);
  const body =
    encoding === '8bit'
      ? octets
      : Buffer.from(encoding === 'base64' ? base64Lines(octets) : quotedPrintable(octets), 'latin1');
  return {
    headers: [
      ['Content-Type', `text/${subtype}; charset=${charset}`],
      ['Content-Transfer-Encoding', encoding],
    ],
    body,
  };
}

const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const STYLE =
  '<style>p.MsoNormal,li.MsoNormal,div.MsoNormal{margin:0cm;font-size:10.5pt;font-family:"Calibri",sans-serif}a:link{color:#0563C1;text-decoration:underline}@page WordSection1{size:612.0pt 792.0pt;margin:72.0pt 90.0pt}div.WordSection1{page:WordSection1}</style>';

export class BenchWriter {
  readonly #rng: Random;
  readonly #words = new Map<BenchLanguage, Vocabulary>();
  readonly #past: Past[] = [];
  readonly #pool: AttachmentPool;
  readonly #scale: number;

  constructor(seed: string, pool: AttachmentPool, scale: number) {
    this.#rng = new Random(`bench/${seed}`);
    this.#pool = pool;
    this.#scale = scale;
    for (const language of BENCH_LANGUAGES)
      this.#words.set(language, new Vocabulary(language, this.#rng.fork(language)));
  }

  next(index: number): BenchMessage {
    const rng = this.#rng.fork(String(index));
    const parent = this.#past.length > 0 && rng.chance(0.6) ? rng.pick(this.#past) : null;
    const language = parent?.language ?? rng.pick(MIX);
    const words = this.#words.get(language) as Vocabulary;
    const date = new Date(START + index * 45 * 60_000 + rng.int(0, 40) * 60_000);
    const subject =
      parent === null ? words.sentence(rng, rng.int(3, 8)) : `Re: ${parent.subject.replace(/^Re: /, '')}`;
    // Mostly short letters, now and then a long one.
    const own = words.paragraphs(rng, Math.round(25 * Math.exp(rng.next() * 3.1))).join('\n\n');
    const quoted =
      parent === null
        ? ''
        : `\n\nOn ${rfcDate(date, 0)}, somebody wrote:\n${parent.text.replace(/^/gm, '> ')}`;
    const text = own + quoted.slice(0, 6_000);
    const wanted = rng.pick(CHARSETS[language]);
    const charset = fits(text + subject, wanted) ? wanted : 'utf-8';
    const encoding =
      charset === 'us-ascii' ? '8bit' : rng.pick(['base64', 'quoted-printable', '8bit'] as const);

    let body = textEntity(`${text}\n`, 'plain', charset, encoding);
    if (rng.chance(0.75)) {
      const html = text
        .split('\n')
        .map(
          (line) =>
            `<p class="MsoNormal"><span style="font-size:10.5pt;color:#1F497D">${escape(line)}<o:p></o:p></span></p>`,
        )
        .join('\n');
      const page = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="${charset}">${STYLE}</head><body><div class="WordSection1">\n${html}\n</div></body></html>\n`;
      body = multipart(
        'alternative',
        [body, textEntity(page, 'html', charset, encoding)],
        `=_alt_${rng.token(20)}`,
      );
    }
    if (rng.chance(ATTACHED)) {
      const files = Array.from({ length: rng.chance(0.2) ? 2 : 1 }, () =>
        this.#pool.draw(rng, this.#scale, words.word(rng)),
      );
      body = multipart('mixed', [body, ...files], `=_mix_${rng.token(20)}`);
    }
    const partner = rng.int(1, PARTNERS);
    const other = `contact${partner % 7}@partner${partner}.example`;
    const outbound = rng.chance(0.45);
    const id = `${rng.token(24)}@${outbound ? 'bench-export' : `partner${partner}`}.example`;
    const references = parent === null ? [] : [...parent.references, parent.id].slice(-10);
    const headers: [string, string][] = [
      [
        'Received',
        `from mx.partner${partner}.example (mx.partner${partner}.example [203.0.113.${1 + (partner % 250)}])\r\n\tby mx.bench-export.example with ESMTPS id ${rng.token(12)};\r\n\t${rfcDate(date, 480)}`,
      ],
      ['Date', rfcDate(date, rng.pick([480, 0, 60, -300]))],
      ['From', `${encodeWords(words.sentence(rng, 2), charset)} <${outbound ? OWN : other}>`],
      ['To', outbound ? other : OWN],
      ['Subject', encodeWords(subject, charset)],
      ['Message-ID', `<${id}>`],
      ...(parent === null
        ? []
        : ([
            ['In-Reply-To', `<${parent.id}>`],
            ['References', references.map((each) => `<${each}>`).join('\r\n ')],
          ] as [string, string][])),
      ['MIME-Version', '1.0'],
    ];
    this.#past.push({ id, references, subject, text: own, language });
    if (this.#past.length > MEMORY) this.#past.shift();
    return { raw: writeEntity({ headers: [...headers, ...body.headers], body: body.body }), date };
  }
}
