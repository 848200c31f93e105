/**
 * A workbook of one sheet, written while its rows come (ECMA-376; ZIP by PKWARE's APPNOTE 6.3.10 with data descriptors),
 * so that it takes the same memory for ten rows and for a hundred thousand. Cells are texts or numbers, never formulas.
 */
import { crc32, createDeflateRaw } from 'node:zlib';

export type Cell = string | number | null;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

const parts = (sheetName: string): readonly (readonly [string, string])[] => [
  [
    '[Content_Types].xml',
    `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
  ],
  [
    '_rels/.rels',
    `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    'xl/workbook.xml',
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escapeXml(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  ],
];

/** @param rows the first one is the headings. */
export async function* xlsxOf(
  sheetName: string,
  rows: AsyncIterable<readonly Cell[]>,
): AsyncGenerator<Buffer> {
  const zip = new ZipWriter();
  for (const [name, text] of parts(sheetName)) yield* zip.add(name, one(text));
  yield* zip.add('xl/worksheets/sheet1.xml', sheet(rows));
  yield zip.end();
}

async function* one(text: string): AsyncGenerator<string> {
  yield text;
}

async function* sheet(rows: AsyncIterable<readonly Cell[]>): AsyncGenerator<string> {
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;
  let at = 0;
  for await (const row of rows) {
    at++;
    yield `<row r="${at}">${row.map((value, i) => cell(`${letters(i)}${at}`, value)).join('')}</row>`;
  }
  yield '</sheetData></worksheet>';
}

/** Most characters of a cell. */
const MOST_TEXT = 32_767;

function cell(place: string, value: Cell): string {
  if (value === null || value === '') return '';
  if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`;
  const text = escapeXml(value.slice(0, MOST_TEXT));
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

/** A, B … Z, AA. @param index from 0. */
const letters = (index: number): string =>
  (index >= 26 ? letters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

/** XML 1.0 2.2: no control characters but tab and line ends. */
const escapeXml = (text: string) =>
  text
    .toWellFormed()
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');

/** General purpose flags: sizes and CRC follow the data (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
const DEFLATE = 8;
const VERSION = 20;

class ZipWriter {
  #offset = 0;
  readonly #central: Buffer[] = [];

  async *add(name: string, texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
    const start = this.#offset;
    const fileName = Buffer.from(name);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(VERSION, 4);
    head.writeUInt16LE(FLAGS, 6);
    head.writeUInt16LE(DEFLATE, 8);
    head.writeUInt16LE(fileName.length, 26);
    yield this.#count(Buffer.concat([head, fileName]));
    let crc = 0;
    let size = 0;
    let packed = 0;
    for await (const chunk of deflated(texts, (octets) => {
      crc = crc32(octets, crc);
      size += octets.length;
    })) {
      packed += chunk.length;
      yield this.#count(chunk);
    }
    const tail = Buffer.alloc(16);
    tail.writeUInt32LE(0x08074b50, 0);
    for (const [i, value] of [crc, packed, size].entries()) tail.writeUInt32LE(value, 4 + 4 * i);
    yield this.#count(tail);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(VERSION, 4);
    entry.writeUInt16LE(VERSION, 6);
    entry.writeUInt16LE(FLAGS, 8);
    entry.writeUInt16LE(DEFLATE, 10);
    for (const [i, value] of [crc, packed, size].entries()) entry.writeUInt32LE(value, 16 + 4 * i);
    entry.writeUInt16LE(fileName.length, 28);
    entry.writeUInt32LE(start, 42);
    this.#central.push(entry, fileName);
  }

  /** The central directory. */
  end(): Buffer {
    const directory = Buffer.concat(this.#central);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(this.#central.length / 2, 8);
    end.writeUInt16LE(this.#central.length / 2, 10);
    end.writeUInt32LE(directory.length, 12);
    end.writeUInt32LE(this.#offset, 16);
    return Buffer.concat([directory, end]);
  }

  #count(chunk: Buffer): Buffer {
    this.#offset += chunk.length;
    return chunk;
  }
}

async function* deflated(
  texts: AsyncIterable<string>,
  look: (octets: Buffer) => void,
): AsyncGenerator<Buffer> {
  const packer = createDeflateRaw();
  const fed = (async () => {
    try {
      for await (const text of texts) {
        const octets = Buffer.from(text);
        look(octets);
        if (!packer.write(octets)) await new Promise((resolve) => packer.once('drain', resolve));
      }
      packer.end();
    } catch (error) {
      packer.destroy(error as Error);
    }
  })();
  yield* packer as AsyncIterable<Buffer>;
  await fed;
}
