/** A page of the customer list, with key accounts first where that is wished (S2-01). */
import type { DB } from '@tradepost/db';
import { type ListedRow, type ListTotal, listCustomers } from '@tradepost/db/queries/customer-list';
import type { ListFilter } from '@tradepost/db/queries/customer-list-filter';
import { type ListPoint, ORDERS, type OrderName } from '@tradepost/db/queries/customer-list-order';
import type { Scope } from '@tradepost/db/queries/scope';
import type { Kysely } from 'kysely';

export type ListCursor = ListPoint;

export interface ListQuestion {
  readonly filter: ListFilter;
  readonly order: OrderName;
  readonly descending?: boolean | undefined;
  readonly keyFirst?: boolean | undefined;
  readonly after: ListCursor | null;
  readonly limit: number;
}

export interface ListPage {
  readonly rows: readonly ListedRow[];
  readonly next: ListCursor | null;
  /** Null on pages after the first. */
  readonly total: ListTotal | null;
}

/** A list of those not contacted for long is one to work through, in any order. */
const isWorkList = ({ filter, order }: ListQuestion) =>
  ORDERS[order].workList || filter.noContactSince !== null || filter.notVerifiedSince !== null;

export async function listPage(db: Kysely<DB>, scope: Scope, question: ListQuestion): Promise<ListPage> {
  const { filter, order, after, limit } = question;
  const descending = question.descending ?? ORDERS[order].descending;
  const keyFirst = (question.keyFirst ?? isWorkList(question)) && filter.keyAccount === null;
  const request = { filter, order, descending, keyFirst, after, limit: limit + 1 };
  const { rows, total } = await listCustomers(db, scope, request);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    rows: rows.slice(0, limit),
    next: last === undefined ? null : { key: last.sort_key, id: last.id, keyAccount: last.key_account },
    total: after === null ? rounded(total, rows.length) : null,
  };
}

/** An estimate is no better than two digits, and never below what is shown. */
function rounded({ count, exact }: ListTotal, shown: number): ListTotal {
  if (exact) return { count, exact };
  const digit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(count, 1))) - 1);
  return { count: Math.max(Math.round(count / digit) * digit, shown), exact };
}
