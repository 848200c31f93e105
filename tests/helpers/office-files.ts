/** Small files of the trade's kinds, made at run time, and hostile ones. */
import { CFB, utils, write } from '@e965/xlsx';

type Entries = readonly (readonly [name: string, content: string | Buffer])[];

function container(entries: Entries, fileType: 'zip' | 'cfb'): Buffer {
  const file = CFB.utils.cfb_new();
  for (const [name, content] of entries) CFB.utils.cfb_add(file, `/${name}`, Buffer.from(content));
  // The library adds a file of its own, which no program writes.
  CFB.utils.cfb_del(file, '\u0001Sh33tJ5');
  return Buffer.from(CFB.write(file, { type: 'buffer', fileType, compression: true }) as Uint8Array);
}

export const zipOf = (entries: Entries): Buffer => container(entries, 'zip');
export const compoundOf = (entries: Entries): Buffer => container(entries, 'cfb');

/** The same with the mark of a password on each entry (APPNOTE 4.4.4, bit 0). */
export function lockedZip(entries: Entries): Buffer {
  const zip = zipOf(entries);
  for (const [signature, flags] of [
    ['PK\x03\x04', 6],
    ['PK\x01\x02', 8],
  ] as const)
    for (let at = zip.indexOf(signature, 0, 'latin1'); at >= 0; at = zip.indexOf(signature, at + 4, 'latin1'))
      zip.writeUInt16LE(zip.readUInt16LE(at + flags) | 1, at + flags);
  return zip;
}

export const docxOf = (...paragraphs: readonly string[]): Buffer =>
  zipOf([
    [
      'word/document.xml',
      `<w:document><w:body>${paragraphs.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('')}</w:body></w:document>`,
    ],
    ['word/footnotes.xml', '<w:footnotes><w:p><w:r><w:t>see annex</w:t></w:r></w:p></w:footnotes>'],
  ]);

export const pptxOf = (...slides: readonly string[]): Buffer =>
  zipOf([
    ['ppt/presentation.xml', '<p:presentation/>'],
    ...slides.map(
      (text, i) =>
        [`ppt/slides/slide${i + 1}.xml`, `<p:sld><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sld>`] as const,
    ),
  ]);

export const odtOf = (text: string, manifest = ''): Buffer =>
  zipOf([
    ['mimetype', 'application/vnd.oasis.opendocument.text'],
    ['META-INF/manifest.xml', `<manifest:manifest>${manifest}</manifest:manifest>`],
    ['content.xml', `<office:document-content><text:p>${text}</text:p></office:document-content>`],
  ]);

export const ofdOf = (text: string): Buffer =>
  zipOf([
    ['OFD.xml', '<ofd:OFD/>'],
    ['Doc_0/Pages/Page_0/Content.xml', `<ofd:Page><ofd:TextCode X="1">${text}</ofd:TextCode></ofd:Page>`],
  ]);

/**
 * @param bookType as SheetJS names it: biff8 (XLS), xlsx, xlsb, ods.
 * @param options.packed whether the parts of the archive are; by itself SheetJS only stores them.
 */
export function workbookOf(
  bookType: 'biff8' | 'xlsx' | 'xlsb' | 'ods' | 'xlml',
  rows: readonly unknown[][],
  { packed = false } = {},
): Buffer {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([...rows]), '报价单');
  return Buffer.from(write(book, { type: 'buffer', bookType, compression: packed }) as Uint8Array);
}

/** MS-DOC: a head (FIB) that names a text in UTF-16 by a table of one piece. */
export function docOf(text: string, encrypted = false): Buffer {
  const TEXT_AT = 1_024;
  const octets = Buffer.from(text, 'utf16le');
  const head = Buffer.alloc(Math.max(8_192, TEXT_AT + octets.length));
  head.writeUInt16LE(0xa5ec, 0);
  head.writeUInt16LE(0x0200 | (encrypted ? 0x0100 : 0), 10);
  head.writeUInt32LE(text.length, 0x4c);
  octets.copy(head, TEXT_AT);
  const table = Buffer.alloc(8_192);
  table.writeUInt8(2, 0);
  table.writeUInt32LE(16, 1);
  table.writeUInt32LE(text.length, 9);
  table.writeUInt32LE(TEXT_AT, 15);
  return compoundOf([
    ['WordDocument', head],
    ['1Table', table],
  ]);
}

