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

/** Character by character, as a label needs it. */
export const toSimplified = (text: string): string =>
  text.replace(/\p{Script=Han}/gu, (sign) => SIMPLIFIED.get(sign) ?? sign);

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
  ς: 'σ',
  // Arabic: alef with hamza or madda, teh marbuta, alef maksura, tatweel.
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ة: 'ه',
  ى: 'ي',
  ـ: '',
  // Digits as Arabic and Persian write them, with their marks of decimals and thousands.
  '٫': '.',
  '٬': ',',
  ...Object.fromEntries([...'٠١٢٣٤٥٦٧٨٩'].map((digit, value) => [digit, String(value)])),
  ...Object.fromEntries([...'۰۱۲۳۴۵۶۷۸۹'].map((digit, value) => [digit, String(value)])),
};

/** Soft hyphens, marks of direction, joiners and spaces without width: nobody sees them, and nobody types them. */
export const UNSEEN =
  '\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff';
const UNSEEN_MARKS = new RegExp(`[${UNSEEN}]`, 'gu');

const PLAIN = /^[\x00-\x7f]*$/;
/** Marks that only these scripts write beside a letter; in others (Japanese, Indic) a mark is a sound of its own. */
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/gu;
const ACCENTED = /[\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1fff]/gu;
const OTHERS =
  /[\u00df-\u0167\u03c2\u0451\u0491\u0622-\u0671\u06f0-\u06f9\u2e80-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/gu;

/** Not of the same length as the text, nor with its offsets. */
export function fold(text: string): string {
  // oxlint-disable-next-line no-control-regex -- most mail, and nothing to do
  if (PLAIN.test(text)) return text.toLowerCase();
  return foldByTable(text, table());
}

/** By the rules; the table holds what they say of single characters. */
function foldByRules(text: string): string {
  return text
    .replace(UNSEEN_MARKS, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(ACCENTED, (letter) => letter.normalize('NFD').replace(MARKS, ''))
    .replace(MARKS, '')
    .replace(OTHERS, (letter) => LETTERS[letter] ?? SIMPLIFIED.get(letter) ?? letter);
}

/** Folded with their neighbours: marks, sounds that are composed, what takes two units, what becomes several letters. */
const BY_RULES = 0xffff;
/** Joined to what stands before them. */
const JOINS_BEFORE = /[\p{M}\u1100-\u11ff\uff9e\uff9f]/u;

const isSurrogate = (code: number) => code >= 0xd800 && code <= 0xdfff;
/** Two thirds of the table, which need no rule but one. */
const isIdeograph = (code: number) =>
  (code >= 0x3400 && code <= 0x4dbf) || (code >= 0x4e00 && code <= 0x9fff);
const isPlainSyllable = (code: number) => code >= 0xac00 && code <= 0xd7a3;

let folded: Uint16Array | null = null;

function table(): Uint16Array {
  if (folded !== null) return folded;
  folded = new Uint16Array(0x10000);
  for (let code = 0; code < folded.length; code++) {
    const letter = String.fromCharCode(code);
    if (isSurrogate(code)) folded[code] = BY_RULES;
    else if (isPlainSyllable(code)) folded[code] = code;
    else {
      const single = isIdeograph(code) ? (SIMPLIFIED.get(letter) ?? letter) : foldByRules(letter);
      folded[code] = single.length === 1 && !JOINS_BEFORE.test(letter) ? single.charCodeAt(0) : BY_RULES;
    }
  }
  return folded;
}

/** Rules take microseconds a character; most characters are what they are beside any other. */
function foldByTable(text: string, single: Uint16Array): string {
  const units = new Uint16Array(text.length);
  let result = '';
  let filled = 0;
  const flush = () => {
    if (filled > 0) result += Buffer.from(units.buffer, 0, 2 * filled).toString('utf16le');
    filled = 0;
  };
  let from = 0;
  while (from < text.length) {
    const unit = single[text.charCodeAt(from)] as number;
    if (unit !== BY_RULES) {
      units[filled++] = unit;
      from++;
      continue;
    }
    let start = from;
    // The letter that a mark belongs to, of which the table knew no mark.
    if (from > 0 && filled > 0 && JOINS_BEFORE.test(text.charAt(from))) {
      filled--;
      start--;
    }
    let end = from + 1;
    while (end < text.length && single[text.charCodeAt(end)] === BY_RULES) end++;
    flush();
    result += foldByRules(text.slice(start, end));
    from = end;
  }
  flush();
  return result;
}
