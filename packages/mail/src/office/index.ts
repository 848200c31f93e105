/** What stands in the files that people of the trade send each other: tables, lines, text, within bounds. Octets in, text out. */
export { readDocx } from '../card/read-docx.ts';
export { readXlsx } from '../card/read-xlsx.ts';
export { type ExtractedText, extractText } from './extract-text.ts';
export type { UnreadReason } from './file-fault.ts';
export { readPdf } from './read-pdf.ts';
