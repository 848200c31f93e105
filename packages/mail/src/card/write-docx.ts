/** A form as a text document (ECMA-376 part 1, 17): a title and a table of two columns. */
import type { FormSheet } from './write-form.ts';
import { escapeXml, zip } from './zip.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';

/** Twentieths of a point. */
const LABEL_WIDTH = 2_800;
const VALUE_WIDTH = 6_400;
const TALL = 1_200;

/** @param size half points. */
const run = (text: string, size: number, bold: boolean) =>
  `<w:r><w:rPr>${bold ? '<w:b/>' : ''}<w:sz w:val="${size}"/></w:rPr><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
const cell = (width: number, shade: string, content: string) =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${shade}</w:tcPr><w:p>${content}</w:p></w:tc>`;
const SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="F1F5F3"/>';
const BORDERS = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="B8C2BD"/>`)
  .join('');

export function writeDocx({ title, help, rows }: FormSheet): Buffer {
  const table = rows.map(
    ({ label, tall, hint }) =>
      `<w:tr>${tall ? `<w:trPr><w:trHeight w:val="${TALL}"/></w:trPr>` : ''}` +
      cell(
        LABEL_WIDTH,
        SHADE,
        run(label, 21, true) + (hint === '' ? '' : `</w:p><w:p>${run(hint, 16, false)}`),
      ) +
      `${cell(VALUE_WIDTH, '', '')}</w:tr>`,
  );
  const document =
    `${HEAD}<w:document xmlns:w="${WORD}"><w:body><w:p>${run(title, 32, true)}</w:p><w:p>${run(help, 18, false)}</w:p>` +
    `<w:tbl><w:tblPr><w:tblW w:w="${LABEL_WIDTH + VALUE_WIDTH}" w:type="dxa"/><w:tblBorders>${BORDERS}</w:tblBorders></w:tblPr>` +
    `<w:tblGrid><w:gridCol w:w="${LABEL_WIDTH}"/><w:gridCol w:w="${VALUE_WIDTH}"/></w:tblGrid>${table.join('')}</w:tbl>` +
    '<w:p/><w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>';
  return zip([
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="${TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    ],
    ['word/document.xml', document],
  ]);
}
