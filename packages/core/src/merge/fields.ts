/** Which side's value a field gets, and how the record gets its own back. */
import type { ContactMergeField, CustomerMergeField } from '@tradepost/contract';
import { CONTACT_MERGE_FIELDS, CUSTOMER_MERGE_FIELDS } from '@tradepost/contract/values';
import type { ContactTable, CustomerTable, DB } from '@tradepost/db';
import { sql, type Transaction } from 'kysely';
import { canonicalJson } from '../audit/canonical-json.ts';
import type { MergeKind } from './references.ts';

/** A row as its JSON. */
export type Row = Readonly<Record<string, unknown>>;
export type Changed = Record<string, { from: unknown; to: unknown }>;
type Choice = Readonly<Partial<Record<string, 'target' | 'source'>>>;

const snake = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const chosen = (fields: readonly string[]) => fields.map((field) => [field, snake(field)] as const);

/** Field of the contract → column: one side wins. */
const CHOSEN = {
  customer: chosen(CUSTOMER_MERGE_FIELDS) as (readonly [CustomerMergeField, keyof CustomerTable])[],
  contact: chosen(CONTACT_MERGE_FIELDS) as (readonly [ContactMergeField, keyof ContactTable])[],
} as const;
/** Columns of which both sides' values are kept. */
const JOINED = {
  customer: ['tags', 'products_of_interest', 'products_in_use', 'custom'],
  contact: [],
} as const satisfies { customer: readonly (keyof CustomerTable)[]; contact: readonly (keyof ContactTable)[] };
/** Private ones of a contact: the source's where the target has none; nobody needs to be shown them to choose. */
const FILLED = { customer: [], contact: ['family', 'hobbies', 'relationship_level'] } as const;

/** Every column that a merge may change; the rest are the record's own. For the test. */
export const mergedColumns = (kind: MergeKind): readonly string[] => [
  ...CHOSEN[kind].map(([, column]) => column),
  ...JOINED[kind],
  ...FILLED[kind],
];

const isEmpty = (value: unknown) => value === null || value === undefined || value === false;
const same = (a: unknown, b: unknown) => canonicalJson(a ?? null) === canonicalJson(b ?? null);

export interface FieldPair {
  readonly field: string;
  readonly target: unknown;
  readonly source: unknown;
  readonly wins: 'target' | 'source';
}

/** The fields that differ: the target's value wins unless it has none. */
export function comparePair(kind: MergeKind, target: Row, source: Row): FieldPair[] {
  return CHOSEN[kind].flatMap(([field, column]) => {
    const [ours, theirs] = [target[column], source[column]];
    if (same(ours, theirs) || (isEmpty(ours) && isEmpty(theirs))) return [];
    // Everybody's first stage says nothing.
    const blank = isEmpty(ours) || (column === 'stage' && ours === 'target');
    return [{ field, target: ours, source: theirs, wins: blank ? ('source' as const) : ('target' as const) }];
  });
}

/** What the merge changes of the target. @param choice of the person, where it is another than the rule's. */
export function decideFields(kind: MergeKind, target: Row, source: Row, choice: Choice): Changed {
  const changed: Changed = {};
  const put = (column: string, to: unknown) => {
    if (!same(target[column], to)) changed[column] = { from: target[column] ?? null, to };
  };
  const columns = new Map<string, string>(CHOSEN[kind]);
  for (const { field, source: theirs, wins } of comparePair(kind, target, source))
    if ((choice[field] ?? wins) === 'source' && !(field === 'name' && isEmpty(theirs)))
      put(columns.get(field) as string, theirs);
  for (const column of JOINED[kind]) put(column, join(target[column], source[column]));
  for (const column of FILLED[kind]) if (isEmpty(target[column])) put(column, source[column] ?? null);
  return changed;
}

/** Lists one after the other, each value once; of objects the target's value wins. */
function join(target: unknown, source: unknown): unknown {
  if (Array.isArray(target) && Array.isArray(source))
    return [...new Set([...target, ...source] as unknown[])];
  return { ...(source as object), ...(target as object) };
}

/** What an undo gives back: a field that somebody has changed since stays as it is. */
export function restoredFields(now: Row, changed: Changed): Row {
  return Object.fromEntries(
    Object.entries(changed).flatMap(([column, { from, to }]) =>
      same(now[column], to) ? [[column, from]] : [],
    ),
  );
}

export async function readRow(tx: Transaction<DB>, table: MergeKind, id: number): Promise<Row> {
  const { rows } = await sql<{ row: Row }>`
    select to_jsonb(t) as row from ${sql.table(table)} t where t.id = ${id}`.execute(tx);
  return rows[0]?.row ?? {};
}

/** @param values by column, as JSON. */
export async function writeRow(
  tx: Transaction<DB>,
  table: MergeKind,
  id: number,
  values: Row,
): Promise<void> {
  const columns = Object.keys(values).map((column) => sql.ref(column));
  if (columns.length === 0) return;
  await sql`
    update ${sql.table(table)} t set (${sql.join(columns)}) = (
      select ${sql.join(columns)} from jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify(values)}::jsonb))
    where t.id = ${id}`.execute(tx);
}
