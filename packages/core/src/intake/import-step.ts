/**
 * The background work of an import. A line's outcome stands in its row and is committed together with what the line
 * made: a killed process leaves no line done and not marked, or marked and not done.
 */
import type { DB } from '@tradepost/db';
import { sql, type Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { Actor } from '../customers/create.ts';
import type { JobStep } from '../jobs/run-job.ts';
import { raiseNotice } from '../notices/raise-notice.ts';
import { loadViewer } from '../users/load-viewer.ts';
import { MACHINE } from '../users/viewer.ts';
import { scopeOf } from '../visibility/scope.ts';
import { importLine, type LineContext, type LineResult } from './import-line.ts';
import { countOutcomes } from './import-runs.ts';
import { ownersByName } from './owners-by-name.ts';

/** Lines of one step: some tenths of a second. */
const STEP = 20;

export interface ImportPayload {
  readonly runId: number;
  readonly dry: boolean;
}

export async function importStep(tx: Transaction<DB>, payload: unknown, cursor: unknown): Promise<JobStep> {
  const { runId, dry } = payload as ImportPayload;
  const after = (cursor as { after: number } | null)?.after ?? 0;
  const run = await tx
    .selectFrom('import_run')
    .selectAll()
    .where('id', '=', runId)
    .where('state', '=', dry ? 'checking' : 'importing')
    .forUpdate()
    .executeTakeFirst();
  if (run === undefined) return { cursor: null, done: 0 };
  if (after === 0) {
    await tx.deleteFrom('import_key').where('run_id', '=', runId).execute();
    await tx
      .updateTable('import_row')
      .set({ planned: null, fault: null, customer_id: null })
      .where('run_id', '=', runId)
      .where('outcome', 'is', null)
      .where('planned', 'is not', null)
      .execute();
  }
  const actor = await actorOf(tx, run.created_by);
  if (actor === null) {
    await tx
      .updateTable('import_run')
      .set({ state: 'failed', error: 'Who began this import may no longer make customers.', job_id: null })
      .where('id', '=', runId)
      .execute();
    return { cursor: null, done: 0 };
  }
  const context: LineContext = {
    actor,
    mapping: run.mapping,
    onDuplicate: run.on_duplicate,
    source: run.source,
    batchId: run.batch_id,
    ownerId: run.owner_id ?? undefined,
    owners: await ownersByName(tx),
    seen: (seenTx, keys, line) => keepKeys(seenTx, runId, keys, line),
  };
  const rows = await tx
    .selectFrom('import_row')
    .select(['line', 'cells', 'outcome'])
    .where('run_id', '=', runId)
    .where('line', '>', after)
    .orderBy('line')
    .limit(STEP)
    .execute();
  let last = after;
  let done = 0;
  for (const row of rows) {
    last = row.line;
    done++;
    if (row.outcome !== null) continue;
    const result = await importLine(tx, context, row.line, row.cells, dry);
    await record(tx, runId, row.line, result, dry);
    // The audit log takes one writer at a time: what was made is committed before the next line looks at anything.
    if (!dry && result.outcome !== 'duplicate' && result.outcome !== 'invalid') break;
  }
  const over = done === rows.length && rows.length < STEP;
  if (over) await finish(tx, run, dry);
  return { cursor: over ? null : { after: last }, done, ...(after === 0 ? { total: run.row_count } : {}) };
}

async function record(tx: Transaction<DB>, runId: number, line: number, result: LineResult, dry: boolean) {
  await tx
    .updateTable('import_row')
    .set({
      ...(dry ? { planned: result.outcome } : { outcome: result.outcome }),
      name: result.name,
      fault: result.fault === null ? null : JSON.stringify(result.fault),
      customer_id: result.customerId,
    })
    .where('run_id', '=', runId)
    .where('line', '=', line)
    .execute();
}

/** The lines before have left their keys; this line leaves those that none had. */
async function keepKeys(tx: Transaction<DB>, runId: number, keys: readonly string[], line: number) {
  const { rows } = await sql<{ line: number; customer_id: number | null }>`
    select k.line, r.customer_id from import_key k
    join import_row r on r.run_id = k.run_id and r.line = k.line
    where k.run_id = ${runId} and k.key = any(${[...keys]}::text[]) and k.line <> ${line}
    order by k.line limit 1`.execute(tx);
  await tx
    .insertInto('import_key')
    .values(keys.map((key) => ({ run_id: runId, key: key.slice(0, 400), line })))
    .onConflict((oc) => oc.doNothing())
    .execute();
  const earlier = rows[0];
  return earlier === undefined ? null : { line: earlier.line, customerId: earlier.customer_id };
}

/** With the rights that he has now. @returns null: he may make no customers any more. */
async function actorOf(tx: Transaction<DB>, userId: number | null): Promise<Actor | null> {
  if (userId === null) return { viewer: null, scope: scopeOf(MACHINE) };
  const user = await tx
    .selectFrom('app_user')
    .select(['id', 'role', 'department_id'])
    .where('id', '=', userId)
    .where('disabled_at', 'is', null)
    .where('role', '<>', 'reader')
    .executeTakeFirst();
  if (user === undefined) return null;
  const viewer = await loadViewer(tx, user);
  return { viewer, scope: scopeOf(viewer) };
}

async function finish(
  tx: Transaction<DB>,
  run: { readonly id: number; readonly file_name: string; readonly created_by: number | null },
  dry: boolean,
): Promise<void> {
  await tx
    .updateTable('import_run')
    .set({ state: dry ? 'checked' : 'done', ...(dry ? {} : { finished_at: sql<Date>`now()` }) })
    .where('id', '=', run.id)
    .execute();
  await tx.deleteFrom('import_key').where('run_id', '=', run.id).execute();
  if (dry) return;
  const counts = await countOutcomes(tx, run.id, 'outcome');
  if (run.created_by !== null)
    await raiseNotice(tx, {
      userIds: [run.created_by],
      kind: 'import-done',
      key: String(run.id),
      subject: { kind: 'import', id: run.id },
      detail: { file: run.file_name, ...counts },
    });
  await appendAudit(tx, {
    actorId: run.created_by,
    action: 'customer.imported',
    subjectKind: 'import',
    subjectId: run.id,
    detail: { file: run.file_name, ...counts },
  });
}
