/** Price lists and packing lists as XLSX. */
import ExcelJS from 'exceljs';
import { COMPANY } from '../company.ts';
import type { Product } from '../products.ts';

const EPOCH = new Date('2025-01-02T00:00:00Z');
/** 1 January 2025 00:00 as a DOS time and date (ZIP application note 4.4.6). */
const DOS_TIME = 0;
const DOS_DATE = ((2025 - 1980) << 9) | (1 << 5) | 1;

/** Sets the clock readings that the ZIP writer leaves in each entry to one constant. */
function withoutClock(zip: Buffer): Buffer {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('not a ZIP file: no end of central directory');
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    const local = zip.readUInt32LE(at + 42);
    zip.writeUInt16LE(DOS_TIME, at + 12);
    zip.writeUInt16LE(DOS_DATE, at + 14);
    zip.writeUInt16LE(DOS_TIME, local + 10);
    zip.writeUInt16LE(DOS_DATE, local + 12);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return zip;
}

async function book(build: (sheet: ExcelJS.Worksheet) => void): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = COMPANY.name;
  workbook.created = EPOCH;
  workbook.modified = EPOCH;
  const sheet = workbook.addWorksheet('Sheet1');
  build(sheet);
  return withoutClock(Buffer.from(await workbook.xlsx.writeBuffer()));
}

export function priceList(product: Product): Promise<Buffer> {
  return book((sheet) => {
    sheet.addRow([`${COMPANY.name} ${COMPANY.nameZh}`]).font = { bold: true, size: 13 };
    sheet.addRow([`QUOTATION 报价单: ${product.names.en} ${product.names.zh}`]);
    sheet.addRow([]);
    sheet.addRow(['Item 货号', 'Size 规格', 'HS code', 'FOB Ningbo USD', 'pcs/ctn', 'MOQ', 'G.W. kg']).font =
      {
        bold: true,
      };
    product.sizes.forEach((size, i) =>
      sheet.addRow([
        `${product.code}-${i + 1}`,
        size,
        product.hs,
        Number((product.price * (1 + i * 0.17)).toFixed(3)),
        product.perCarton,
        product.moq,
        Number((product.cartonKg * (1 + i * 0.06)).toFixed(1)),
      ]),
    );
    sheet.addRow([]);
    sheet.addRow([
      'Payment: 30% T/T deposit, 70% against copy of B/L. Validity: 30 days. 价格含税,有效期30天。',
    ]);
    sheet.columns.forEach((column, i) => (column.width = i === 0 ? 16 : 14));
  });
}

export function packingList(product: Product): Promise<Buffer> {
  return book((sheet) => {
    sheet.addRow(['PACKING LIST 装箱单']).font = { bold: true, size: 13 };
    sheet.addRow([COMPANY.name]);
    sheet.addRow([]);
    sheet.addRow(['Carton 箱号', 'Item 货号', 'pcs', 'N.W. kg', 'G.W. kg', 'CBM']).font = { bold: true };
    let carton = 1;
    product.sizes.forEach((_, i) => {
      const cartons = 40 + i * 25;
      sheet.addRow([
        `${carton}-${carton + cartons - 1}`,
        `${product.code}-${i + 1}`,
        cartons * product.perCarton,
        Number((cartons * (product.cartonKg - 0.8)).toFixed(1)),
        Number((cartons * product.cartonKg).toFixed(1)),
        Number((cartons * 0.021).toFixed(3)),
      ]);
      carton += cartons;
    });
    sheet.columns.forEach((column) => (column.width = 14));
  });
}