/** MS-PPT: an atom of UTF-16 in a container. */
export function pptOf(text: string): Buffer {
  const octets = Buffer.from(text, 'utf16le');
  const records = Buffer.alloc(16);
  records.writeUInt16LE(0x0f, 0);
  records.writeUInt16LE(1_000, 2);
  records.writeUInt32LE(octets.length + 8, 4);
  records.writeUInt16LE(0x0fa0, 10);
  records.writeUInt32LE(octets.length, 12);
  return compoundOf([['PowerPoint Document', Buffer.concat([records, octets, Buffer.alloc(5_000)])]]);
}

export const msgOf = (subject: string, body: string, fileName: string, file: Buffer): Buffer =>
  compoundOf([
    ['__properties_version1.0', Buffer.alloc(32)],
    ['__substg1.0_0037001F', Buffer.from(subject, 'utf16le')],
    ['__substg1.0_1000001F', Buffer.from(body, 'utf16le')],
    ['__attach_version1.0_#00000000/__substg1.0_37010102', file],
    ['__attach_version1.0_#00000000/__substg1.0_3707001F', Buffer.from(fileName, 'utf16le')],
  ]);

/** Office Open XML with a password (MS-OFFCRYPTO). */
export const lockedOffice = (): Buffer =>
  compoundOf([
    ['EncryptionInfo', Buffer.alloc(600, 1)],
    ['EncryptedPackage', Buffer.alloc(5_000, 2)],
  ]);

interface PdfOptions {
  /** The file names an encoding of Chinese and brings no font and no table of its own. */
  readonly chinese?: boolean;
  readonly trailer?: string;
  readonly kids?: string;
}

/** A PDF of one page with one line; '' is a scan. */
export function pdfOf(
  text: string,
  { chinese = false, trailer = '', kids = '[3 0 R]' }: PdfOptions = {},
): Buffer {
  const hex = [...text]
    .map((sign) =>
      sign
        .charCodeAt(0)
        .toString(16)
        .padStart(chinese ? 4 : 2, '0'),
    )
    .join('');
  const content = text === '' ? '' : `BT /F1 12 Tf 50 700 Td <${hex}> Tj ET`;
  const font = chinese
    ? '<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>'
    : '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids ${kids} /Count 1 >>`,
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    font,
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /FontDescriptor 7 0 R >>',
    '<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>',
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const at = file.length;
    file += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const table = file.length;
  const size = objects.length + 1;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`;
  file += `trailer << /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${table}\n%%EOF`;
  return Buffer.from(file, 'latin1');
}

const KEY = `<${'28'.repeat(32)}>`;
export const lockedPdf = (): Buffer =>
  pdfOf('secret', {
    trailer: `/ID [${KEY} ${KEY}] /Encrypt << /Filter /Standard /V 1 /R 2 /O ${KEY} /U ${KEY} /P -60 >>`,
  });

/** A page that draws a form that draws the next one twice, and so on; the last has a word. Its text never ends. */
export function endlessPdf(): Buffer {
  const LEVELS = 40;
  const font = '/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>';
  const stream = (head: string, body: string) =>
    `<< ${head} /Length ${body.length} >>\nstream\n${body}\nendstream`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>',
    stream('', '/X Do /X Do'),
    ...Array.from({ length: LEVELS }, (_, i) =>
      stream(
        `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << ${font} /XObject << /X ${i + 6} 0 R >> >>`,
        i + 1 === LEVELS ? 'BT /F1 9 Tf (again) Tj ET' : '/X Do /X Do',
      ),
    ),
  ];
  return Buffer.from(
    `%PDF-1.4\n${objects.map((object, i) => `${i + 1} 0 obj\n${object}\nendobj\n`).join('')}trailer << /Root 1 0 R >>\n%%EOF`,
    'latin1',
  );
}
