/** The rows of the tables of a mail's HTML, and what stands outside of them, as text. Nothing of it is ever shown. */
import { Parser } from 'htmlparser2';

/** Characters of HTML that are read: a card with a long history below it. */
const MOST_HTML = 2_000_000;
/** Tables inside one another; mail programs lay out with them. */
const DEEPEST = 30;
const BREAKS = new Set(['br', 'p', 'div', 'li', 'tr', 'h1', 'h2', 'h3', 'h4', 'table']);
const HIDDEN = new Set(['style', 'script', 'title', 'head']);

export interface HtmlTables {
  readonly rows: string[][];
  readonly text: string;
}

/** What a mail quotes (blockquote) is old and left out. */
export function readHtmlTables(html: string): HtmlTables {
  const rows: string[][] = [];
  let text = '';
  let hidden = 0;
  let quoted = 0;
  const open: { row: string[]; cell: string | null }[] = [];
  const write = (piece: string) => {
    const table = open.at(-1);
    if (hidden > 0 || quoted > 0) return;
    if (table === undefined || table.cell === null) text += piece;
    else table.cell += piece;
  };
  const endCell = (table: { row: string[]; cell: string | null } | undefined) => {
    if (table === undefined || table.cell === null) return;
    table.row.push(table.cell.replace(/[^\S\n]+/g, ' ').trim());
    table.cell = null;
  };
  const endRow = (table: { row: string[]; cell: string | null } | undefined) => {
    endCell(table);
    if (table === undefined || table.row.length === 0) return;
    rows.push(table.row);
    table.row = [];
  };
  const parser = new Parser(
    {
      onopentagname(name) {
        if (HIDDEN.has(name)) hidden++;
        if (name === 'blockquote') quoted++;
        if (name === 'table' && open.length < DEEPEST) open.push({ row: [], cell: null });
        if (name === 'tr') endRow(open.at(-1));
        if (name === 'td' || name === 'th') {
          const table = open.at(-1);
          endCell(table);
          if (table !== undefined) table.cell = '';
        } else if (BREAKS.has(name)) write('\n');
      },
      ontext: (piece) => write(piece.replace(/\s+/g, ' ')),
      onclosetag(name) {
        if (HIDDEN.has(name)) hidden = Math.max(0, hidden - 1);
        if (name === 'blockquote') quoted = Math.max(0, quoted - 1);
        if (name === 'tr') endRow(open.at(-1));
        if (name === 'table') endRow(open.pop());
      },
    },
    { decodeEntities: true },
  );
  parser.end(html.slice(0, MOST_HTML));
  return { rows, text };
}
