/**
 * Pieces of the orders, which the index of texts has beside the words: months, or tens of percent. Where thousands have a
 * word, a page of them is in the first pieces of the order, and the texts of these alone are read.
 */
import { type RawBuilder, sql } from 'kysely';
import { ACTIVE } from './customer-list-filter.ts';
import { direction, ORDERS, type OrderName, type Place } from './customer-list-order.ts';
import type { Condition } from './scope.ts';

interface Pieces {
  /** After the d of all pieces, as `order_pieces` of the migrations has it. */
  readonly letter: string;
  /** Of a customer `c` the piece that it is in. */
  readonly of: RawBuilder<unknown>;
  /** Whether 0 is what never was, at that end of the order where the oldest are. */
  readonly never: boolean;
}

const PIECES: Partial<Record<OrderName, Pieces>> = {
  'last-mail': { letter: 'm', of: sql`contact_month(c.last_mail_at)`, never: true },
  'last-contact': { letter: 'c', of: sql`contact_month(c.last_contact_at)`, never: true },
  created: { letter: 'n', of: sql`contact_month(c.created_at)`, never: false },
  verified: { letter: 'v', of: sql`contact_month(coalesce(c.verified_at, c.created_at))`, never: false },
  completeness: { letter: 'p', of: sql`c.completeness / 10`, never: false },
};

/** The index compares each of its entries with all that are asked for. */
const MOST_PIECES = 12;

/** Null in orders that have none. */
export const pieceOf = (order: OrderName): RawBuilder<unknown> => PIECES[order]?.of ?? sql`null::int`;

/** The piece that an order begins with, after what never was. */
export function firstPiece(place: Place): RawBuilder<unknown> {
  const pieces = PIECES[place.order];
  if (pieces === undefined) return sql`null::int`;
  const { key } = ORDERS[place.order];
  const to = direction(place);
  return sql`(select ${pieces.of} from customer c
    where ${ACTIVE} and ${pieces.never && !place.descending ? sql`${key} > '-infinity'` : sql`true`}
    order by ${key} ${to}, c.id ${to} limit 1)`;
}

/** The pieces of an order from its beginning up to one of them, that one included; null where they are too many. */
export function piecesUpTo({ order, descending }: Place, first: number, upTo: number): number[] | null {
  const never = PIECES[order]?.never === true;
  // The oldest first, who never was comes before all; the newest first, after all.
  if (never && upTo === 0) return descending ? null : [0];
  // With one more than there is: the month may have changed since it was looked at.
  const [from, to] = descending ? [upTo, Math.max(first, upTo) + 1] : [Math.min(first, upTo) - 1, upTo];
  if (to - from >= MOST_PIECES) return null;
  const known = Array.from({ length: to - from + 1 }, (_, nr) => from + nr);
  return never && !descending ? [0, ...known] : known;
}

/** Some pieces of an order, as the index of texts and as a customer `c` has them. */
export interface PieceCondition {
  readonly words: RawBuilder<unknown>;
  readonly plain: Condition;
}

export const inPieces = (order: OrderName, pieces: readonly number[]): PieceCondition => ({
  words: sql`${pieces.map((nr) => `d${PIECES[order]?.letter}${nr}`)}::text[]`,
  plain: sql`${pieceOf(order)} = any(${[...pieces]}::int[])`,
});
