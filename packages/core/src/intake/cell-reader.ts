/** The cells of one line by the fields of their columns. */
import type { Channel, CustomerFault } from '@tradepost/contract';
import { CHANNEL_KINDS, MOST_CONTACTS_OF_LINE } from '@tradepost/contract/values';
import { fault, faultOf } from '../customers/fault.ts';
import { cleanText } from '../customers/normalise.ts';
import { TradepostError } from '../errors.ts';

/** Addresses, domains or numbers of one cell, as in the form. */
const MOST_ITEMS = 50;

/** What people write where they know nothing. */
const isNothing = (item: string) => /^(?:[-–—/\\.]*|n\/?a|none|null|无|無|暂无|没有)$/i.test(item);
/** A number of which Excel has kept but the first digits: 1.38E+10. */
const ROUNDED = /^\d(?:[.,]\d+)?E\+?\d+$/i;

export interface CellReader {
  /** All columns of the field, joined; cut to `most` characters. Null where nothing is said. */
  text(field: string, most: number): string | null;
  /** The field's items, checked; a fault is noted. */
  list(
    field: string,
    split: (text: string) => readonly string[],
    check: (items: readonly string[]) => string[],
  ): string[];
  /** Numbers and ids of the line's first, second … contact. */
  channels(contact: number): Channel[];
  /** Which contacts the mapping has columns for. */
  contactNumbers(): number[];
}

/** @param faults are appended to. */
export function cellReader(
  cells: readonly string[],
  mapping: readonly (string | null)[],
  faults: CustomerFault[],
): CellReader {
  const raw = (field: string, between = ' ') =>
    cleanText(mapping.flatMap((name, i) => (name === field ? [cells[i] ?? ''] : [])).join(between));
  const numbersOf = (field: string) =>
    (raw(field, '\n') ?? '')
      .split(/[;；、|\n，]+|,(?=\s)|\s\/\s/)
      // What a table of numbers makes of 13800138000.
      .map((value) => value.trim().replace(/^(\+?\d{5,})\.0$/, '$1'))
      .filter((value) => !isNothing(value))
      .slice(0, MOST_ITEMS)
      .map((value) => {
        if (ROUNDED.test(value)) faults.push(fault('bad-value', { value }));
        return value.slice(0, 200);
      });
  return {
    text: (field, most) => cleanText(raw(field)?.slice(0, most)),
    list(field, split, check) {
      const items = split(raw(field, '\n') ?? '').filter((item) => !isNothing(item));
      if (items.length > MOST_ITEMS) {
        faults.push(fault('other', { value: `more than ${MOST_ITEMS} in "${field}"` }));
        return [];
      }
      try {
        return check(items);
      } catch (error) {
        if (!(error instanceof TradepostError)) throw error;
        faults.push(faultOf(error));
        return [];
      }
    },
    channels: (contact) =>
      CHANNEL_KINDS.flatMap((kind) =>
        numbersOf(contact === 1 ? kind : `${kind}:${contact}`).map((value) => ({ kind, value })),
      ).slice(0, MOST_ITEMS),
    contactNumbers: () =>
      Array.from({ length: MOST_CONTACTS_OF_LINE }, (_, i) => i + 1).filter((number) =>
        number === 1 ? true : mapping.some((field) => field?.endsWith(`:${number}`)),
      ),
  };
}
