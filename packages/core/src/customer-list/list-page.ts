/** A page of the customer list, with key accounts first where that is wished (S2-01). */
import type { DB } from '@tradepost/db';
import {
  estimateTotal,
  type ListedRow,
  type ListTotal,
  listCustomers,
} from '@tradepost/db/queries/customer-list';
import type { ListFilter } from '@tradepost/db/queries/customer-list-filter';
import { ORDERS, type OrderName } from '@tradepost/db/queries/customer-list-order';
import type { Scope } from '@tradepost/db/queries/scope';
import type { Kysely } from 'kysely';

/** Together, key accounts, the others: where keys come first the list is two, one after the other. */
export type ListPart = 0 | 1 | 2;

export interface ListCursor {
  readonly key: string;
  readonly id: number;
  readonly part: ListPart;
}

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
  const parts: ListPart[] = (keyFirst ? ([1, 2] as const) : ([0] as const)).filter(
    (part) => after === null || part >= after.part,
  );
  const found: { row: ListedRow; part: ListPart }[] = [];
  const totals: ListTotal[] = [];
  for (const part of parts) {
    const { rows, total } = await listCustomers(db, scope, {
      filter: part === 0 ? filter : { ...filter, keyAccount: part === 1 },
      order,
      descending,
      after: after?.part === part ? after : null,
      limit: limit + 1 - found.length,
    });
    found.push(...rows.map((row) => ({ row, part })));
    totals.push(total);
    if (found.length > limit) break;
  }
  const last = found.length > limit ? found[limit - 1] : undefined;
  return {
    rows: found.slice(0, limit).map(({ row }) => row),
    next: last === undefined ? null : { key: last.row.sort_key, id: last.row.id, part: last.part },
    total: after === null ? await sumTotals(db, scope, filter, totals, parts.length, found.length) : null,
  };
}

/** Counted where all parts were; else estimated for the whole, and never below what is shown. */
async function sumTotals(
  db: Kysely<DB>,
  scope: Scope,
  filter: ListFilter,
  totals: readonly ListTotal[],
  parts: number,
  shown: number,
): Promise<ListTotal> {
  const exact = totals.length === parts && totals.every((total) => total.exact);
  const [first] = totals;
  const count =
    exact || (parts === 1 && first !== undefined)
      ? totals.reduce((sum, total) => sum + total.count, 0)
      : await estimateTotal(db, scope, filter);
  return { count: Math.max(count, shown), exact };
}
