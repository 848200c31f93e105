/** How much the words of a text are those that a language cannot do without. */
import type { LanguagesOfWords } from './function-words.ts';

/** They are looked for among the first words only. */
export const MAX_WORDS = 250;

export interface WordScores {
  byLanguage: ReadonlyMap<string, number>;
  words: number;
  hits: number;
  distinct: number;
}

/** A word is what `[\p{L}\p{M}][\p{L}\p{M}'’-]*` matches. */
const LETTER = /[\p{L}\p{M}]/u;
const INNER = /['’-]/;
const [IS_LETTER, IS_INNER, IS_OTHER] = [1, 2, 3];
/** By unit, filled as they are met; an expression for each word takes longer. Of the first of two units always zero. */
const CLASSES = new Uint8Array(0x10000);

function classAt(text: string, at: number): number {
  const known = CLASSES[text.charCodeAt(at)] as number;
  return known === 0 ? classify(text, at) : known;
}

function classify(text: string, at: number): number {
  const character = String.fromCodePoint(text.codePointAt(at) as number);
  const kind = LETTER.test(character) ? IS_LETTER : INNER.test(character) ? IS_INNER : IS_OTHER;
  const unit = text.charCodeAt(at);
  if (unit < 0xd800 || unit > 0xdbff) CLASSES[unit] = kind;
  return kind;
}

const widthAt = (text: string, at: number) => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

export function scoreFunctionWords(text: string, languagesOf: LanguagesOfWords): WordScores {
  const lower = text.toLowerCase();
  const { longest, numbered, languages } = numberedOf(languagesOf);
  const scores = new Float64Array(languages.length);
  const seen = new Set<string>();
  let words = 0;
  let hits = 0;
  for (let at = 0; at < lower.length; ) {
    const start = at;
    let kind = classAt(lower, at);
    at += widthAt(lower, at);
    if (kind !== IS_LETTER) continue;
    for (; at < lower.length; at += widthAt(lower, at)) {
      kind = classAt(lower, at);
      if (kind === IS_OTHER) break;
    }
    if (++words > MAX_WORDS) break;
    if (at - start > longest) continue;
    const word = lower.slice(start, at);
    const numbers = numbered.get(word);
    if (numbers === undefined) continue;
    hits++;
    // A word said again proves less; one that few languages share proves more.
    const weight = (seen.has(word) ? 0.4 : 1) / Math.sqrt(numbers.length);
    seen.add(word);
    for (const number of numbers) scores[number] = (scores[number] as number) + weight;
  }
  const byLanguage = new Map<string, number>();
  languages.forEach((language, i) => {
    const score = scores[i] as number;
    if (score > 0) byLanguage.set(language, score);
  });
  return { byLanguage, words, hits, distinct: seen.size };
}

/** With the languages as numbers: the scores of a text are added up some hundred times. */
interface NumberedWords {
  readonly languages: readonly string[];
  readonly numbered: ReadonlyMap<string, readonly number[]>;
  /** Units of the longest word. */
  readonly longest: number;
}

const NUMBERED = new WeakMap<LanguagesOfWords, NumberedWords>();

function numberedOf(languagesOf: LanguagesOfWords): NumberedWords {
  const known = NUMBERED.get(languagesOf);
  if (known !== undefined) return known;
  const languages = [...new Set([...languagesOf.values()].flat())];
  const numbered = new Map(
    [...languagesOf].map(([word, of]) => [word, of.map((language) => languages.indexOf(language))]),
  );
  const longest = Math.max(...[...languagesOf.keys()].map((word) => word.length));
  const words = { languages, numbered, longest };
  NUMBERED.set(languagesOf, words);
  return words;
}
