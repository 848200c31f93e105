/** The cursor of the customer list: the order's value and the id of the last row, and whether it was a key account. */
import type { ListCursor } from '@tradepost/core/customer-list/list-page';
import { ORDERS, type OrderName } from '@tradepost/db/queries/customer-list-order';
import { badCursor, decodeParts, encodeCursor, isPlain, isTime } from '../cursor.ts';

export const encodeListCursor = (cursor: ListCursor | null): string | null =>
  cursor === null ? null : encodeCursor([cursor.key, cursor.id, cursor.keyAccount ? 1 : 0]);

/** What Postgres prints for a value of each kind of order. */
const READABLE: Record<(typeof ORDERS)[OrderName]['type'], (key: string) => boolean> = {
  text: isPlain,
  timestamptz: isTime,
  date: (key) => key === 'infinity' || isTime(`${key} 00:00:00+00`),
  smallint: (key) => /^\d{1,3}$/.test(key),
};

/** @throws TradepostError 'invalid-request'. */
export function decodeListCursor(cursor: string | undefined, order: OrderName): ListCursor | null {
  if (cursor === undefined) return null;
  const [key, id, keyAccount] = decodeParts(cursor, ['string', 'number', 'number']) as [
    string,
    number,
    number,
  ];
  if (!READABLE[ORDERS[order].type](key) || (keyAccount !== 0 && keyAccount !== 1)) throw badCursor();
  return { key, id, keyAccount: keyAccount === 1 };
}
