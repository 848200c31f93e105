/** Writes the letter of a step: words from the phrasebook, facts from the deal, papers from the pool. */
import type { Block } from './blocks.ts';
import { CLIENTS, replyPrefix } from './clients.ts';
import { COLLEAGUES, type Colleague } from './company.ts';
import { type Deal, facts, paperFields, quotationRows } from './deal.ts';
import { pictureOf } from './documents/pool.ts';
import type { Deck } from './random.ts';
import { type Random } from './random.ts';
import type { Step } from './stages.ts';
import { PHRASEBOOKS } from './text/index.ts';
import type { FileRef, Language, Letter, Party, Person } from './types.ts';

/** A salesperson answers in the customer's language where the house has it, else in English. */
export function sellerLanguage(seller: Colleague, buyer: Person): Language {
  if (buyer.language === 'zh') return 'zh';
  if (buyer.language === 'es' && seller.language === 'es') return 'es';
  if (buyer.language === 'ru' && seller.language === 'ru') return 'ru';
  return 'en';
}

const fill = (text: string, words: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const word = words[name];
    if (word === undefined) throw new RangeError(`no fact {${name}}`);
    return word;
  });

/** The chain without its marks: "RE: 回复: Offer" → "Offer". */
export const bareSubject = (subject: string): string =>
  subject.replace(/^((re|aw|res|回复|答复)\s*[::]\s*)+/i, '');

/** Papers that go with a stage, under names as each side calls them. */
function papers(step: Step, deal: Deal, language: Language, date: Date, rng: Random): FileRef[] {
  const total = deal.quantity * deal.newPrice;
  const zh = rng.chance(0.45);
  const pdf = (kind: string, name: string, paperNumber: string, amount = total): FileRef => ({
    document: `pdf:${kind}`,
    name,
    fields: paperFields(deal, paperNumber, date, amount),
  });
  const { code } = deal.product;
  const day = date.toISOString().slice(0, 10);
  switch (step.stage) {
    case 'acknowledge':
      return rng.chance(0.7)
        ? [
            {
              document: rng.pick(['catalogue:tools', 'catalogue:fittings']),
              name: zh ? '甬帆五金产品目录2025.pdf' : 'Yongfan catalogue 2025.pdf',
            },
          ]
        : [];
    case 'quotation':
      return [
        {
          document: `prices:${code}`,
          name: zh ? `报价单 ${deal.quote} ${deal.product.names.zh}.xlsx` : `Quotation ${deal.quote}.xlsx`,
        },
        ...(rng.chance(0.3)
          ? [
              pdf(
                'quotation',
                zh ? `${deal.customer.name}-报价-${day}.pdf` : `${deal.quote}.pdf`,
                deal.quote,
                deal.price,
              ),
            ]
          : []),
      ];
    case 'counter':
      return rng.chance(0.4)
        ? [
            {
              document: `prices:${code}`,
              name: zh ? `修改报价 ${deal.quote}-R1(最新).xlsx` : `${deal.quote}-R1.xlsx`,
            },
          ]
        : [];
    case 'answerCertificate':
      return [
        pdf(
          'report',
          zh ? '盐雾试验报告96小时.pdf' : 'Salt spray report 96h.pdf',
          `SS-${rng.int(1000, 9999)}`,
        ),
      ];
    case 'order':
      return [
        pdf(
          'order',
          language === 'zh'
            ? `采购订单${deal.po.replace(/\//g, '-')}.pdf`
            : `${deal.po.replace(/\//g, '-')}.pdf`,
          deal.po,
        ),
      ];
    case 'proforma':
      return [pdf('proforma', zh ? `形式发票${deal.pi}.pdf` : `PI ${deal.pi}.pdf`, deal.pi)];
    case 'depositPaid':
      return [
        rng.chance(0.5)
          ? {
              document: pictureOf('slip', 'bank', rng.int(0, 99)),
              name: language === 'zh' ? '水单.png' : 'swift.png',
            }
          : pdf('slip', `MT103 ${deal.pi}.pdf`, `FT${rng.int(100000, 999999)}`, total * 0.3),
      ];
    case 'balancePaid':
      return rng.chance(0.8)
        ? [pdf('slip', `MT103 ${deal.pi} balance.pdf`, `FT${rng.int(100000, 999999)}`, total * 0.7)]
        : [];
    case 'shipped':
      return [
        pdf('lading', zh ? `提单草稿 ${deal.lading}.pdf` : `BL draft ${deal.lading}.pdf`, deal.lading),
        pdf('invoice', zh ? `商业发票 ${deal.pi}.pdf` : `CI ${deal.pi}.pdf`, deal.pi),
        { document: `packing:${code}`, name: zh ? `装箱单 ${deal.pi}.xlsx` : `Packing list ${deal.pi}.xlsx` },
      ];
    case 'complaint':
      return [0, 1].map((i) => ({
        document: pictureOf('photo', `claim-${code}`, rng.int(0, 9)),
        name: language === 'zh' ? `不良照片${i + 1}.png` : `IMG_${rng.int(1000, 9999)}.png`,
      }));
    case 'complaintSettled':
      return rng.chance(0.5) ? [pdf('report', zh ? '8D整改报告.pdf' : '8D report.pdf', `8D-${deal.pi}`)] : [];
    default:
      return [];
  }
}

