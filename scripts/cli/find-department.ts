import { TradepostError } from '@tradepost/core/errors';
import type { DB } from '@tradepost/db';
import { type DepartmentRow, listDepartments } from '@tradepost/db/queries/departments';
import type { Kysely } from 'kysely';

/** A department and its place: the names from the top, with slashes. */
export interface PlacedDepartment extends DepartmentRow {
  readonly path: string;
  readonly head_ids: number[];
  readonly members: number;
}

export async function placedDepartments(db: Kysely<DB>): Promise<PlacedDepartment[]> {
  const rows = await listDepartments(db);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const pathOf = (row: DepartmentRow, depth = 0): string => {
    const above = row.parent_id === null || depth > 50 ? undefined : byId.get(row.parent_id);
    return above === undefined ? row.name : `${pathOf(above, depth + 1)}/${row.name}`;
  };
  return rows
    .map((row) => ({ ...row, path: pathOf(row) }))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/**
 * @param named an id, a name that only one has, or the names from the top: `外贸部/一部`.
 * @throws TradepostError 'not-found' that names what there is.
 */
export async function findDepartmentNamed(db: Kysely<DB>, named: string): Promise<PlacedDepartment> {
  const all = await placedDepartments(db);
  const same = (text: string) => text.toLowerCase() === named.trim().toLowerCase();
  const found =
    all.find((row) => same(row.path)) ??
    all.find((row) => String(row.id) === named) ??
    only(all.filter((row) => same(row.name)));
  if (found !== undefined) return found;
  throw new TradepostError(
    'not-found',
    all.length === 0
      ? 'There is no department yet. Make one with "scripts/tradepost department add NAME".'
      : `There is no one department "${named}". There are: ${all
          .slice(0, 50)
          .map((row) => row.path)
          .join(', ')}.`,
  );
}

const only = <T>(rows: readonly T[]) => (rows.length === 1 ? rows[0] : undefined);
