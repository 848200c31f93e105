/** Lists as the programs of the trade write them: what is read of them, or the sentence that refuses them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { zipOf } from '../helpers/office-files.ts';
import { openTable } from '@tradepost/core/intake/table/open-table';

const folder = mkdtempSync(join(tmpdir(), 'tradepost-table-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function read(octets: string | Buffer) {
  const path = join(folder, 'list');
  writeFileSync(path, octets);
  const table = await openTable(path);
  try {
    const rows: (readonly string[])[] = [];
    for await (const { line, cells } of table.rows) rows.push([String(line), ...cells]);
    return rows;
  } finally {
    await table.close();
  }
}

describe('a CSV', () => {
  const HEAD = ['1', 'Company', 'E-mail'];
  it.each<[string, string, string[][]]>([
    [
      'with line ends of several systems has all its lines',
      'Company,E-mail\r\nNut,a@nut.example\nBolt,b@bolt.example\rPin,c@pin.example\r\n',
      [HEAD, ['2', 'Nut', 'a@nut.example'], ['3', 'Bolt', 'b@bolt.example'], ['4', 'Pin', 'c@pin.example']],
    ],
    [
      'with semicolons, and more commas in its addresses, is cut at the semicolons',
      'Company;E-mail\nNut;"a@nut.example"\nBolt, Hof 2, 20095 Hamburg, Germany;b\nPin, 1, 2, 3, 4;c\n',
      [
        HEAD,
        ['2', 'Nut', 'a@nut.example'],
        ['3', 'Bolt, Hof 2, 20095 Hamburg, Germany', 'b'],
        ['4', 'Pin, 1, 2, 3, 4', 'c'],
      ],
    ],
    [
      'that says its delimiter, on an old Macintosh',
      'sep=;\rCompany;E-mail\rNut, Ltd;a\r',
      [
        ['2', 'Company', 'E-mail'],
        ['3', 'Nut, Ltd', 'a'],
      ],
    ],
    [
      'with text or blanks behind a quotation mark',
      'Company,E-mail\n"Nut" GmbH,a\n"Bolt, Inc" ,b\n12" pipe, "c"\n',
      [HEAD, ['2', '"Nut" GmbH', 'a'], ['3', 'Bolt, Inc', 'b'], ['4', '12" pipe', 'c']],
    ],
    ['with a NUL in a cell', `Company,E-mail\nN\0ut,a\n${'Bolt,b\n'.repeat(9)}`, [HEAD, ['2', 'Nut', 'a']]],
  ])('%s', async (_, text, rows) => expect((await read(text)).slice(0, rows.length)).toEqual(rows));

  it('of which an octet is lost at the end stays UTF-8', async () => {
    const text = Buffer.from('客户名称,国家\n广州贸易有限公司,中国\n上海');
    expect((await read(text.subarray(0, -1)))[1]).toEqual(['2', '广州贸易有限公司', '中国']);
  });

  it.each([
    [
      'a web page',
      '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table>',
      'web page or an XML file',
    ],
    ['a workbook of Excel 2003', '<?xml version="1.0"?><Workbook xmlns="urn:x">', 'web page or an XML file'],
    ['a PDF', '%PDF-1.7\n1 0 obj', 'This is no list'],
    ['JSON', '[{"company": "Nut"}]', 'This is no list'],
  ])('that is %s is refused in words', (_, text, sentence) => expect(read(text)).rejects.toThrow(sentence));
});

it('each card of a file is a line, below the mark of UTF-8, with line ends of an old Macintosh', async () => {
  const card = (name: string) => `\ufeffBEGIN:VCARD\rVERSION:3.0\rFN:${name}\rEND:VCARD\r`;
  const [, ...cards] = await read(card('王伟') + card('Anna'));
  expect(cards.map(([, company]) => company)).toEqual(['王伟', 'Anna']);
});

describe('a workbook', () => {
  const relations = (...all: readonly (readonly [id: string, kind: string, target: string])[]) =>
    `<Relationships>${all
      .map(
        ([id, kind, target]) =>
          `<Relationship Id="${id}" Type="http://purl.oclc.org/ooxml/${kind}" Target="${target}"/>`,
      )
      .join('')}</Relationships>`;
  const book = (sheets: Readonly<Record<string, string>>, styles = '') =>
    zipOf([
      ['_rels/.rels', relations(['r1', 'relationships/officeDocument', '/office/Book22.xml'])],
      [
        'office/book22.xml',
        `<x:workbook><x:sheets>${Object.keys(sheets)
          .map((name) => `<x:sheet name="${name}" r:id="${name}"/>`)
          .join('')}</x:sheets></x:workbook>`,
      ],
      [
        'office/_rels/book22.xml.rels',
        relations(
          ...Object.keys(sheets).map(
            (name) => [name, name === 'chart' ? 'chartsheet' : 'worksheet', `${name}.xml`] as const,
          ),
          ['s', 'relationships/sharedStrings', 'Texts.xml'],
          ['f', 'relationships/styles', '/office/forms.xml'],
        ),
      ],
      ['office/texts.xml', '<x:sst><x:si><x:t>Nut &amp; Bolt_x000D_\nLtd</x:t></x:si></x:sst>'],
      ['office/forms.xml', styles],
      ...Object.entries(sheets).map(([name, xml]) => [`office/${name}.xml`, xml] as const),
    ]);
  const NUT = '<c t="s"><v>0</v></c>';

  it('is found by its relations, whatever its parts are named, below a chart and an empty sheet', async () => {
    const octets = book({
      chart: '<chartsheet/>',
      blank: '<worksheet><sheetData/></worksheet>',
      list: `<x:worksheet><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
    });
    expect(await read(octets)).toEqual([['1', 'Nut & Bolt\r\nLtd']]);
  });

  it('has numbers as they are shown, and a merged cell in each of its rows', async () => {
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="00000000000"/></numFmts><cellXfs><xf/><xf numFmtId="170"/></cellXfs></styleSheet>';
    const row = (n: number, company: string, number: string) =>
      `<row r="${n}">${company}<c r="B${n}">${number}</c><c r="C${n}" s="1"><v>7551234567</v></c></row>`;
    const rows = row(1, NUT, '<v>13800138000.0</v>') + row(2, '', '<v>1.3E5</v>') + row(3, '', '<v>0.5</v>');
    const octets = book(
      {
        list: `<worksheet><sheetData>${rows}</sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells></worksheet>`,
      },
      styles,
    );
    expect(await read(octets)).toEqual([
      ['1', 'Nut & Bolt\r\nLtd', '13800138000', '07551234567'],
      ['2', 'Nut & Bolt\r\nLtd', '130000', '07551234567'],
      ['3', '', '0.5', '07551234567'],
    ]);
  });
});
