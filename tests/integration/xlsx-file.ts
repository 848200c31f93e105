/** Workbooks for tests, made at run time: small ones from rows, and hostile ones. */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { crc32, deflateRawSync } from 'node:zlib';

interface Part {
  readonly name: string;
  /** Packed octets. */
  readonly packed: Buffer;
  readonly size: number;
  readonly crc: number;
}

const pack = (name: string, content: string | Buffer): Part => {
  const octets = Buffer.from(content);
  return { name, packed: deflateRawSync(octets), size: octets.length, crc: crc32(octets) };
};

const WORKBOOK =
  '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="hidden" sheetId="2" state="hidden" r:id="rId2"/><sheet name="cards" sheetId="1" r:id="rId1"/></sheets></workbook>';
const RELATIONS =
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="t" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="t" Target="/xl/worksheets/sheet2.xml"/></Relationships>';
const STYLES =
  '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>';
const EMPTY_SHEET = '<worksheet><sheetData/></worksheet>';

const xml = (text: string) =>
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] as string);
const column = (i: number) =>
  (i < 26 ? '' : String.fromCharCode(64 + Math.floor(i / 26))) + String.fromCharCode(65 + (i % 26));

/** A cell is text, or XML of its own. */
export type Cell = string | { readonly xml: string };

/** @param strings text goes into the shared strings, else into the cells. */
export function makeXlsx(rows: readonly (readonly Cell[])[], { strings = true } = {}): Buffer {
  const shared: string[] = [];
  const cells = (row: readonly Cell[], line: number) =>
    row
      .map((cell, i) => {
        const at = `r="${column(i)}${line}"`;
        if (typeof cell !== 'string') return cell.xml.replace('<c', `<c ${at}`);
        if (cell === '') return '';
        if (!strings) return `<c ${at} t="inlineStr"><is><t>${xml(cell)}</t></is></c>`;
        shared.push(cell);
        return `<c ${at} t="s"><v>${shared.length - 1}</v></c>`;
      })
      .join('');
  const sheet = `<worksheet><sheetData>${rows
    .map((row, i) => `<row r="${i + 1}">${cells(row, i + 1)}</row>`)
    .join('')}</sheetData></worksheet>`;
  return zipOf([
    pack('xl/worksheets/sheet1.xml', sheet),
    pack('xl/worksheets/sheet2.xml', EMPTY_SHEET),
    pack('xl/workbook.xml', WORKBOOK),
    pack('xl/_rels/workbook.xml.rels', RELATIONS),
    pack('xl/styles.xml', STYLES),
    pack(
      'xl/sharedStrings.xml',
      `<sst>${shared.map((text) => `<si><r><t>${xml(text)}</t></r><rPh><t>no</t></rPh></si>`).join('')}</sst>`,
    ),
  ]);
}

/** A sheet that is far larger than its file: the same chunk over and over. */
export function makeBomb(chunk: string, times: number, part = 'xl/worksheets/sheet1.xml'): Buffer {
  const [head, tail] = part.endsWith('sharedStrings.xml')
    ? ['<sst>', '</sst>']
    : ['<worksheet><sheetData>', '</sheetData></worksheet>'];
  return zipOf([
    pack(
      part,
      Buffer.concat([Buffer.from(head), Buffer.alloc(chunk.length * times, chunk), Buffer.from(tail)]),
    ),
    ...(part.endsWith('sheet1.xml') ? [] : [pack('xl/worksheets/sheet1.xml', EMPTY_SHEET)]),
    pack('xl/worksheets/sheet2.xml', EMPTY_SHEET),
    pack('xl/workbook.xml', WORKBOOK),
    pack('xl/_rels/workbook.xml.rels', RELATIONS),
  ]);
}

function zipOf(parts: readonly Part[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, packed, size, crc } of parts) {
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(crc, 14);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(size, 22);
    head.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(crc, 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    files.push(head, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    offset += head.length + name.length + packed.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, index, end]);
}

/** A file that begins like a workbook and has so many octets. */
export async function writeLargeFile(path: string, octets: number): Promise<void> {
  const stream = createWriteStream(path);
  const chunk = Buffer.alloc(1024 * 1024, 'PK\x03\x04 no workbook ');
  for (let written = 0; written < octets; written += chunk.length)
    if (!stream.write(chunk)) await once(stream, 'drain');
  stream.end();
  await once(stream, 'finish');
}
