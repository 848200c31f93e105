/** A form as a workbook of one sheet (ECMA-376 part 1, 18): label, value, hint. */
import type { FormSheet } from './write-form.ts';
import { escapeXml, zip } from './zip.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const MIME = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Cell formats below: 0 plain, 1 title, 2 help, 3 label, 4 value (text, wrapped), 5 hint. */
const STYLES = `${HEAD}<styleSheet xmlns="${SHEET}"><fonts count="4"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="16"/><name val="Calibri"/></font><font><sz val="9"/><color rgb="FF6B7280"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFF1F5F3"/></patternFill></fill></fills><borders count="2"><border/><border><left style="thin"><color rgb="FFB8C2BD"/></left><right style="thin"><color rgb="FFB8C2BD"/></right><top style="thin"><color rgb="FFB8C2BD"/></top><bottom style="thin"><color rgb="FFB8C2BD"/></bottom></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf/><xf fontId="1" applyFont="1"/><xf fontId="2" applyFont="1"/><xf fontId="3" fillId="2" borderId="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" borderId="1" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf fontId="2" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`;

const cell = (reference: string, style: number, text: string) =>
  text === ''
    ? `<c r="${reference}" s="${style}"/>`
    : `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;

/** Points of height of a field of several lines. */
const TALL = 60;
const FIRST_ROW = 4;

export function writeXlsx({ title, help, rows }: FormSheet): Buffer {
  const body = rows.map(({ label, tall, hint }, i) => {
    const n = FIRST_ROW + i;
    const height = tall ? ` ht="${TALL}" customHeight="1"` : '';
    return `<row r="${n}"${height}>${cell(`A${n}`, 3, label)}${cell(`B${n}`, 4, '')}${cell(`C${n}`, 5, hint)}</row>`;
  });
  const sheet = `${HEAD}<worksheet xmlns="${SHEET}"><cols><col min="1" max="1" width="26" customWidth="1"/><col min="2" max="2" width="60" customWidth="1"/><col min="3" max="3" width="44" customWidth="1"/></cols><sheetData><row r="1">${cell('A1', 1, title)}</row><row r="2">${cell('A2', 2, help)}</row>${body.join('')}</sheetData></worksheet>`;
  return zip([
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="${TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${MIME}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${MIME}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${MIME}.styles+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${SHEET}" xmlns:r="${OFFICE}"><sheets><sheet name="${escapeXml(title)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${HEAD}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ['xl/styles.xml', STYLES],
    ['xl/worksheets/sheet1.xml', sheet],
  ]);
}
