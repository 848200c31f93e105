/** The tables and paragraphs of a text document (ECMA-376 part 1, 17). */
import { walkXml } from './office-xml.ts';
import { unzip } from './unzip.ts';

/** Word of the web writes document2.xml. */
export const DOCUMENT = /^word\/document\d*\.xml$/i;
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
  const xml = [...unzip(octets, (name) => DOCUMENT.test(name)).values()][0];
  const rows: string[][] = [];
  const lines: string[] = [];
  if (xml === undefined) return { rows, lines };
  /** The rows and cells around this place: a table may stand in a cell of another. */
  const around: { row: string[]; cell: string | null }[] = [];
  /** Of content controls, whether each shows what is to be filled in ("Click here to enter text") and nothing else. */
  const controls: boolean[] = [];
  let paragraph = '';
  let inText = false;
  /** Inside what is there for older programs, and says the same again. */
  let fallback = 0;
  let read = 0;
  const add = (text: string) => {
    if (read > MOST_TEXT || fallback > 0) return;
    read += text.length;
    paragraph += text;
  };
  walkXml(xml, {
    open(name) {
      const table = around.at(-1);
      if (name === 'w:tr') around.push({ row: [], cell: null });
      if (name === 'w:tc' && table !== undefined) table.cell = '';
      if (name === 'w:sdt') controls.push(false);
      if (name === 'w:showingPlcHdr' && controls.length > 0) controls[controls.length - 1] = true;
      if (name === 'w:t') inText = true;
      if (name === 'mc:Fallback') fallback++;
      if (name === 'w:tab') add('\t');
      if (name === 'w:br' || name === 'w:cr') add('\n');
    },
    text(piece) {
      if (inText && !controls.includes(true)) add(piece);
    },
    close(name) {
      if (name === 'w:t') inText = false;
      if (name === 'mc:Fallback') fallback--;
      const table = around.at(-1);
      if (name === 'w:p') {
        if (fallback > 0) return;
        if (table === undefined || table.cell === null) lines.push(paragraph);
        else table.cell += (table.cell === '' ? '' : '\n') + paragraph;
        paragraph = '';
      }
      if (name === 'w:tc' && table !== undefined && table.cell !== null) {
        table.row.push(table.cell);
        table.cell = null;
      }
      if (name === 'w:tr' && table !== undefined) rows.push(around.pop()?.row ?? []);
      if (name === 'w:sdt') controls.pop();
    },
  });
  return { rows, lines };
}
