/** A query cut into what it is made of. Never fails but for its bounds and a quotation that does not end. */
import { fieldOf } from './names.ts';
import type { At, QueryFault } from './tree.ts';

export type Token =
  | { readonly is: '(' | ')' | 'or' | 'not'; readonly at: At }
  /** `quoted`: between quotation marks, taken word by word. */
  | { readonly is: 'text'; readonly text: string; readonly quoted: boolean; readonly at: At }
  /** `spaced`: behind the colon of a field that there is comes a space: "from: hans". */
  | {
      readonly is: 'field';
      readonly name: string;
      readonly written: string;
      readonly spaced: boolean;
      readonly at: At;
    };

/** Each opens a quotation that the nearest of its fellows ends. */
const QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  '＂': '＂',
  '“': '”',
  '”': '”',
  '„': '“”',
  '«': '»',
  '»': '«»',
  '「': '」',
  '『': '』',
};
/** Programs that make marks "smart" mix them: where a fellow is missing, any of these ends what any of these opened. */
const MIXED = '"＂“”„';
/** In "12" pipe" and "1/2” valve" they are inches. */
const INCHES = /^\p{N}["”]$/u;
/** Before what is pasted with them, they are no fields: subjects of replies and forwarded mails, of the languages of the trade. */
const REPLY_MARKS = new Set(
  're fw fwd aw wg rv tr rif vs sv odp ynt enc res 回复 答复 回覆 答覆 转发 轉寄 轉發'.split(' '),
);
/** Of an address that was copied from a page; they are no part of it. */
const SCHEME = /^(?:mailto|tel):(?=[^\s])/i;
const SPACE = /\s/u;
/** What a field is called: letters only, so that times and addresses of pages are none. */
const FIELD = /^(\p{L}{1,20})[:：]/u;
const MOST_TOKENS = 200;

export function readTokens(query: string): Token[] | QueryFault {
  const tokens: Token[] = [];
  let i = 0;
  while (i < query.length) {
    if (tokens.length > MOST_TOKENS) return { code: 'too-many', at: [i, query.length], hints: [] };
    const character = query[i] ?? '';
    if (SPACE.test(character)) {
      i++;
    } else if (character === '(' || character === ')' || character === '（' || character === '）') {
      tokens.push({ is: character === '(' || character === '（' ? '(' : ')', at: [i, i + 1] });
      i++;
    } else if (character === '|') {
      tokens.push({ is: 'or', at: [i, i + 1] });
      i++;
    } else if ((character === '-' || character === '!') && startsTerm(query, i + 1)) {
      tokens.push({ is: 'not', at: [i, i + 1] });
      i++;
    } else if (QUOTES[character] !== undefined) {
      const end = endOfQuotation(query, i);
      if (end < 0) return { code: 'unclosed-quote', at: [i, query.length], hints: [] };
      tokens.push({ is: 'text', text: query.slice(i + 1, end), quoted: true, at: [i, end + 1] });
      i = end + 1;
    } else {
      const before = tokens.at(-1);
      const isValue = before?.is === 'field' && before.at[1] === i;
      const token = readBare(query, i, isValue);
      tokens.push(token);
      i = token.at[1];
    }
  }
  return tokens;
}

/** A minus before a space, or at the end, is a dash. */
const startsTerm = (query: string, i: number) =>
  i < query.length && !SPACE.test(query[i] ?? '') && query[i] !== ')';

function endOfQuotation(query: string, from: number): number {
  const opening = query[from] ?? '';
  const nearest = (marks: string) => {
    for (let i = from + 1; i < query.length; i++) if (marks.includes(query[i] ?? '')) return i;
    return -1;
  };
  const end = nearest(QUOTES[opening] ?? '');
  return end < 0 && MIXED.includes(opening) ? nearest(MIXED) : end;
}

/** @param isValue it stands directly behind a field's colon. */
function readBare(query: string, from: number, isValue: boolean): Token {
  const rest = query.slice(from, from + 30);
  const field = FIELD.exec(rest);
  const scheme = SCHEME.exec(rest)?.[0] ?? '';
  // "https://…" is a word.
  if (field !== null && scheme === '' && !query.startsWith('//', from + field[0].length)) {
    const token = readField(query, field, from);
    if (token !== null && !(isValue && token.is === 'field' && token.spaced)) return token;
  }
  const start = from + scheme.length;
  let until = start;
  while (until < query.length && isWithinWord(query, until, start)) until++;
  // A mark that opens nothing.
  if (until === start) until++;
  const text = query.slice(start, until);
  if (text === 'OR' || text === '或者') return { is: 'or', at: [from, until] };
  if (text === 'NOT') return { is: 'not', at: [from, until] };
  return { is: 'text', text, quoted: false, at: [from, until] };
}

const isWithinWord = (query: string, i: number, start: number): boolean => {
  const character = query[i] ?? '';
  if (/[\s()（）|]/u.test(character)) return false;
  return QUOTES[character] === undefined || (i > start && INCHES.test(query.slice(i - 1, i + 1)));
};

/** @returns null where it is a word: at the end, and with a space behind it unless there is such a field. */
function readField(query: string, [written, name = '']: RegExpExecArray, from: number): Token | null {
  const until = from + written.length;
  const next = query[until];
  if (next === undefined) return null;
  if (REPLY_MARKS.has(name.toLowerCase()))
    return { is: 'text', text: written, quoted: false, at: [from, until] };
  if (!SPACE.test(next)) return { is: 'field', name, written, spaced: false, at: [from, until] };
  return fieldOf(name) === undefined ? null : { is: 'field', name, written, spaced: true, at: [from, until] };
}
