/**
 * Trade papers as PDF. Each kind is laid out once by pdfkit, uncompressed and in Courier, whose lines
 * are single hex strings; a copy is then filled in by replacing placeholders of equal length, which
 * keeps every offset of the file true and costs microseconds instead of a layout.
 */
import PDFDocument from 'pdfkit';
import { COMPANY } from '../company.ts';
import { productPhoto } from '../png.ts';

/** Field name → characters it may take. */
export const FIELDS = {
  NUMBER: 18,
  BUYER: 44,
  GOODS: 48,
  QUANTITY: 20,
  TERMS: 34,
  TOTAL: 20,
  DATE: 12,
} as const;
export type FieldName = keyof typeof FIELDS;

const placeholder = (field: FieldName): string => `@${field}`.padEnd(FIELDS[field], '@');
const hex = (text: string): string => Buffer.from(text, 'latin1').toString('hex');

interface Paper {
  readonly title: string;
  readonly lines: readonly string[];
}

const line = (label: string, field: FieldName): string => `${label.padEnd(14)}: ${placeholder(field)}`;
const COMMON = [line('No.', 'NUMBER'), line('Date', 'DATE'), line('Buyer', 'BUYER')];
const GOODS = [line('Goods', 'GOODS'), line('Quantity', 'QUANTITY'), line('Terms', 'TERMS')];

export const PAPERS: Readonly<Record<string, Paper>> = {
  proforma: {
    title: 'PROFORMA INVOICE',
    lines: [
      ...COMMON,
      '',
      ...GOODS,
      line('Total amount', 'TOTAL'),
      '',
      'Payment       : 30% T/T deposit, balance against copy of B/L',
      'Packing       : export cartons on fumigated pallets',
      'Bank          : Bank of Yongjiang, Ningbo Branch',
      'Swift         : YJBKCN2NXXX',
      'Account       : 0000 8321 1900 4477 (USD)',
      '',
      'Please confirm our bank details by telephone before the first transfer.',
      'This invoice is valid for 15 days.',
    ],
  },
  order: {
    title: 'PURCHASE ORDER',
    lines: [
      ...COMMON,
      `Supplier      : ${COMPANY.name}`,
      '',
      ...GOODS,
      line('Order value', 'TOTAL'),
      '',
      'Goods as per approved sample and last quotation.',
      'Order confirmation within three working days, please.',
      'Late delivery: 0.5% per week, at most 5%.',
    ],
  },
  lading: {
    title: 'BILL OF LADING  (DRAFT)',
    lines: [
      ...COMMON,
      `Shipper       : ${COMPANY.name}`,
      'Notify party  : same as consignee',
      'Place of rcpt : NINGBO, CHINA',
      '',
      ...GOODS,
      '',
      'Freight       : as arranged',
      'SHIPPED ON BOARD. Three (3) originals.',
      'Please check and confirm before cut-off.',
    ],
  },
  invoice: {
    title: 'COMMERCIAL INVOICE',
    lines: [...COMMON, '', ...GOODS, line('Total amount', 'TOTAL'), '', 'Country of origin: China'],
  },
  quotation: {
    title: 'QUOTATION',
    lines: [
      ...COMMON,
      '',
      ...GOODS,
      line('Unit price', 'TOTAL'),
      '',
      'Valid for 30 days, subject to steel price and exchange rate.',
      'Lead time: as stated in our mail, after deposit and artwork.',
    ],
  },
  report: {
    title: 'TEST REPORT',
    lines: [
      ...COMMON,
      line('Sample', 'GOODS'),
      '',
      'Neutral salt spray, ISO 9227 (NSS), 96 h   : pass, rating 9',
      'Cycle test, 50,000 openings                : pass',
      'Hardness HRC (5 points)                    : 43.5 44.0 44.0 43.5 44.5',
      'RoHS screening (XRF) Pb Cd Hg Cr Br        : not detected',
      '',
      'The results refer to the tested samples only.',
    ],
  },
  slip: {
    title: 'PAYMENT ADVICE  /  MT103',
    lines: [
      ...COMMON,
      `Beneficiary   : ${COMPANY.name}`,
      line('Amount', 'TOTAL'),
      line('Reference', 'TERMS'),
      '',
      'Charges: SHA. Value date as above. This advice needs no signature.',
    ],
  },
};

/** No clock in the file: the same paper is the same octets on any day. */
const EPOCH = new Date('2025-01-02T00:00:00Z');

function finish(document: PDFDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
    document.end();
  });
}

const open = (title: string, compress: boolean) =>
  new PDFDocument({
    size: 'A4',
    margin: 56,
    compress,
    info: { Title: title, Author: COMPANY.name, CreationDate: EPOCH, ModDate: EPOCH },
  });

/** Lays out one kind of paper with its placeholders. */
export function layOut(kind: string): Promise<Buffer> {
  const paper = PAPERS[kind];
  if (paper === undefined) throw new RangeError(`no such paper: ${kind}`);
  const document = open(paper.title, false);
  document.font('Courier-Bold').fontSize(13).text(COMPANY.name);
  document.font('Courier').fontSize(8).text(COMPANY.street).moveDown(1.5);
  document.font('Courier-Bold').fontSize(15).text(paper.title).moveDown(1);
  document.font('Courier').fontSize(10);
  for (const text of paper.lines) {
    if (text === '') document.moveDown(0.8);
    else document.text(text, { lineBreak: false }).moveDown(0.4);
  }
  return finish(document);
}

/** A copy of the laid-out paper with its fields filled in; what does not fit is cut, what is not latin1 becomes '?'. */
export function fillIn(template: Buffer, fields: Readonly<Partial<Record<string, string>>>): Buffer {
  const copy = Buffer.from(template);
  for (const field of Object.keys(FIELDS) as FieldName[]) {
    const width = FIELDS[field];
    const plain = (fields[field] ?? '-').normalize('NFKD').replace(/[\u0300-\u036f]/g, '');
    const value = plain
      .replace(/[^\x20-\x7e]/g, '?')
      .slice(0, width)
      .padEnd(width);
    const needle = Buffer.from(hex(placeholder(field)), 'latin1');
    for (let at = copy.indexOf(needle); at !== -1; at = copy.indexOf(needle, at + needle.length)) {
      copy.write(hex(value), at, 'latin1');
    }
  }
  return copy;
}

/** A catalogue of a few pages with pictures: the larger kind of attachment. */
export function layOutCatalogue(title: string, products: readonly string[]): Promise<Buffer> {
  const document = open(title, true);
  document.font('Helvetica-Bold').fontSize(24).text(COMPANY.name).moveDown(0.5);
  document.font('Helvetica').fontSize(14).text(title).moveDown(2);
  products.forEach((product, i) => {
    if (i > 0 && i % 2 === 0) document.addPage();
    document.font('Helvetica-Bold').fontSize(12).text(product).moveDown(0.3);
    document.image(productPhoto(`catalogue/${product}`), { width: 340 }).moveDown(1);
  });
  return finish(document);
}
