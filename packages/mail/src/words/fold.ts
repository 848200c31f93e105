/**
 * One form for what a reader takes for the same: full and half width (Unicode NFKC), upper and lower case, letters with
 * and without accents, traditional and simplified Chinese.
 */
import traditional from 'opencc-js/dict/TSCharacters';

/** Character → its simplified form: OpenCC's table; the first where there are several. */
const SIMPLIFIED: ReadonlyMap<string, string> = new Map(
  traditional.split('|').map((pair) => {
    const [from = '', to = ''] = pair.split(' ');
    return [from, to] as const;
  }),
);

/** Letters that no decomposition takes apart. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ŧ: 't',
  ĸ: 'k',
  ё: 'е',
  ґ: 'г',
  // Arabic: alef with hamza or madda, teh marbuta, alef maksura, tatweel.
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ة: 'ه',
  ى: 'ي',
  ـ: '',
};

const PLAIN = /^[\x00-\x7f]*$/;
/** Marks that only these scripts write beside a letter; in others (Japanese, Indic) a mark is a sound of its own. */
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/gu;
const ACCENTED = /[\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1fff]/gu;
const OTHERS = /[\u00df-\u0167\u0451\u0491\u0622-\u0671\u2e80-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/gu;

/** Not of the same length as the text, nor with its offsets. */
export function fold(text: string): string {
  // oxlint-disable-next-line no-control-regex -- most mail, and nothing to do
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(ACCENTED, (letter) => letter.normalize('NFD').replace(MARKS, ''))
    .replace(MARKS, '')
    .replace(OTHERS, (letter) => LETTERS[letter] ?? SIMPLIFIED.get(letter) ?? letter);
}
