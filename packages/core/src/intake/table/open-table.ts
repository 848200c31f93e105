/** An uploaded file as lines, whatever it is: told by its first octets, not by its name. */
import { open, readFile } from 'node:fs/promises';
import { csvRows, sniffDelimiter } from './csv-table.ts';
import { MOST_OCTETS, type TableRow, tooLarge, unreadable } from './limits.ts';
import { decodeFile, textEncoding } from './text-encoding.ts';
import { vcardRows } from './vcard-table.ts';
import { xlsxRows } from './xlsx-table.ts';

export interface Table {
  readonly format: 'csv' | 'xlsx' | 'vcard';
  readonly encoding: string | null;
  readonly delimiter: string | null;
  /** The first one has the headings, or a title stands above them. */
  readonly rows: AsyncIterable<TableRow> | Iterable<TableRow>;
  close(): Promise<void>;
}

const ZIP = [0x50, 0x4b];
/** Word, Excel and PowerPoint before 2007. */
const OLD_OFFICE = [0xd0, 0xcf, 0x11, 0xe0];
const begins = (head: Buffer, octets: readonly number[]) => octets.every((octet, i) => head[i] === octet);

/** @throws TradepostError 'invalid-request', 'too-large'; reading the rows may throw them too. */
export async function openTable(path: string): Promise<Table> {
  const file = await open(path, 'r');
  let stays = false;
  try {
    const { size } = await file.stat();
    if (size === 0) throw unreadable('The file is empty.');
    if (size > MOST_OCTETS)
      throw tooLarge(`A file may have ${MOST_OCTETS / 1024 / 1024} MB. Cut it into several.`);
    const head = Buffer.alloc(512);
    await file.read(head, 0, head.length, 0);
    if (begins(head, OLD_OFFICE))
      throw unreadable('This is a workbook of Excel 97–2003, or it has a password. Save it as XLSX or CSV.');
    if (begins(head, ZIP)) {
      stays = true;
      return {
        format: 'xlsx',
        encoding: null,
        delimiter: null,
        rows: xlsxRows(file),
        close: () => file.close(),
      };
    }
  } finally {
    if (!stays) await file.close();
  }
  return openText(path);
}

const NO_LIST = 'This is no list. Upload a CSV, XLSX or vCard file.';
/** What other programs name .xls or .csv, and how it begins. */
const OTHER_KINDS: readonly (readonly [sentence: string, begin: RegExp])[] = [
  [
    'This is a web page or an XML file, though its name may say Excel. Open it in Excel, save it as XLSX, and upload that file.',
    /^\s*(?:<\?xml|<!doctype|<!--|<(?:html|head|meta|style|body|table|div)[\s>]|MIME-Version:)/i,
  ],
  [NO_LIST, /^(?:%PDF-|\{\\rtf|\s*[[{]\s*(?:\{|"[^"]*"\s*:))/],
];

const nothing = async () => undefined;

async function openText(path: string): Promise<Table> {
  const encoding = await textEncoding(path);
  const pieces = decodeFile(path, encoding);
  const { delimiter, head } = await sniffDelimiter(pieces);
  if (/^\ufeff?\s*BEGIN:VCARD/i.test(head)) {
    await pieces.return(undefined);
    const octets = await readFile(path);
    // UTF-16 is the file's; within it each property may name a charset of its own, which then means nothing.
    const plain = encoding.startsWith('utf-16')
      ? Buffer.from(new TextDecoder(encoding).decode(octets), 'utf8')
      : octets;
    return { format: 'vcard', encoding, delimiter: null, rows: vcardRows(plain), close: nothing };
  }
  const strange = OTHER_KINDS.find(([, begin]) => begin.test(head))?.[0];
  if (strange !== undefined) throw unreadable(strange);
  if ((head.match(/\0/g)?.length ?? 0) * 50 > head.length) throw unreadable(NO_LIST);
  return {
    format: 'csv',
    encoding,
    delimiter,
    rows: csvRows(head, pieces, delimiter),
    close: async () => {
      await pieces.return(undefined);
    },
  };
}
