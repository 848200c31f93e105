/** What two people quoted to one customer, side by side: quotations that name the same product stand together. */
import type { Quote, QuoteComparison } from '@tradepost/contract';
import { comparePrices } from './compare-prices.ts';

export interface ComparedQuotes {
  readonly comparisons: QuoteComparison[];
  /** Without a counterpart on the other side. */
  readonly owner: Quote[];
  readonly other: Quote[];
}

/** Words that every offer has, and that name no product. */
const COMMON = new Set(
  `the and for our your you with per from this that price prices unit best offer offers quote quotation total amount
   fob cif exw cfr ddp dap fca cost costs each piece pieces pcs set sets usd eur rmb cny gbp will can now new now only dear
   well received attached order due pay payment deposit balance against net days valid until subject inquiry request hello regards please find below
   der die das und für pro preis stück le la les et prix pièce el los por precio`.split(/\s+/),
);

/**
 * Words that may name a product: a model number counts for itself, plain words in pairs; Chinese by pairs of
 * characters. Numbers alone name nothing.
 */
export function productWords(text: string): Set<string> {
  const words = new Set<string>();
  for (const [token] of text
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/\p{Script=Han}+|[\p{L}\d]+(?:[-./][\p{L}\d]+)*/gu)) {
    if (/^\p{Script=Han}/u.test(token)) {
      for (let at = 0; at + 2 <= token.length; at++) words.add(token.slice(at, at + 2));
      continue;
    }
    const named = /\p{L}/u.test(token) && token.length >= 3 && !COMMON.has(token);
    if (named || /^\d+x\d+/.test(token)) words.add(token);
  }
  for (const word of HAN_COMMON) words.delete(word);
  return words;
}

const HAN_COMMON = [
  '单价',
  '价格',
  '报价',
  '总价',
  '总金',
  '金额',
  '美元',
  '美金',
  '人民',
  '民币',
  '每件',
  '我们',
  '您好',
];

const isModel = (word: string) => /\d/.test(word);

/** The words that two quotations share, where they are enough to be of one product. */
function inCommon(a: ReadonlySet<string>, b: ReadonlySet<string>): string[] {
  const shared = [...a].filter((word) => b.has(word));
  const enough =
    shared.some(isModel) || shared.length >= 2 || (shared.length === 1 && (a.size === 1 || b.size === 1));
  return enough ? shared : [];
}

const wordsOf = (quote: Quote) => productWords(quote.product ?? quote.line);

/** @param owner the salesperson's quotations. @param other the other's; each newest first. */
export function compareQuotes(owner: readonly Quote[], other: readonly Quote[]): ComparedQuotes {
  const left = other.map((quote) => ({ quote, words: wordsOf(quote) }));
  const comparisons: { words: Set<string>; owner: Quote[]; other: Quote[] }[] = [];
  const lone: Quote[] = [];
  for (const quote of owner) {
    const words = wordsOf(quote);
    const known = comparisons.find((one) => inCommon(one.words, words).length > 0);
    if (known !== undefined) {
      known.owner.push(quote);
      continue;
    }
    const matching = left.filter((one) => inCommon(words, one.words).length > 0);
    if (matching.length === 0) {
      lone.push(quote);
      continue;
    }
    const shared = matching.map((one) => inCommon(words, one.words));
    comparisons.push({
      words: new Set(shared.flat()),
      owner: [quote],
      other: matching.map((one) => one.quote),
    });
    for (const one of matching) left.splice(left.indexOf(one), 1);
  }
  return {
    comparisons: comparisons.map((one) => ({
      product: nameOf(one),
      owner: one.owner,
      other: one.other,
      differs: differ(one.owner, one.other),
    })),
    owner: lone,
    other: left.map(({ quote }) => quote),
  };
}

/** As a person named it; else the words in common, as the mail writes them. */
function nameOf({
  owner,
  other,
  words,
}: {
  owner: Quote[];
  other: Quote[];
  words: ReadonlySet<string>;
}): string {
  const named = [...owner, ...other].find(({ product }) => product !== null)?.product;
  if (named !== undefined && named !== null) return named;
  const line = owner[0]?.line ?? '';
  return [...words]
    .map((word) => {
      const at = line.toLowerCase().indexOf(word);
      return at < 0 ? word : line.slice(at, at + word.length);
    })
    .join(' ');
}

/** The newest of each side that can be compared. */
function differ(owner: readonly Quote[], other: readonly Quote[]): boolean {
  for (const mine of owner)
    for (const his of other) {
      const how = comparePrices(mine, his);
      if (how !== 'not-comparable') return how === 'different';
    }
  return false;
}
