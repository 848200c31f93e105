import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { PRODUCTS } from '../products.ts';
import { fillIn, layOut } from './pdf.ts';
import { createDocumentPool } from './pool.ts';
import { priceList } from './xlsx.ts';

const hex = (text: string) => Buffer.from(text, 'latin1').toString('hex');

describe('the papers that mails carry', () => {
  it('are filled in without moving an octet, so that the offsets of the PDF stay true', async () => {
    const template = await layOut('proforma');
    const paper = fillIn(template, {
      NUMBER: 'YF25-118',
      BUYER: 'Brückner Eisenwaren GmbH',
      TOTAL: 'USD 12,345.00',
    });
    expect(paper.length).toBe(template.length);
    const text = paper.toString('latin1');
    for (const value of ['YF25-118', 'Bruckner Eisenwaren GmbH', 'USD 12,345.00'])
      expect(text).toContain(hex(value));
    expect(text).not.toContain(hex('@@@@'));
  });

  it('cut what is longer than its line', async () => {
    const template = await layOut('order');
    expect(fillIn(template, { BUYER: 'x'.repeat(500) }).length).toBe(template.length);
  });

  it('are spreadsheets that open, with the prices that the mail names', async () => {
    const product = PRODUCTS[0] as (typeof PRODUCTS)[number];
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await priceList(product)) as unknown as ArrayBuffer);
    const sheet = book.getWorksheet(1);
    expect(sheet?.getCell('A5').value).toBe(`${product.code}-1`);
    expect(sheet?.getCell('D5').value).toBe(product.price);
  });

  it('are the same octets each time', async () => {
    const [a, b] = [await createDocumentPool(), await createDocumentPool()];
    for (const document of [
      'catalogue:tools',
      'packing:YF-8203',
      'pdf:lading',
      'photo:line-1',
      'slip:bank-2',
    ])
      expect(
        a.file({ document, name: '' }).content.equals(b.file({ document, name: '' }).content),
        document,
      ).toBe(true);
  });
});
