/** Rows that go over to what lives on, remembered as they go; and back. */
import type { DB } from '@tradepost/db';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { type MergeKind, type Moves, movingReferences } from './references.ts';

/** Rows of one reference that go in one statement: a tenth of a second of work. */
export const MOST_ROWS = 2_000;

export interface Merging {
  readonly id: number;
  readonly kind: MergeKind;
  /** What lives on. */
  readonly target: number;
  readonly source: number;
}

const parts = (name: string) => {
  const [table, column] = name.split('.') as [string, string];
  return {
    table: sql.table(table),
    column: sql.ref(`t.${column}`),
    set: sql.ref(column),
    other: sql.ref(`o.${column}`),
  };
};

/** Rows of `owner` in the way of a row that would go there. */
function clashes(name: string, { clash }: Moves, owner: number): RawBuilder<unknown> {
  if (clash === undefined) return sql`false`;
  const { table, other } = parts(name);
  const alike = clash.columns.map((column) => sql`${sql.ref(`o.${column}`)} = ${sql.ref(`t.${column}`)}`);
  const within = (alias: string) =>
    clash.where === undefined ? sql`true` : sql.raw(clash.where.replace(/^\w+/, `${alias}.$&`));
  return sql`(${within('t')} and exists (
    select 1 from ${table} o where ${other} = ${owner} and ${sql.join(alike, sql` and `)} and ${within('o')}))`;
}

/**
 * Moves at most `MOST_ROWS` rows of each reference over. What is in the way at the target stays behind.
 * @returns how many went; 0 when nothing is left to go.
 */
export async function moveOver(tx: Transaction<DB>, merging: Merging): Promise<number> {
  let moved = 0;
  for (const [name, reference] of movingReferences(merging.kind))
    for (const pass of reference.passes ?? ['true'])
      moved += await movePart(tx, merging, name, reference, pass);
  if (merging.kind === 'customer') await followContacts(tx, merging);
  return moved;
}

async function movePart(
  tx: Transaction<DB>,
  { id, target, source }: Merging,
  name: string,
  reference: Moves,
  pass: string,
): Promise<number> {
  const { table, column, set } = parts(name);
  const key = sql.ref(`t.${reference.key}`);
  const { rows } = await sql<{ moved: number }>`
    with picked as (
      select ${key} as key from ${table} t
      where ${column} = ${source} and ${sql.raw(pass)} and not ${clashes(name, reference, target)}
      limit ${MOST_ROWS}
    ), moved as (
      update ${table} t set ${set} = ${target} from picked
      where ${column} = ${source} and ${key} = picked.key
      returning ${key}::text as key
    ), kept as (
      insert into merge_move (merge_id, reference, keys)
      select ${id}, ${name}, array_agg(key) from moved having count(*) > 0
    )
    select count(*)::int as moved from moved`.execute(tx);
  return rows[0]?.moved ?? 0;
}

/** Addresses and numbers are where their contact is. */
async function followContacts(tx: Transaction<DB>, { target, source }: Merging): Promise<void> {
  for (const table of ['contact_address', 'contact_channel'] as const)
    await sql`
      update ${sql.table(table)} t set customer_id = ${target} from contact k
      where t.customer_id = ${source} and k.id = t.contact_id and k.customer_id = ${target}`.execute(tx);
}

/**
 * Brings back what went over, newest first, a bounded part of it. Rows that have gone elsewhere or are no more are
 * passed over.
 * @returns how many were looked at; 0 when there is no more.
 */
export async function moveBack(tx: Transaction<DB>, merging: Merging): Promise<number> {
  const references = new Map(movingReferences(merging.kind));
  let looked = 0;
  while (looked < MOST_ROWS) {
    const { rows } = await sql<{ reference: string; keys: string[] }>`
      delete from merge_move where id = (
        select id from merge_move where merge_id = ${merging.id} order by id desc limit 1)
      returning reference, keys`.execute(tx);
    const [move] = rows;
    if (move === undefined) break;
    const reference = references.get(move.reference);
    if (reference !== undefined) await bringBack(tx, merging, move.reference, reference, move.keys);
    looked += move.keys.length;
  }
  return looked;
}

/** Read where it is compared: a Date of JavaScript has no microseconds. */
export const mergedAt = (id: number) => sql`(select merged_at from merge where id = ${id})`;

async function bringBack(
  tx: Transaction<DB>,
  { id, target, source }: Merging,
  name: string,
  reference: Moves,
  keys: readonly string[],
): Promise<void> {
  const { table, column, set } = parts(name);
  const type = sql.raw(`${reference.keyType}[]`);
  const since =
    reference.madeAt === undefined ? sql`true` : sql`${sql.ref(`t.${reference.madeAt}`)} <= ${mergedAt(id)}`;
  await sql`
    update ${table} t set ${set} = ${source}
    where ${column} = ${target} and ${sql.ref(`t.${reference.key}`)} = any(${[...keys]}::${type}) and ${since}
      and not ${clashes(name, reference, source)}`.execute(tx);
}
