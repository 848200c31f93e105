import { htmlToText } from '@tradepost/mail/html';

/** Characters. */
const MOST = 200;

/** The first words of a letter, in one line. @param words its text, or (not fixed yet) its HTML. */
export const firstWords = (words: string, isText: boolean): string =>
  (isText ? words : htmlToText(words, 2_000)).replace(/\s+/g, ' ').trim().slice(0, MOST).toWellFormed();
