/** Hostile HTML and text of mails: made safe to show, made into text, told apart by author and language. */
export { type CleanedHtml, type CleanHtmlOptions, cleanHtml } from './clean-html.ts';
export { detectLanguage } from './detect-language.ts';
export { extractTnef, type TnefPart } from './extract-tnef.ts';
export { htmlToText } from './html-to-text.ts';
export { makePreview } from './make-preview.ts';
export { READER_SANDBOX, type ReaderPage, type ReaderPageOptions, readerPage } from './reader-page.ts';
export { type SplitText, splitQuoted } from './split-quoted.ts';