/** In Chinese a person is addressed by family name and position. */
function chineseAddress(person: Person): string {
  const own = Object.values(COLLEAGUES).find(({ address }) => address === person.address);
  const han = own?.nameZh ?? (/\p{Script=Han}/u.test(person.name) ? person.name : null);
  return han === null ? person.last : `${[...han][0]}经理`;
}

export interface Writing {
  readonly step: Step;
  readonly deal: Deal;
  readonly from: Person;
  readonly to: readonly Person[];
  readonly cc: readonly Party[];
  readonly language: Language;
  readonly date: Date;
  readonly parent: Letter | null;
  /** Not their first letter to each other. */
  readonly familiar: boolean;
  readonly rng: Random;
  readonly deck: Deck;
}

export function writeLetter(w: Writing): Letter {
  const { step, deal, from, rng, deck, language } = w;
  const book = PHRASEBOOKS[language];
  const reader = w.to[0];
  if (reader === undefined) throw new RangeError('a letter needs a reader');
  const words = {
    ...facts(deal, language, w.date),
    first: reader.first,
    last: language === 'zh' ? chineseAddress(reader) : reader.last,
    me: from.name,
    mycompany: from.signature.split('\n')[2] ?? '',
  };
  const draw = (key: string, slot: readonly string[]) => fill(deck.draw(`${language}/${key}`, slot), words);
  const slots = book.letters[step.stage];
  if (slots === undefined) throw new RangeError(`${language} has no letter for ${step.stage}`);
  const greeting = draw(
    w.familiar ? 'familiar' : 'formal',
    w.familiar ? book.greetings.familiar : book.greetings.formal,
  );
  const withDefect = { ...words, defect: step.stage === 'complaint' ? draw('defect', book.defects) : '' };
  const blocks: Block[] = [{ kind: 'text', text: greeting }];
  slots.forEach((slot, i) => {
    const text = fill(deck.draw(`${language}/${step.stage}/${i}`, slot), withDefect);
    if (text === '[table]') blocks.push({ kind: 'table', rows: quotationRows(deal, language) });
    else if (text === '[image]')
      blocks.push({ kind: 'image', file: pictureOf('photo', `line-${deal.product.code}`, rng.int(0, 5)) });
    else if (text !== '') blocks.push({ kind: 'text', text });
  });
  blocks.push({ kind: 'text', text: draw('closing', book.closings) }, { kind: 'text', text: from.signature });
  const opening = book.subjects[step.stage] ?? [`${deal.product.names[language]} ${deal.quote}`];
  const subject =
    w.parent === null
      ? (step.subject ?? draw(`subject/${step.stage}`, opening))
      : `${replyPrefix(from, rng)}${bareSubject(w.parent.subject)}`;
  return {
    id: CLIENTS[from.client].messageId(rng, from, w.date),
    date: w.date,
    from,
    to: w.to,
    cc: w.cc,
    subject,
    language,
    blocks,
    parent: w.parent,
    files: papers(step, deal, language, w.date, rng),
    oddity: null,
    kind: step.stage,
    extraHeaders: [],
    filedIn: null,
  };
}
