/** Prices of a table, by the heads of its columns: Item, Unit price, MOQ, FOB Ningbo; 型号, 品名, 单价. */
import type { QuoteTerms } from '@tradepost/contract';
import { CURRENCY_BEFORE, currencyOf } from './currencies.ts';
import { parseNumber } from './parse-number.ts';
import { columnOf, type PriceColumn } from './price-columns.ts';
import { findLeast } from './find-quantity.ts';
import { plainUnit } from './units.ts';

/** What a text says for all of its prices. */
export interface Standing extends Pick<QuoteTerms, 'incoterm' | 'incotermPlace' | 'validUntil'> {
  readonly currency: string | null;
}

export interface TablePrice {
  readonly product: string;
  readonly amount: number;
  readonly currency: string;
  readonly unit: string | null;
  readonly terms: QuoteTerms;
  /** The row's cells. */
  readonly text: string;
  /** Index of the row. */
  readonly row: number;
}

/** A person looks at no more of one table. */
const MOST_PRICES = 200;
/** Prices beside each other: by term of delivery, by quantity. */
const MOST_PRICE_COLUMNS = 6;
/** Rows without a price after which the table is over. */
const MOST_GAP = 4;
const MOST_NAME_COLUMNS = 3;
const MOST_PRODUCT = 200;
const MOST_TEXT = 300;
const TOTAL = /^\s*(?:sub-?|grand\s+)?total\b|^\s*(?:合计|总计|小计|共计)/i;

export interface TableRead {
  readonly prices: TablePrice[];
  /** Rows that were heads or had prices: the rest of the text is read by itself. */
  readonly used: ReadonlySet<number>;
}

/** @param language of the text, for numbers that people typed. */
export function readPriceTable(
  rows: readonly (readonly string[])[],
  standing: Standing,
  language: string | null,
): TableRead {
  const prices: TablePrice[] = [];
  const used = new Set<number>();
  const read: Reading = { standing, language, prices, used, heads: new Map() };
  for (let at = 0; at < rows.length && prices.length < MOST_PRICES; at++) {
    const head = readHead(rows, at, read.heads);
    if (head === null) continue;
    for (let i = at; i < head.next; i++) used.add(i);
    at = readRows(rows, head.next, head.columns, read) - 1;
  }
  return { prices, used };
}

/** A price, and what it is of; the head of prices may go over two rows. */
function readHead(
  rows: readonly (readonly string[])[],
  at: number,
  heads: Heads,
): { columns: (PriceColumn | null)[]; next: number } | null {
  const row = rows[at] ?? [];
  if (row.length < 2) return null;
  const of = (cell: string) => headOf(cell, heads);
  const columns = row.map(of);
  const below = rows[at + 1] ?? [];
  const goesOn = below.some((cell) => of(cell)?.kind === 'price') && !below.some(isPriced);
  const both = goesOn
    ? Array.from({ length: Math.max(row.length, below.length) }, (_, i) =>
        joined(columns, of(below[i] ?? ''), i),
      )
    : columns;
  const has = (kind: string) => both.some((column) => column?.kind === kind);
  if (!has('price') || !(has('product') || has('model') || has('spec'))) return null;
  return { columns: both, next: at + (goesOn ? 2 : 1) };
}

/** A head over several columns stands in the first of them; below it is what tells them apart. */
function joined(
  columns: readonly (PriceColumn | null)[],
  under: PriceColumn | null,
  i: number,
): PriceColumn | null {
  const over = columns[i] ?? null;
  if (under === null) return over;
  if (over !== null && over.kind !== 'price') return over;
  const above = over ?? columns.slice(0, i).findLast((column) => column?.kind === 'price') ?? null;
  return {
    ...under,
    currency: under.currency ?? above?.currency ?? null,
    unit: under.unit ?? above?.unit ?? null,
  };
}

/** What cells say as heads: the same words come again and again. */
type Heads = Map<string, PriceColumn | null>;

function headOf(cell: string, heads: Heads): PriceColumn | null {
  const known = heads.get(cell);
  if (known !== undefined) return known;
  const column = columnOf(cell);
  heads.set(cell, column);
  return column;
}

interface Reading {
  readonly heads: Heads;
  readonly standing: Standing;
  readonly language: string | null;
  readonly prices: TablePrice[];
  readonly used: Set<number>;
}

