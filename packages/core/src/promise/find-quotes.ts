/**
 * Quotations in a text: product, price, term of delivery, validity and least quantity, as its lines and tables say them.
 * They are proposed with the words that they come from; a person accepts them, or does not.
 */
import type { FoundIn, ProposedQuote, QuoteTerms } from '@tradepost/contract';
import { namesPrice } from '../collision/names-price.ts';
import type { Said } from './find-day.ts';
import { findAmounts, type FoundAmount } from './find-amounts.ts';
import { findIncoterms } from './find-incoterm.ts';
import { findProduct } from './find-product.ts';
import { findLeast, findQuantity, splitColumn } from './find-quantity.ts';
import { findValidity } from './find-validity.ts';
import { ownLines } from './own-lines.ts';
import { currencyIn } from './price-columns.ts';
import { readPriceTable, type Standing, type TablePrice } from './read-price-table.ts';

export interface QuoteContext {
  /** ISO 639-1, where it is known. */
  readonly language: string | null;
  readonly said: Said;
}

/** Of a mail's text. */
const MOST_QUOTES = 60;

/** Rows of a mail's HTML come as lines with tabs (see htmlToText). */
export function findQuotes(text: string, context: QuoteContext): ProposedQuote[] {
  const lines = ownLines(text);
  const rows = lines.map((line) => line.split('\t'));
  const standing = readStanding(lines, context.said);
  const table = readPriceTable(rows, standing, context.language);
  const rest = lines.filter((_, i) => !table.used.has(i));
  return unique([
    ...table.prices.map((price) => ofTable(price, null)),
    ...ofLines(rest, standing, context),
  ]).slice(0, MOST_QUOTES);
}

/** What is said once for all prices. */
export function readStanding(lines: readonly string[], said: Said): Standing {
  const terms = new Map(lines.flatMap(findIncoterms).map((one) => [`${one.term} ${one.place ?? ''}`, one]));
  const named = [...terms.values()].filter(({ place }) => place !== null);
  const kinds = new Set([...terms.values()].map(({ term }) => term));
  const only = kinds.size === 1 ? (named[0] ?? [...terms.values()][0]) : undefined;
  const currencies = new Set(lines.map(currencyIn).filter((code) => code !== null));
  return {
    incoterm: only?.term ?? null,
    incotermPlace: named.length === 1 ? (only?.place ?? null) : null,
    validUntil: lines.map((line) => findValidity(line, said)).find((day) => day !== null) ?? null,
    currency: currencies.size === 1 ? ([...currencies][0] ?? null) : null,
  };
}

export const ofTable = (price: TablePrice, foundIn: FoundIn | null): ProposedQuote => ({
  product: price.product,
  amount: { amount: price.amount, currency: price.currency, unit: price.unit },
  terms: price.terms,
  text: price.text,
  foundIn,
});

/** @param lines that are in no table. */
export function ofLines(
  lines: readonly string[],
  standing: Standing,
  { language }: QuoteContext,
): ProposedQuote[] {
  // Said beside a price it is of that price alone.
  const priced = new Set(findAmounts(lines.join('\n'), language).map(({ line }) => line));
  const leasts = lines
    .filter((line) => !priced.has(line.trim().slice(0, 300)))
    .map((line) => findLeast(line, language))
    .filter((least) => least !== null);
  const onlyLeast = leasts.length === 1 ? (leasts[0] ?? null) : null;
  const found: ProposedQuote[] = [];
  const amounts = findAmounts(lines.join('\n'), language).filter(({ line, unit }) => namesPrice(line, unit));
  for (const amount of amounts) {
    const at = lines.findIndex((line) => line.trim().slice(0, 300) === amount.line);
    const least = findLeast(amount.line, language) ?? onlyLeast;
    const { quantity: column, rest } = splitColumn(amount.line.slice(0, amount.at), language);
    const many =
      findQuantity(amount.line, language) ?? (column === null ? null : { quantity: column, unit: null });
    const line = rest + amount.line.slice(amount.at);
    const [term, place] = termOf(amount, standing);
    const terms: QuoteTerms = {
      incoterm: term,
      incotermPlace: place,
      validUntil: standing.validUntil,
      quantity: many?.quantity ?? null,
      minQuantity: least?.quantity ?? null,
      quantityUnit: many?.unit ?? least?.unit ?? null,
    };
    found.push({
      product: findProduct(line, rest.length, lines[at - 1] ?? null),
      amount: { amount: amount.amount, currency: amount.currency, unit: amount.unit },
      terms,
      text: amount.line,
      foundIn: null,
    });
  }
  return found;
}

/** Of several terms in a line ("FOB 3.20, CIF 3.65") the one before the amount; else the one after it. */
function termOf({ line, at }: FoundAmount, standing: Standing): [QuoteTerms['incoterm'], string | null] {
  const terms = findIncoterms(line);
  const mine = terms.findLast((one) => one.at < at) ?? terms[0];
  if (mine === undefined) return [standing.incoterm, standing.incotermPlace];
  return [mine.term, mine.place ?? (mine.term === standing.incoterm ? standing.incotermPlace : null)];
}

const unique = (quotes: readonly ProposedQuote[]): ProposedQuote[] => {
  const known = new Map(
    quotes.map((one) => [
      `${one.product} ${one.amount.amount} ${one.amount.currency} ${one.terms.incoterm} ${one.terms.quantity}`,
      one,
    ]),
  );
  return [...known.values()];
};
