/**
 * Whether two quotations are of one product: by a model number that both have, or by the same words in any order. What
 * only looks alike is not taken for the same: a wrong price beside a right one helps nobody.
 */

/** Words that a product's name may have or not. */
const FILLERS = new Set(
  'the a an of for with and new our your type model item no art article number code product products pc pcs piece pieces set sets 型号 产品 货号 款号 编号 品名'.split(
    ' ',
  ),
);
const MEASURE =
  /^[φø]?\d+(?:[.,]\d+)?(?:[x×*]\d+(?:[.,]\d+)?)*(?:mm|cm|dm|m|km|inch|in|ft|kg|g|mg|lb|oz|w|kw|v|kv|a|ma|mah|ml|l|hz|khz|gsm|t|k|pcs|pc|p)?$/;
const MOST_KEY = 200;

export interface ProductParts {
  /** Model numbers, without the signs in them: "YF-3021" is `yf3021`. */
  readonly models: readonly string[];
  readonly words: readonly string[];
}

export function productParts(product: string): ProductParts {
  const models = new Set<string>();
  const words = new Set<string>();
  for (const [token] of product
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/\p{Script=Han}+|[\p{L}\d][\p{L}\d.,/_×*'"-]*/gu)) {
    const bare = token.replace(/[.,/_×*'"-]+$/, '');
    if (/^\p{Script=Han}/u.test(bare)) {
      const han = bare.match(/\p{Script=Han}+/u)?.[0] ?? '';
      if (!FILLERS.has(han)) words.add(han);
      const rest = bare.slice(han.length);
      if (rest !== '') (isModel(rest) ? models : words).add(rest.replace(/[-./_]/g, ''));
      continue;
    }
    if (isModel(bare)) models.add(bare.replace(/[-./_]/g, ''));
    else if (!FILLERS.has(bare) && bare !== '') words.add(singular(bare));
  }
  return { models: [...models].sort(), words: [...words].sort() };
}

/** Letters and digits, or digits in groups: "CK6140", "3021-4"; a size or a voltage is none. */
const isModel = (token: string) =>
  token.length >= 3 &&
  !MEASURE.test(token.replaceAll('×', 'x')) &&
  /\d/.test(token) &&
  (/[a-z]/.test(token) || /^\d{3,}[-/]\d+$/.test(token));

/** "Hinges" and "hinge". */
const singular = (word: string) => (/[^s]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word);

/** What the same product has in common; null where the name says nothing. */
export function productKey(product: string | null): string | null {
  if (product === null) return null;
  const { models, words } = productParts(product);
  const key = (models.length > 0 ? models : words).join(' ').slice(0, MOST_KEY).toWellFormed();
  return key === '' ? null : key;
}

export function isSameProduct(a: string, b: string): boolean {
  const [one, other] = [productParts(a), productParts(b)];
  if (one.models.length > 0 && other.models.length > 0)
    return one.models.some((model) => other.models.includes(model));
  return productKey(a) !== null && productKey(a) === productKey(b);
}
