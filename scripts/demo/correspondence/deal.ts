/** The facts of one deal: what is sold, for how much, on which ship. Every letter of it agrees with them. */
import { dayText, monthName } from './calendar.ts';
import type { SampleCustomer } from './customers.ts';
import { PRODUCTS, type Product } from './products.ts';
import type { Random } from './random.ts';
import type { Language } from './types.ts';

export interface Deal {
  readonly customer: SampleCustomer;
  readonly product: Product;
  readonly quantity: number;
  readonly price: number;
  readonly target: number;
  readonly newPrice: number;
  readonly incoterm: string;
  readonly leadDays: number;
  readonly container: string;
  readonly quote: string;
  readonly po: string;
  readonly pi: string;
  readonly vessel: string;
  readonly lading: string;
  readonly courier: string;
  readonly tracking: string;
  readonly samples: number;
  /** Days of the plan; a delay moves them. */
  departure: Date;
  arrival: Date;
}

const VESSELS = [
  'Ever Amity',
  'Cosco Harbin',
  'MSC Ravenna II',
  'OOCL Poyang',
  'Maersk Halvorsen',
  'CMA CGM Orsay',
  'ONE Kestrel',
  'HMM Sejong',
  'Yang Ming Unison',
];
const COURIERS = ['DHL', 'FedEx', 'UPS', 'TNT', 'SF Express'];
const DAY = 86_400_000;

const number = (n: number): string => String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
export const money = (n: number): string => {
  const [whole = '0', cents = '00'] = n.toFixed(2).split('.');
  return `USD ${number(Number(whole))}.${cents}`;
};
const unit = (n: number): string => `USD ${n < 1 ? n.toFixed(3) : n.toFixed(2)}`;

/** @param serial counts the company's deals; numbers of papers follow it. */
export function newDeal(rng: Random, customer: SampleCustomer, start: Date, serial: number): Deal {
  const product = rng.pick(PRODUCTS);
  const quantity = product.moq * rng.pick([1, 2, 2, 3, 4, 5]);
  const year = start.getUTCFullYear();
  const yy = String(year).slice(2);
  const target = product.price * (0.86 + rng.next() * 0.05);
  const lead = rng.pick([25, 30, 35, 40, 45]);
  const departure = new Date(start.getTime() + (lead + rng.int(28, 40)) * DAY);
  return {
    customer,
    product,
    quantity,
    price: product.price,
    target,
    newPrice: product.price * (0.93 + rng.next() * 0.04),
    incoterm: rng.pick([
      'FOB Ningbo',
      'FOB Ningbo',
      `CIF ${customer.port}`,
      `CFR ${customer.port}`,
      'EXW Yuyao',
      `DAP ${customer.city}`,
    ]),
    leadDays: lead,
    container: rng.pick(["20'GP", "40'HQ", "20'GP", "40'GP"]),
    quote: `YFQ${yy}${String(serial).padStart(4, '0')}`,
    po: rng.pick([
      `PO-${year}/${100 + (serial % 800)}`,
      `PO ${yy}${String(serial * 7).padStart(5, '0')}`,
      `P.O. ${4500000 + serial * 13}`,
    ]),
    pi: `YF${yy}-${String(serial).padStart(3, '0')}`,
    vessel: `${rng.pick(VESSELS)} V.${rng.int(11, 98)}${rng.pick(['E', 'W'])}`,
    lading: `NGBX${rng.int(1000000, 9999999)}`,
    courier: rng.pick(COURIERS),
    tracking: String(rng.int(1000000000, 4200000000)),
    samples: rng.int(2, 6),
    departure,
    arrival: new Date(departure.getTime() + rng.int(16, 38) * DAY),
  };
}

/** The words that stand in braces in the phrasebooks. */
export function facts(deal: Deal, language: Language, now: Date): Record<string, string> {
  const total = deal.quantity * deal.newPrice;
  const next = (now.getUTCMonth() + 1) % 12;
  return {
    product: deal.product.names[language],
    hs: deal.product.hs,
    size: deal.product.sizes.join(', '),
    qty: number(deal.quantity),
    moq: number(deal.product.moq),
    price: unit(deal.price),
    target: unit(deal.target),
    newPrice: unit(deal.newPrice),
    total: money(total),
    deposit: money(total * 0.3),
    balance: money(total * 0.7),
    terms: deal.incoterm,
    lead: String(deal.leadDays),
    container: deal.container,
    quote: deal.quote,
    po: deal.po,
    pi: deal.pi,
    vessel: deal.vessel,
    bl: deal.lading,
    courier: deal.courier,
    tracking: deal.tracking,
    samples: String(deal.samples),
    port: deal.customer.port,
    etd: dayText(deal.departure, language),
    eta: dayText(deal.arrival, language),
    month: monthName(next, language),
  };
}

/** Rows of a quotation as it stands in the mail; the first price is the price list's. */
export function quotationRows(deal: Deal, language: Language): string[][] {
  const head =
    language === 'zh'
      ? ['货号', '规格', '数量', '单价']
      : language === 'es'
        ? ['Ref.', 'Medida', 'Cantidad', 'Precio']
        : language === 'ru'
          ? ['Артикул', 'Размер', 'Кол-во', 'Цена']
          : ['Item', 'Size', 'Qty', 'Price'];
  const share = Math.round(deal.quantity / deal.product.sizes.length);
  return [
    head,
    ...deal.product.sizes.map((size, i) => [
      `${deal.product.code}-${i + 1}`,
      size,
      number(share),
      unit(deal.price * (1 + i * 0.17)),
    ]),
  ];
}

/** Fields of the papers that belong to the deal. */
export function paperFields(
  deal: Deal,
  paperNumber: string,
  date: Date,
  amount: number,
): Record<string, string> {
  return {
    NUMBER: paperNumber,
    DATE: date.toISOString().slice(0, 10),
    BUYER: deal.customer.name,
    GOODS: `${deal.product.code} ${deal.product.names.en}`,
    QUANTITY: `${number(deal.quantity)} pcs`,
    TERMS: deal.incoterm,
    TOTAL: money(amount),
  };
}
