/** What market information is found by: words as they are, and pairs of signs where words have no spaces between. */

/** Terms that are kept of one text, and characters that are looked at. */
const MOST_TERMS = 3_000;
const MOST_TEXT = 50_000;
/** Postgres' index holds no longer ones, and no person looks for them. */
const MOST_TERM = 60;

const PIECE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+|[\p{L}\p{M}\p{N}]+/gu;
const DENSE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

const fold = (text: string) =>
  text
    .toWellFormed()
    .replaceAll('\0', '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .normalize('NFKC')
    .toLowerCase();

/** @param query of a person: a single sign is looked for as it stands. */
export function searchTerms(text: string, query = false): string[] {
  const terms = new Set<string>();
  for (const [piece] of fold(text.slice(0, MOST_TEXT)).matchAll(PIECE)) {
    if (terms.size >= MOST_TERMS) break;
    const signs = [...piece];
    if (!DENSE.test(piece)) terms.add(piece.slice(0, MOST_TERM));
    else {
      if (!query || signs.length === 1) for (const sign of signs) terms.add(sign);
      for (let i = 0; i + 2 <= signs.length; i++) terms.add(signs.slice(i, i + 2).join(''));
    }
  }
  return [...terms].slice(0, MOST_TERMS);
}
