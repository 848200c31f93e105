/** The cells of one line by the fields of their columns. */
import { CHANNEL_KINDS, type Channel, type CustomerFault, MOST_CONTACTS_OF_LINE } from '@tradepost/contract';
import { fault, faultOf } from '../customers/fault.ts';
import { cleanText } from '../customers/normalise.ts';
import { TradepostError } from '../errors.ts';

/** Addresses, domains or numbers of one cell, as in the form. */
const MOST_ITEMS = 50;

export interface CellReader {
  /** All columns of the field, joined; cut to `most` characters. Null where nothing is said. */
  text(field: string, most: number): string | null;
  /** The field's items between blanks, commas and the like, checked; a fault is noted. */
  list(field: string, check: (items: readonly string[]) => string[]): string[];
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
  const raw = (field: string) =>
    cleanText(mapping.flatMap((name, i) => (name === field ? [cells[i] ?? ''] : [])).join(' '));
  return {
    text: (field, most) => cleanText(raw(field)?.slice(0, most)),
    list(field, check) {
      const items = (raw(field) ?? '').split(/[\s,;，；、|]+/).filter((item) => item !== '');
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
        (raw(contact === 1 ? kind : `${kind}:${contact}`) ?? '')
          .split(/[;；、|\n]+/)
          .map((value) => value.trim().slice(0, 200))
          .filter((value) => value !== '')
          .slice(0, MOST_ITEMS)
          .map((value) => ({ kind, value })),
      ).slice(0, MOST_ITEMS),
    contactNumbers: () =>
      Array.from({ length: MOST_CONTACTS_OF_LINE }, (_, i) => i + 1).filter((number) =>
        number === 1 ? true : mapping.some((field) => field?.endsWith(`:${number}`)),
      ),
  };
}
