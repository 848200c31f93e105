/**
 * How alike two company names are, as the weighted Dice coefficient (Dice 1945) of their grams. Words that thousands
 * of companies have in their names count little.
 */

/** Characters of scripts that put no spaces between words; the same as in the SQL function `text_grams`. */
const DENSE = '\\u2E80-\\u9FFF\\uAC00-\\uD7AF\\uF900-\\uFAFF\\u{20000}-\\u{3FFFF}';
const PARTS = new RegExp(`[${DENSE}]+|[^\\s${DENSE}]+`, 'gu');
const IS_DENSE = new RegExp(`^[${DENSE}]`, 'u');

const GENERIC = new Set(
  (
    'trading trade trader traders import imports export exports importer exporter impex international intl global world ' +
    'group holding holdings industrial industries industry enterprise enterprises manufacturing manufacture factory ' +
    'products product supply supplies technology technologies tech solutions services service systems general new ' +
    'shenzhen guangzhou dongguan ningbo yiwu shanghai beijing hangzhou china hong kong hongkong usa uk europe asia ' +
    'handel handels vertrieb commerce comercio comercial comercializadora importadora exportadora distribuidora ticaret sanayi ve'
  ).split(' '),
);
const GENERIC_DENSE = (
  '进出口 贸易 国际 实业 科技 工业 商贸 对外 企业 制品 進出口 貿易 國際 實業 工業 企業 商事 貿易 産業 工業 ' +
  '中国 香港 深圳市 广州市 东莞市 佛山市 中山市 惠州市 上海市 北京市 宁波市 杭州市 义乌市 温州市 苏州市 厦门市 青岛市 天津市 ' +
  '广东省 浙江省 江苏省 福建省 山东省'
).split(' ');
const LITTLE = 0.3;

/** The grams of a key (see `name_key` in the migrations), each with its weight. */
export function weighGrams(key: string): Map<string, number> {
  const grams = new Map<string, number>();
  const put = (gram: string, weight: number) => grams.set(gram, Math.max(weight, grams.get(gram) ?? 0));
  for (const part of key.match(PARTS) ?? []) {
    const chars = [...part];
    if (IS_DENSE.test(part)) {
      for (let i = 0; i < chars.length; i++)
        for (const gram of [chars[i] as string, chars.slice(i, i + 2).join('')])
          put(gram, GENERIC_DENSE.some((word) => word.includes(gram)) ? LITTLE : 1);
      continue;
    }
    const weight = GENERIC.has(part) ? LITTLE : 1;
    put(`^${chars[0]}`, weight);
    if (chars.length > 1) put(`^${chars.slice(0, 2).join('')}`, weight);
    for (let i = 0; i + 3 <= chars.length; i++) put(chars.slice(i, i + 3).join(''), weight);
  }
  return grams;
}

/** 0: nothing in common, 1: the same. */
export function similarity(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let common = 0;
  for (const [gram, weight] of a) common += Math.min(weight, b.get(gram) ?? 0);
  const all = [...a.values(), ...b.values()].reduce((sum, weight) => sum + weight, 0);
  return all === 0 ? 0 : (2 * common) / all;
}

/** Sets that one name is looked for by, beside the whole of it. */
const SETS = 4;
/** Rare grams that the same name has, and hardly another: asking for more of them costs more and finds no more. */
const OF_SAME = 6;

/**
 * Sets of grams of which a similar name has at least one whole. By the pigeonhole principle: of four sets, a name that
 * lacks fewer than four of their grams has one complete, and a slip of the pen takes three. Each set begins with one of
 * the rarest grams, which bounds what is read for it; where none is known to be rarer, a set's grams come from
 * different places of the name.
 * @param shares of all customers, the part that has the gram, 0 to 1: one for each of `grams`.
 */
export function lookupSets(
  grams: readonly string[],
  weights: ReadonlyMap<string, number>,
  shares: readonly number[],
): string[][] {
  const telling = grams.filter((gram) => !isShort(gram));
  const heavy = telling.filter((gram) => (weights.get(gram) ?? 1) === 1);
  const chosen = heavy.length >= 4 ? heavy : telling.length > 0 ? telling : [...grams];
  if (chosen.length === 0) return [];
  const size = chosen.length >= 3 * SETS ? 3 : 2;
  const share = new Map(grams.map((gram, at) => [gram, shares[at] ?? 0]));
  const shareOf = (gram: string) => share.get(gram) ?? 0;
  const rarest = chosen.toSorted((a, b) => shareOf(a) - shareOf(b));
  const picked = chosen.some(shareOf) ? rarest.slice(0, size * SETS) : evenly(chosen, size * SETS);
  const many = Math.ceil(picked.length / size);
  const sets = Array.from({ length: many }, (_, set) => picked.filter((__, at) => at % many === set));
  return [chosen.some(shareOf) ? rarest.slice(0, OF_SAME) : chosen, ...sets];
}

/** Single characters and first letters: a good part of all names has them. */
const isShort = (gram: string) => [...gram].length === (gram.startsWith('^') ? 2 : 1);

function evenly<T>(list: readonly T[], most: number): T[] {
  if (list.length <= most) return [...list];
  return Array.from({ length: most }, (_, i) => list[Math.floor((i * list.length) / most)] as T);
}
