/** The day by which something is to be done, as a sentence names it, worked out from the day on which it was said. */
import { isToCome, type FoundDay, type Said } from './day-words.ts';
import { findChineseDays } from './find-day-chinese.ts';
import { findEnglishDays } from './find-day-english.ts';

export type { FoundDay, Said } from './day-words.ts';

/** Longer ones are no sentences. */
const MOST_SENTENCE = 500;

/** A day with "by" or 前 comes before one without; else the first. @returns null where there is none to come. */
export function findDay(sentence: string, said: Said): FoundDay | null {
  const text = sentence.slice(0, MOST_SENTENCE);
  const found = [
    ...(/\p{Script=Han}/u.test(text) ? findChineseDays(text, said) : []),
    ...(/[a-z]{2}|\d{4}/i.test(text) ? findEnglishDays(text, said) : []),
  ].filter(({ day }) => isToCome(day, said));
  found.sort((a, b) => Number(b.term) - Number(a.term) || a.at - b.at);
  return found[0] ?? null;
}
