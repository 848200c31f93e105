/** Hostile HTML and text of mails: made safe to show, made into text, told apart by author and language. */
export { detectLanguage } from './detect-language.ts';
export { extractTnef, type TnefPart } from './extract-tnef.ts';
export { htmlToText } from './html-to-text.ts';
export { makePreview } from './make-preview.ts';
export { type SplitText, splitQuoted } from './split-quoted.ts';
