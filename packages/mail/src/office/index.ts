/** What stands in the files that people of the trade send each other: tables and lines, within bounds. Octets in, text out. */
export { readDocx } from '../card/read-docx.ts';
export { readXlsx } from '../card/read-xlsx.ts';
export { readPdf } from './read-pdf.ts';
