/** Units of trade in one writing each, so that "per piece", "/pcs" and 每件 are the same. */
const UNITS: readonly (readonly [unit: string, words: RegExp])[] = [
  [
    'pc',
    /^(pcs?|pieces?|件|个|只|台|支|把|张|块|条|stück|stk|stueck|pièces?|unidad(es)?|pza?s?|units?|ea|each)$/,
  ],
  ['set', /^(sets?|套)$/],
  ['pair', /^(pairs?|prs?|双|对)$/],
  ['m²', /^(m2|m²|sqm|sq\.?m\.?|平方|平方米|平米)$/],
  ['m³', /^(m3|m³|cbm|立方|立方米)$/],
  ['m', /^(m|met(er|re)s?|米)$/],
  ['kg', /^(kgs?|kilos?|kilograms?|公斤|千克)$/],
  ['MT', /^(mts?|tons?|tonnes?|t|吨)$/],
  ['ctn', /^(ctns?|cartons?|箱)$/],
  ['box', /^(box(es)?|盒)$/],
  ['roll', /^(rolls?|卷)$/],
  ['bag', /^(bags?|袋|包)$/],
  ['dozen', /^(doz(en)?|dz|打)$/],
];

/** @returns the common writing; the word itself where none is known; null for nothing. */
export function plainUnit(word: string | null | undefined): string | null {
  const bare = word?.trim().replace(/\.$/, '');
  if (bare === undefined || bare === '') return null;
  const lower = bare.toLowerCase();
  return UNITS.find(([, words]) => words.test(lower))?.[0] ?? bare.slice(0, 40);
}

/** Words that stand for a unit and for nothing else, such as heads of columns have: "USD/pc". */
export const isUnit = (word: string): boolean => {
  const lower = word.trim().toLowerCase();
  return UNITS.some(([, words]) => words.test(lower));
};
