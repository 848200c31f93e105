/**
 * What in a text may be the name of a company: runs of words, and pieces of text in scripts without spaces. The
 * number is bounded, whatever the text, and is looked up in an index: the cost does not grow with the customers.
 */

export interface Candidate {
  readonly text: string;
  /** Where it stands, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** Characters that are looked at, and of these in scripts without spaces. */
const MOST_TEXT = 30_000;
const MOST_DENSE = 3_000;
/** Words of a name; signs of one in Chinese: 浙江某某进出口股份有限公司 has 14. */
const MOST_WORDS = 6;
const MOST_SIGNS = 16;
const LEAST_SIGNS = 2;
const MOST_CANDIDATES = 30_000;

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}&'’.-]*/gu;
const DENSE_RUN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu;
const HAS_DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

export function nameCandidates(text: string): Candidate[] {
  const looked = text.slice(0, MOST_TEXT);
  const found: Candidate[] = [];
  for (const line of lines(looked)) {
    collectWords(line, found);
    if (found.length >= MOST_CANDIDATES) break;
  }
  collectDense(looked, found);
  return found.slice(0, MOST_CANDIDATES);
}

function* lines(text: string): Generator<{ text: string; start: number }> {
  let start = 0;
  for (const line of text.split('\n')) {
    yield { text: line, start };
    start += line.length + 1;
  }
}

/** Names are written with a capital, or in a script that has none. */
const beginsName = (word: string) => /^[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u.test(word);

function collectWords(line: { text: string; start: number }, into: Candidate[]): void {
  const words = [...line.text.matchAll(WORD)].filter((match) => !HAS_DENSE.test(match[0]));
  for (let i = 0; i < words.length; i++) {
    const first = words[i] as RegExpExecArray;
    if (!beginsName(first[0])) continue;
    for (let n = 1; n <= MOST_WORDS && i + n <= words.length; n++) {
      const last = words[i + n - 1] as RegExpExecArray;
      const end = last.index + last[0].replace(/[.'’-]+$/, '').length;
      into.push({
        text: line.text.slice(first.index, end),
        start: line.start + first.index,
        end: line.start + end,
      });
    }
  }
}

function collectDense(text: string, into: Candidate[]): void {
  let looked = 0;
  for (const run of text.matchAll(DENSE_RUN)) {
    if (looked >= MOST_DENSE || into.length >= MOST_CANDIDATES) return;
    const piece = run[0].slice(0, MOST_DENSE - looked);
    looked += piece.length;
    for (let i = 0; i < piece.length; i++)
      for (let n = LEAST_SIGNS; n <= MOST_SIGNS && i + n <= piece.length; n++)
        into.push({ text: piece.slice(i, i + n), start: run.index + i, end: run.index + i + n });
  }
}
