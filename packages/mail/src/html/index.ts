/** Hostile HTML and text of mails: made safe to show, made into text, told apart by author and language. */
export { type CleanedHtml, type CleanHtmlOptions, cleanHtml } from './clean-html.ts';
export { cleanLetterHtml, type CleanLetterOptions } from './clean-letter.ts';
export { htmlToText } from './html-to-text.ts';
export { READER_SANDBOX, type ReaderPage, type ReaderPageOptions, readerPage } from './reader-page.ts';
export { splitQuoted } from './split-quoted.ts';
export { markHtml } from './mark-html.ts';
