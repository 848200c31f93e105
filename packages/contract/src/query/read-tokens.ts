/** A query cut into what it is made of. Never fails but for its bounds and a quotation that does not end. */
import type { At, QueryFault } from './tree.ts';

export type Token =
  | { readonly is: '(' | ')' | 'or' | 'not'; readonly at: At }
  /** `quoted`: between quotation marks, taken word by word. */
  | { readonly is: 'text'; readonly text: string; readonly quoted: boolean; readonly at: At }
  | { readonly is: 'field'; readonly name: string; readonly at: At };

/** Each opens a quotation that its fellow ends. */
const QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  '“': '”',
  '”': '”',
  '„': '“',
  '«': '»',
  '「': '」',
  '『': '』',
};
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
      const end = query.indexOf(QUOTES[character], i + 1);
      if (end < 0) return { code: 'unclosed-quote', at: [i, query.length], hints: [] };
      tokens.push({ is: 'text', text: query.slice(i + 1, end), quoted: true, at: [i, end + 1] });
      i = end + 1;
    } else {
      const token = readBare(query, i);
      tokens.push(token);
      i = token.at[1];
    }
  }
  return tokens;
}

/** A minus before a space, or at the end, is a dash. */
const startsTerm = (query: string, i: number) =>
  i < query.length && !SPACE.test(query[i] ?? '') && query[i] !== ')';

function readBare(query: string, from: number): Token {
  const rest = query.slice(from, from + 30);
  const field = FIELD.exec(rest);
  const next = field === null ? '' : (query[from + field[0].length] ?? ' ');
  // "Re: offer" and "https://…" are words.
  if (field !== null && !SPACE.test(next) && !query.startsWith('//', from + field[0].length))
    return { is: 'field', name: field[1] ?? '', at: [from, from + field[0].length] };
  let until = from;
  while (
    until < query.length &&
    !/[\s()（）|]/u.test(query[until] ?? '') &&
    QUOTES[query[until] ?? ''] === undefined
  )
    until++;
  // A quotation mark within a word belongs to it: 12" pipe.
  if (until === from) until++;
  const text = query.slice(from, until);
  if (text === 'OR' || text === '或者') return { is: 'or', at: [from, until] };
  if (text === 'NOT') return { is: 'not', at: [from, until] };
  return { is: 'text', text, quoted: false, at: [from, until] };
}
