/** An import from its upload to its end: the choices, the dry run, the real run. */
import type { ImportCounts, ImportOutcome, ImportPatch } from '@tradepost/contract';
import { IMPORT_OUTCOMES } from '@tradepost/contract/values';
import type { DB, ImportRunTable } from '@tradepost/db';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { decideOwner } from '../customers/owner.ts';
import type { CustomerDeps } from '../customers/deps.ts';
import { notFound, TradepostError } from '../errors.ts';
import type { Viewer } from '../users/viewer.ts';

type Run = Selectable<ImportRunTable>;

/** Only one's own: the lines are what one has uploaded. @param userId null: made at the command line. */
async function lockRun(tx: Transaction<DB>, userId: number | null, id: number): Promise<Run> {
  const run = await tx
    .selectFrom('import_run')
    .selectAll()
    .where('id', '=', id)
    .where('created_by', userId === null ? 'is' : '=', userId)
    .forUpdate()
    .executeTakeFirst();
  if (run === undefined) throw notFound('The import');
  return run;
}

const busy = () =>
  new TradepostError('conflict', 'The import is being worked on. Wait until it is done, then try again.');

/** Back to before the dry run. @throws TradepostError 'not-found', 'conflict', 'invalid-request', 'forbidden'. */
export async function updateImport(
  db: Kysely<DB>,
  viewer: Viewer | null,
  id: number,
  patch: ImportPatch,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const run = await lockRun(tx, viewer?.id ?? null, id);
    if (run.state !== 'open' && run.state !== 'checked') throw busy();
    const mapping =
      patch.mapping === undefined ? run.mapping : checkMapping(patch.mapping, run.headings.length);
    if (patch.ownerId !== undefined && patch.ownerId !== null)
      await decideOwner(tx, viewer, patch.ownerId, null);
    if (patch.batchId !== undefined && patch.batchId !== null) await assertBatch(tx, patch.batchId);
    await tx
      .updateTable('import_run')
      .set({
        mapping,
        state: 'open',
        ...(patch.onDuplicate === undefined ? {} : { on_duplicate: patch.onDuplicate }),
        ...(patch.batchId === undefined ? {} : { batch_id: patch.batchId }),
        ...(patch.source === undefined ? {} : { source: patch.source?.trim() || null }),
        ...(patch.ownerId === undefined ? {} : { owner_id: patch.ownerId }),
      })
      .where('id', '=', id)
      .execute();
    if (patch.mapping !== undefined)
      await tx
        .insertInto('import_mapping')
        .values({ headings_key: run.headings_key, mapping, updated_by: viewer?.id ?? null })
        .onConflict((oc) =>
          oc
            .column('headings_key')
            .doUpdateSet({ mapping, updated_by: viewer?.id ?? null, updated_at: sql<Date>`now()` }),
        )
        .execute();
  });
}

async function assertBatch(tx: Transaction<DB>, id: number): Promise<void> {
  const batch = await tx.selectFrom('batch').select('id').where('id', '=', id).executeTakeFirst();
  if (batch === undefined) throw new TradepostError('invalid-request', 'There is no such batch.');
}

/** Two columns may both be products or numbers; a customer has one name. */
function checkMapping(mapping: readonly (string | null)[], columns: number): (string | null)[] {
  const names = mapping.filter((field) => field === 'name').length;
  if (names > 1)
    throw new TradepostError('invalid-request', 'Only one column can be the name of the customer.');
  return Array.from({ length: columns }, (_, i) => mapping[i] ?? null);
}

/** @param dry only tells what would happen. @throws TradepostError 'not-found', 'conflict', 'unprocessable'. */
export async function startImport(
  deps: CustomerDeps,
  userId: number | null,
  id: number,
  dry: boolean,
): Promise<number> {
  const jobId = await deps.db.transaction().execute(async (tx) => {
    const run = await lockRun(tx, userId, id);
    if (run.state === 'done')
      throw new TradepostError('conflict', 'This file is imported. Upload it again to import it once more.');
    if (run.state === 'checking' || run.state === 'importing') throw busy();
    if (!run.mapping.includes('name'))
      throw new TradepostError('unprocessable', 'Say which column has the name of the customer.');
    const job = await tx
      .insertInto('background_job')
      .values({
        kind: 'import',
        payload: JSON.stringify({ runId: id, dry }),
        total: run.row_count,
        created_by: userId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx
      .updateTable('import_run')
      .set({ state: dry ? 'checking' : 'importing', job_id: job.id, error: null })
      .where('id', '=', id)
      .execute();
    return job.id;
  });
  await deps.notifier.enqueue('background-job', { jobId });
  return jobId;
}

/** The file and its lines; who became a customer by it stays one. @throws TradepostError 'not-found', 'conflict'. */
export async function removeImport(db: Kysely<DB>, userId: number | null, id: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const run = await lockRun(tx, userId, id);
    if (run.state === 'checking' || run.state === 'importing') throw busy();
    await tx.deleteFrom('import_run').where('id', '=', id).execute();
  });
}

/** @param column of the dry run, or of the real one. */
export async function countOutcomes(
  db: Kysely<DB>,
  runId: number,
  column: 'planned' | 'outcome',
): Promise<ImportCounts> {
  const { rows } = await sql<{ outcome: ImportOutcome; n: number }>`
    select ${sql.ref(column)} as outcome, count(*)::int as n from import_row
    where run_id = ${runId} and ${sql.ref(column)} is not null group by 1`.execute(db);
  const found = new Map(rows.map((row) => [row.outcome, row.n]));
  return Object.fromEntries(
    IMPORT_OUTCOMES.map((outcome) => [outcome, found.get(outcome) ?? 0]),
  ) as ImportCounts;
}

/** Long enough to look at what was not imported; the lines hold people's particulars. */
const KEPT_DAYS = 90;

/** A few at a time: each has up to 50,000 lines. */
export async function forgetOldImports(db: Kysely<DB>): Promise<void> {
  await sql`
    delete from import_run where id in (
      select id from import_run
      where created_at < now() - make_interval(days => ${KEPT_DAYS}) and state in ('open', 'checked', 'done', 'failed')
      order by id limit 20)`.execute(db);
}
