import { deflateRawSync, crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { xlsxOf } from '../customer-list/xlsx-stream.ts';
import { readFileQuotes } from './read-file-quotes.ts';

const CONTEXT = {
  language: 'en',
  said: {
    on: '2026-11-24',
    calendar: {
      weekend: new Set([6, 7]),
      holidays: new Set<string>(),
      yearly: new Set<string>(),
      makeups: new Set<string>(),
    },
  },
};

const read = async (fileName: string, octets: Buffer) => {
  const { state, quotes } = await readFileQuotes({ partPath: '2', fileName, octets }, CONTEXT);
  return {
    state,
    quotes: quotes.map(({ product, amount, terms, foundIn }) =>
      [
        product,
        `${amount.amount} ${amount.currency}${amount.unit === null ? '' : `/${amount.unit}`}`,
        `${terms.incoterm} ${terms.incotermPlace}`,
        terms.validUntil ?? 'no end',
        [foundIn?.sheet, foundIn?.page, foundIn?.row].map((at) => at ?? '-').join('.'),
      ].join(' | '),
    ),
  };
};

async function workbook(rows: readonly (readonly (string | number | null)[])[]): Promise<Buffer> {
  async function* lines() {
    yield* rows;
  }
  const pieces: Buffer[] = [];
  for await (const piece of xlsxOf('Quotation', lines())) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** One file in a ZIP, as much as a reader needs. */
function zipOf(name: string, text: string): Buffer {
  const packed = deflateRawSync(text);
  const local = Buffer.alloc(30 + name.length);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(crc32(text), 14);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(Buffer.byteLength(text), 22);
  local.writeUInt16LE(name.length, 26);
  local.write(name, 30);
  const entry = Buffer.alloc(46 + name.length);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(crc32(text), 16);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(Buffer.byteLength(text), 24);
  entry.writeUInt16LE(name.length, 28);
  entry.write(name, 46);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length + packed.length, 16);
  return Buffer.concat([local, packed, entry, end]);
}

const cell = (text: string) => `<w:tc><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;
const row = (...texts: string[]) => `<w:tr>${texts.map(cell).join('')}</w:tr>`;

/** Text at places of a page, in points from the left and from the bottom. */
function pdfOf(pieces: readonly (readonly [x: number, y: number, text: string])[]): Buffer {
  const content = pieces
    .map(([x, y, text]) => `BT /F1 11 Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET`)
    .join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, i) => {
    const at = file.length;
    file += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const xref = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`;
  return Buffer.from(
    `${file}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`,
    'latin1',
  );
}

describe('readFileQuotes', () => {
  it('reads a workbook, with the row that says each', async () => {
    const file = await workbook([
      ['Quotation Q-118', null],
      ['Price term: FOB Ningbo', null],
      ['Validity: 30 days', null],
      ['Item', 'Description', 'Unit price (USD)', 'MOQ'],
      ['YF-3021', 'Stainless hinge', 3.2, 2000],
      ['L-77', 'Door lock', 5.1, '500 sets'],
    ]);
    expect(await read('Quotation.xlsx', file)).toEqual({
      state: 'read',
      quotes: [
        'YF-3021 Stainless hinge | 3.2 USD | FOB Ningbo | 2026-12-24 | 1.-.5',
        'L-77 Door lock | 5.1 USD | FOB Ningbo | 2026-12-24 | 1.-.6',
      ],
    });
  });

  it('reads a list in GBK', async () => {
    // 型号,单价(美元) / YF-3021,3.20
    const octets = Buffer.concat([
      Buffer.from('d0cdbac52cb5a5bcdb28c3c0d4aa290a', 'hex'),
      Buffer.from('YF-3021,3.20\n'),
    ]);
    expect((await read('报价.csv', octets)).quotes).toEqual([
      'YF-3021 | 3.2 USD | null null | no end | -.-.2',
    ]);
  });

  it('reads the table of a text document, and one that has only sentences', async () => {
    const document = (body: string) =>
      zipOf('word/document.xml', `<w:document><w:body>${body}</w:body></w:document>`);
    const table = `<w:p><w:r><w:t>CIF Hamburg</w:t></w:r></w:p><w:tbl>${row('Product', 'Unit price')}${row('Hinge YF-3021', 'USD 3.65/pc')}</w:tbl>`;
    expect(await read('offer.docx', document(table))).toEqual({
      state: 'read',
      quotes: ['Hinge YF-3021 | 3.65 USD/pc | CIF Hamburg | no end | -.-.2'],
    });
    const sentence = '<w:p><w:r><w:t>Price of the hinge YF-3021: USD 3.20/pc FOB Ningbo</w:t></w:r></w:p>';
    expect((await read('offer.docx', document(sentence))).quotes).toEqual([
      'hinge YF-3021 | 3.2 USD/pc | FOB Ningbo | no end | -.-.-',
    ]);
  });

  it('reads the text of a PDF by where it stands, and names the page', async () => {
    const file = pdfOf([
      [50, 780, 'QUOTATION'],
      [50, 750, 'Terms: FOB Ningbo, valid until 31 Dec 2026'],
      [50, 700, 'Item'],
      [150, 700, 'Description'],
      [320, 700, 'Unit Price (USD/pc)'],
      [50, 680, 'YF-3021'],
      [150, 680, 'Stainless hinge'],
      [330, 680, '3.20'],
      [50, 660, 'L-77'],
      [150, 660, 'Door lock'],
      [330, 660, '5.10'],
    ]);
    expect(await read('Quotation.pdf', file)).toEqual({
      state: 'read',
      quotes: [
        'YF-3021 Stainless hinge | 3.2 USD/pc | FOB Ningbo | 2026-12-31 | -.1.-',
        'L-77 Door lock | 5.1 USD/pc | FOB Ningbo | 2026-12-31 | -.1.-',
      ],
    });
  });

  it.each([
    ['no quotation in it', 'notes.csv', Buffer.from('a,b\n1,2\n'), 'nothing'],
    ['a picture', 'photo.png', Buffer.from('\x89PNG'), 'other'],
    ['a workbook of Excel 97', 'old.xls', Buffer.from('d0cf11e0', 'hex'), 'other'],
    ['a PDF that is none', 'x.pdf', Buffer.from('%PDF-1.4 and nothing'), 'unreadable'],
    ['a workbook that is none', 'x.xlsx', Buffer.from('PK\x03\x04 and nothing'), 'unreadable'],
    ['a file larger than any price list', 'x.pdf', Buffer.alloc(16 * 1024 * 1024), 'too-large'],
  ])('says of %s what it is', async (_name, fileName, octets, state) => {
    expect(await read(fileName, octets)).toEqual({ state, quotes: [] });
  });
});
