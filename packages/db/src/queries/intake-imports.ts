/** Imports as their maker sees them. */
import { type Kysely, sql } from 'kysely';
import type { DB, ImportOutcome, ImportRunTable } from '../schema.ts';
import type { Selectable } from 'kysely';

export type ImportRunRow = Selectable<ImportRunTable> & {
  readonly batch_name: string | null;
  /** Lines that the step of now, or the last one, has looked at. */
  readonly done: number;
};

const columns = sql<ImportRunRow>`
  r.*, b.name as batch_name, coalesce(j.done, 0) as done
  from import_run r left join batch b on b.id = r.batch_id left join background_job j on j.id = r.job_id`;

/** @param userId null: made at the command line. */
export async function findImport(
  db: Kysely<DB>,
  userId: number | null,
  id: number,
): Promise<ImportRunRow | undefined> {
  const { rows } = await sql<ImportRunRow>`
    select ${columns} where r.id = ${id} and r.created_by is not distinct from ${userId}`.execute(db);
  return rows[0];
}

export async function listImports(
  db: Kysely<DB>,
  userId: number,
  options: { readonly before: number | null; readonly limit: number },
): Promise<ImportRunRow[]> {
  const { rows } = await sql<ImportRunRow>`
    select ${columns} where r.created_by = ${userId}
      and ${options.before === null ? sql`true` : sql`r.id < ${options.before}`}
    order by r.id desc limit ${options.limit}`.execute(db);
  return rows;
}

export interface ImportLineRow {
  readonly line: number;
  readonly cells: string[];
  readonly planned: ImportOutcome | null;
  readonly outcome: ImportOutcome | null;
  readonly name: string | null;
  readonly fault: unknown;
  readonly customer_id: number | null;
}

/** Of an import that the asker has found already. */
export function listImportLines(
  db: Kysely<DB>,
  runId: number,
  options: {
    readonly after: number;
    readonly outcomes: readonly ImportOutcome[] | null;
    readonly limit: number;
  },
): Promise<ImportLineRow[]> {
  const { after, outcomes, limit } = options;
  let query = db
    .selectFrom('import_row')
    .select(['line', 'cells', 'planned', 'outcome', 'name', 'fault', 'customer_id'])
    .where('run_id', '=', runId)
    .where('line', '>', after);
  if (outcomes !== null)
    query = query.where(sql<boolean>`coalesce(outcome, planned) = any(${[...outcomes]}::text[])`);
  return query.orderBy('line').limit(limit).execute();
}