/** @returns the row after the table. */
function readRows(
  rows: readonly (readonly string[])[],
  from: number,
  columns: readonly (PriceColumn | null)[],
  { standing, language, prices, used, heads }: Reading,
): number {
  const priced = columns
    .flatMap((column, i) => (column?.kind === 'price' ? [{ column, i }] : []))
    .slice(0, MOST_PRICE_COLUMNS);
  const indexOf = (kind: string) => columns.findIndex((column) => column?.kind === kind);
  const named = columns.flatMap((column, i) =>
    column?.kind === 'model' || column?.kind === 'product' ? [i] : [],
  );
  const names = (named.length > 0 ? named : [indexOf('spec')]).slice(0, MOST_NAME_COLUMNS);
  const at = {
    unit: indexOf('unit'),
    quantity: indexOf('quantity'),
    least: indexOf('least'),
    currency: indexOf('currency'),
  };
  let last = '';
  let gap = 0;
  let row = from;
  for (; row < rows.length && gap < MOST_GAP && prices.length < MOST_PRICES; row++) {
    const cells = rows[row] ?? [];
    if (row > from && readHead(rows, row, heads) !== null) return row;
    const cell = (index: number) => (index < 0 ? '' : (cells[index] ?? '').replace(/\s+/g, ' ').trim());
    if (TOTAL.test(cells.find((text) => text.trim() !== '') ?? '')) continue;
    const parts = new Set(names.map(cell).filter((part) => part !== ''));
    const product = [...parts].join(' ').slice(0, MOST_PRODUCT) || last;
    let any = false;
    for (const { column, i } of priced) {
      const price = readPrice(cell(i), language);
      if (price === null || product === '') continue;
      const currency =
        price.currency ?? currencyOf(cell(at.currency)) ?? column.currency ?? standing.currency;
      if (currency === null) continue;
      any = true;
      const least = numberIn(cell(at.least), language);
      const many = column.from ?? numberIn(cell(at.quantity), language);
      prices.push({
        product,
        amount: price.amount,
        currency,
        unit: price.unit ?? column.unit ?? plainUnit(cell(at.unit)),
        terms: {
          incoterm: column.incoterm ?? standing.incoterm,
          incotermPlace: column.incoterm === null ? standing.incotermPlace : column.place,
          validUntil: standing.validUntil,
          quantity: many,
          minQuantity: least,
          quantityUnit:
            least === null && many === null
              ? null
              : (unitIn(cell(at.least)) ?? unitIn(cell(at.quantity)) ?? plainUnit(cell(at.unit))),
        },
        text: cells
          .map((text) => text.replace(/\s+/g, ' ').trim())
          .filter((text) => text !== '')
          .join(' · ')
          .slice(0, MOST_TEXT),
        row,
      });
    }
    if (any) {
      used.add(row);
      last = product;
    }
    gap = any ? 0 : gap + 1;
  }
  return row;
}

const PRICE = new RegExp(
  String.raw`^(?<before>${CURRENCY_BEFORE})?\s*(?<number>\d[\d.,'’\u00A0\u202F ]*)\s*(?<after>${CURRENCY_BEFORE}|元|美元)?\s*(?:(?:\/|per|每)\s*(?<unit>[\p{L}²³]{1,10}))?$`,
  'iu',
);

function readPrice(
  text: string,
  language: string | null,
): { amount: number; currency: string | null; unit: string | null } | null {
  const groups = PRICE.exec(text)?.groups;
  if (groups === undefined) return null;
  const number = numberIn(groups['number'] ?? '', language);
  if (number === null || number > 1e12) return null;
  return {
    amount: Math.round(number * 10_000) / 10_000,
    currency: currencyOf(groups['before'] ?? groups['after'] ?? ''),
    unit: plainUnit(groups['unit']),
  };
}

const isPriced = (cell: string) => /^\s*(?:[^\d\s]{0,4}\s*)\d+[.,]\d+/.test(cell);

/** A workbook's own numbers have a point and many digits; what a person typed is read by the language. */
function numberIn(text: string, language: string | null): number | null {
  const plain = text.trim();
  if (/^\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(plain) && !/^\d{1,3}\.\d{3}$/.test(plain))
    return positive(Number(plain));
  const digits = /\d[\d.,'’\u00A0\u202F ]*/.exec(plain)?.[0].trim();
  if (digits === undefined) return null;
  const least = findLeast(`MOQ ${plain}`, language);
  return positive(parseNumber(digits, language) ?? least?.quantity ?? Number.NaN);
}

const positive = (number: number) => (Number.isFinite(number) && number > 0 ? number : null);

const unitIn = (text: string) => {
  const word = /\d\s*(?<unit>[\p{L}²³]{1,10})/u.exec(text)?.groups?.['unit'];
  return word === undefined ? null : plainUnit(word);
};
