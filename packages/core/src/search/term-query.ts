/**
 * Terms of a search as a piece of a `tsquery` in the text that Postgres reads, with `MARK` where the week goes. All that
 * people type comes into it here, quoted by one function.
 */
import {
  fold,
  isAddress,
  isCode,
  joinedCodes,
  MARK,
  SHORTEST_TAIL,
  splitWords,
  TERM,
  type TermKind,
  type Word,
  wholeOf,
} from '@tradepost/mail/words';

/** Postgres compares at most so much of a lexeme as it stores: 2,046 octets; no word of the index is longer than 64 characters. */
const LONGEST_TERM = 100;

interface LexemeOptions {
  readonly prefix?: boolean;
  /** Only where it stands with one of these weights. */
  readonly weights?: string;
}

/** One lexeme, quoted: whatever the text is, it is a lexeme and nothing else. */
export function lexeme(
  kind: TermKind,
  text: string,
  { prefix = false, weights = '' }: LexemeOptions = {},
): string {
  const plain = text
    .replaceAll('\0', '')
    .replaceAll(MARK, '')
    .toWellFormed()
    .slice(0, LONGEST_TERM)
    .toWellFormed();
  const quoted = plain.replace(/['\\]/g, '$&$&');
  const suffix = `${prefix ? '*' : ''}${weights}`;
  return `'${MARK}${TERM[kind]}${quoted}'${suffix === '' ? '' : `:${suffix}`}`;
}

export const allOf = (parts: readonly string[]): string => group(parts, ' & ');
export const anyOf = (parts: readonly string[]): string => group([...new Set(parts)], ' | ');
const group = (parts: readonly string[], by: string) =>
  parts.length === 1 ? (parts[0] as string) : `(${parts.join(by)})`;

export interface WordQuery {
  /** Where it may stand: each kind of term by itself. */
  readonly kinds: readonly TermKind[];
  /** As one phrase. */
  readonly exact: boolean;
  readonly prefix: boolean;
  readonly weights?: string;
  /** Stems of a word, folded; none where only the word itself will do. */
  readonly stemsOf?: (word: string) => readonly string[];
}

/** @returns null where there is no word in the text. */
export function textQuery(text: string, query: WordQuery): string | null {
  const words = [...splitWords(fold(text))];
  if (words.length === 0) return null;
  return anyOf(query.kinds.map((kind) => ofKind(words, kind, query)));
}

function ofKind(words: readonly Word[], kind: TermKind, query: WordQuery): string {
  if (words.length > 1 && query.exact) return phrase(words, kind, query);
  return allOf(
    words.map((word, i) =>
      wordQuery(word, kind, { ...query, prefix: query.prefix && i === words.length - 1 }),
    ),
  );
}

function wordQuery(word: Word, kind: TermKind, query: WordQuery): string {
  const { prefix, weights = '' } = query;
  if (word.dense) return phrase([word], kind, query);
  const whole = wholeOf(word);
  const ways = [lexeme(kind, whole, { prefix, weights })];
  if (word.parts.length > 1) ways.push(phrase([word], kind, query));
  // Any part of a code that is known: it begins one of its ends.
  if (
    kind === 'word' &&
    weights === '' &&
    !isAddress(whole) &&
    whole.length >= SHORTEST_TAIL &&
    /\p{N}/u.test(whole)
  )
    ways.push(...[whole, ...withoutTrunkZero(whole)].map((end) => lexeme('tail', end, { prefix: true })));
  if (!prefix && !query.exact && word.parts.length === 0 && !isCode(whole))
    for (const stem of query.stemsOf?.(word.text) ?? [])
      ways.push(lexeme('stem', stem), ...(stem === word.text ? [] : [lexeme(kind, stem, { weights })]));
  return anyOf(ways);
}

/** Of a telephone number as it is dialled at home, what stands in it abroad: 0171… is +49 171…. */
const withoutTrunkZero = (code: string): readonly string[] =>
  /^0{1,2}([1-9]\d{7,12})$/.exec(code)?.slice(1) ?? [];

/** Words beside each other that may be one number in groups (TGHU 765433 9): the number as one. Null where they are none. */
export function joinedQuery(texts: readonly string[]): string | null {
  const folded = fold(texts.join(' '));
  const codes = [...joinedCodes(folded)]
    .filter(({ from, until }) => from === 0 && until === folded.length)
    .flatMap(({ text }) => [text, ...withoutTrunkZero(text)]);
  if (codes.length === 0) return null;
  return anyOf(codes.flatMap((code) => [lexeme('word', code), lexeme('tail', code, { prefix: true })]));
}

interface Placed {
  readonly text: string;
  readonly at: number;
  readonly dense: boolean;
}

/** One after another, as far from each other as `indexText` has placed them. */
function phrase(words: readonly Word[], kind: TermKind, { prefix, weights = '' }: WordQuery): string {
  const placed: Placed[] = [];
  /** Single characters: the index has each with its neighbour, so they are the beginning of something. */
  const loose: string[] = [];
  let at = 0;
  for (const word of words) {
    const pieces = word.dense ? pairsOf(word.text) : word.parts.length > 0 ? word.parts : [word.text];
    if (word.dense && pieces.length === 0) loose.push(word.text);
    pieces.forEach((text, i) => placed.push({ text, at: at + i, dense: word.dense }));
    at += word.dense ? [...word.text].length : Math.max(1, word.parts.length);
  }
  const last = placed.at(-1);
  let chain = '';
  placed.forEach((one, i) => {
    const term = lexeme(kind, one.text, { prefix: prefix && one === last && !one.dense, weights });
    const distance = one.at - (placed[i - 1]?.at ?? 0);
    chain += i === 0 ? term : ` <${distance === 1 ? '-' : distance}> ${term}`;
  });
  const parts = loose.map((text) => lexeme(kind, text, { prefix: true, weights }));
  if (chain !== '') parts.push(placed.length > 1 ? `(${chain})` : chain);
  return allOf(parts);
}

/** Each character with its neighbour; none of a single one. */
function pairsOf(run: string): string[] {
  const characters = [...run];
  return characters.slice(1).map((character, i) => (characters[i] ?? '') + character);
}
