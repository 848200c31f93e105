/**
 * The orders of the customer list. Each has an index of its own, and one of key accounts alone, word for word: they
 * come first where one wishes, and are few.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Condition } from './scope.ts';

interface Order {
  readonly key: RawBuilder<unknown>;
  /** What a cursor's text is read back as. */
  readonly type: 'text' | 'timestamptz' | 'date' | 'smallint';
  /** Unless said otherwise. */
  readonly descending: boolean;
  /** A list to work through, where key accounts come first unless said otherwise. */
  readonly workList: boolean;
}

export const ORDERS = {
  name: { key: sql`lower(c.name)`, type: 'text', descending: false, workList: false },
  'last-mail': {
    key: sql`coalesce(c.last_mail_at, '-infinity')`,
    type: 'timestamptz',
    descending: true,
    workList: false,
  },
  'last-contact': {
    key: sql`coalesce(c.last_contact_at, '-infinity')`,
    type: 'timestamptz',
    descending: true,
    workList: false,
  },
  'next-contact': {
    key: sql`coalesce(c.next_contact_on, 'infinity')`,
    type: 'date',
    descending: false,
    workList: true,
  },
  created: { key: sql`c.created_at`, type: 'timestamptz', descending: true, workList: false },
  completeness: { key: sql`c.completeness`, type: 'smallint', descending: false, workList: false },
  verified: {
    key: sql`coalesce(c.verified_at, c.created_at)`,
    type: 'timestamptz',
    descending: false,
    workList: true,
  },
} as const satisfies Record<string, Order>;

export type OrderName = keyof typeof ORDERS;

/** A row of the list: its value in the order, its id, and whether it is a key account. */
export interface ListPoint {
  readonly key: string;
  readonly id: number;
  readonly keyAccount: boolean;
}

/** Where one goes on through the list, and which way. */
export interface Place {
  readonly order: OrderName;
  readonly descending: boolean;
  /** Key accounts first, the others after them; both in the order. */
  readonly keyFirst: boolean;
  readonly after: ListPoint | null;
}

/** What of the list lies ahead, in turn: key accounts (true), the others (false), or all together (null). */
export function partsAhead({ keyFirst, after }: Place): readonly (boolean | null)[] {
  if (!keyFirst) return [null];
  return after === null || after.keyAccount ? [true, false] : [false];
}

/** The rows of one part that come after the place, by `key` and `id`: columns, or an order's expression and the id. */
export function isAhead(
  { order, descending, keyFirst, after }: Place,
  part: boolean | null,
  key: RawBuilder<unknown> = ORDERS[order].key,
  id: RawBuilder<unknown> = sql`c.id`,
): Condition {
  if (after === null || (keyFirst && after.keyAccount !== part)) return sql`true`;
  return sql`(${key}, ${id}) ${descending ? sql`<` : sql`>`} (${after.key}::${sql.raw(ORDERS[order].type)}, ${after.id}::bigint)`;
}

export const isOfPart = (part: boolean | null): Condition =>
  part === null ? sql`true` : part ? sql`c.key_account` : sql`not c.key_account`;

export const direction = ({ descending }: Place) => (descending ? sql`desc` : sql`asc`);

/** The rows up to a value of the order, that value included. */
export const isUpTo = ({ order, descending }: Place, value: string): Condition =>
  sql`${ORDERS[order].key} ${descending ? sql`>=` : sql`<=`} ${value}::${sql.raw(ORDERS[order].type)}`;
