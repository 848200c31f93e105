/** Which field a label means, and which card a title names. */
import { CARD_FIELDS, type CardKey, type CardKind } from './fields.ts';
import { simplifyLabel } from './simplify-label.ts';

/** UTF-16 units; what is longer is a sentence, not a label. */
const MOST_LABEL = 60;

/** What two spellings of one label have in common: "1. 客户名称（必填）*" is "客户名称", "E-Mail Address" "emailaddress". */
function plainLabel(label: string): string {
  return simplifyLabel(label.normalize('NFKC').toLowerCase())
    .replace(/[([{<【《][^)\]}>】》]{0,40}[)\]}>】》]/g, '')
    .replace(/^[\s\-*•·●○■□◆>#]*(?:\(?\d{1,2}[.)、:]|[一二三四五六七八九十]{1,3}[、.])?/u, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

const INDEX: Readonly<Record<CardKind, ReadonlyMap<string, CardKey>>> = {
  customer: indexOf('customer'),
  contact: indexOf('contact'),
};

function indexOf(kind: CardKind): Map<string, CardKey> {
  const found = new Map<string, CardKey>();
  for (const { key, zh, en, also } of CARD_FIELDS[kind])
    for (const label of [zh, en, ...also]) {
      const plain = plainLabel(label);
      if (!found.has(plain)) found.set(plain, key);
    }
  return found;
}

/** @returns null where the text is no label of this card; a label in two languages ("国家 Country") is one. */
export function labelKey(kind: CardKind, label: string): CardKey | null {
  if (label.length > MOST_LABEL) return null;
  const plain = plainLabel(label);
  const index = INDEX[kind];
  const whole = index.get(plain);
  if (whole !== undefined) return whole;
  const han = plain.replace(/[^\p{Script=Han}]/gu, '');
  const latin = plain.replace(/\p{Script=Han}/gu, '');
  if (han === '' || latin === '') return null;
  const key = index.get(han);
  return key !== undefined && key === index.get(latin) ? key : null;
}

const TITLES: readonly (readonly [CardKind, RegExp])[] = [
  [
    'contact',
    /客户(?:接触|联系|拜访)记录[卡表单]|接触记录卡|拜访记录卡|(?:customer )?contact (?:record|report) card|contact record (?:card|form)|customer contact card/,
  ],
  [
    'customer',
    /客户(?:资料|信息|档案|登记)[卡表单]|customer (?:data|information|info|profile|record) (?:card|form)|customer card/,
  ],
];

/** The card that a subject, a line or a cell names. */
export function titleKind(text: string): CardKind | null {
  const plain = simplifyLabel(text.slice(0, 300).normalize('NFKC').toLowerCase()).replace(/[\s_-]+/g, ' ');
  // People put spaces between the signs of a heading.
  const tight = plain.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
  return TITLES.find(([, pattern]) => pattern.test(tight))?.[0] ?? null;
}
