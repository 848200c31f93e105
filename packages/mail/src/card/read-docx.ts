/** The tables and paragraphs of a text document (ECMA-376 part 1, 17). */
import { walkXml } from './office-xml.ts';
import { unzip } from './unzip.ts';

const DOCUMENT = 'word/document.xml';
/** Characters that are read; a form has a page. */
const MOST_TEXT = 200_000;

export interface DocxText {
  /** Rows of all tables, in their order. */
  readonly rows: string[][];
  /** Paragraphs that stand in no table. */
  readonly lines: string[];
}

/** @throws ArchiveError. */
export function readDocx(octets: Buffer): DocxText {
  const xml = unzip(octets, (name) => name === DOCUMENT).get(DOCUMENT);
  const rows: string[][] = [];
  const lines: string[] = [];
  if (xml === undefined) return { rows, lines };
  let row: string[] | null = null;
  let cell: string | null = null;
  let paragraph = '';
  let inText = false;
  let read = 0;
  const add = (text: string) => {
    if (read > MOST_TEXT) return;
    read += text.length;
    paragraph += text;
  };
  walkXml(xml, {
    open(name) {
      if (name === 'w:tr') row = [];
      if (name === 'w:tc') cell = '';
      if (name === 'w:t') inText = true;
      if (name === 'w:tab') add('\t');
      if (name === 'w:br' || name === 'w:cr') add('\n');
    },
    text(piece) {
      if (inText) add(piece);
    },
    close(name) {
      if (name === 'w:t') inText = false;
      if (name === 'w:p') {
        if (cell === null) lines.push(paragraph);
        else cell += (cell === '' ? '' : '\n') + paragraph;
        paragraph = '';
      }
      if (name === 'w:tc' && cell !== null) {
        row?.push(cell);
        cell = null;
      }
      if (name === 'w:tr' && row !== null) {
        rows.push(row);
        row = null;
      }
    },
  });
  return { rows, lines };
}
