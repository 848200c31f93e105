/** Uploading a list, mapping, dry run, import, and what became of each line. */
import { Readable } from 'node:stream';
import type { CustomerFault, ImportDetail, ImportSummary, intakeRoutes } from '@tradepost/contract';
import { exportContacts } from '@tradepost/core/intake/export-contacts';
import { faultFile } from '@tradepost/core/intake/fault-file';
import { countOutcomes, removeImport, startImport, updateImport } from '@tradepost/core/intake/import-runs';
import { takeUpload } from '@tradepost/core/intake/upload';
import { notFound } from '@tradepost/core/errors';
import {
  findImport,
  type ImportRunRow,
  listImportLines,
  listImports,
} from '@tradepost/db/queries/intake-imports';
import { cutPage, DEFAULT_LIMIT, decodeIdCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { downloadHeaders } from '../download.ts';
import type { Caller, HandlersOf } from '../handlers.ts';
import { iso } from './describe.ts';

type ImportRoutes = Pick<
  typeof intakeRoutes,
  | 'uploadImport'
  | 'listImports'
  | 'getImport'
  | 'updateImport'
  | 'listImportLines'
  | 'checkImport'
  | 'runImport'
  | 'removeImport'
  | 'getImportFaults'
  | 'getContactsVcard'
>;

const summary = (row: ImportRunRow): ImportSummary => ({
  id: row.id,
  fileName: row.file_name,
  format: row.format,
  state: row.state,
  rows: row.row_count,
  batchId: row.batch_id,
  batchName: row.batch_name,
  createdAt: row.created_at.toISOString(),
  finishedAt: iso(row.finished_at),
});

/** Once the import began, what happened; before that, what would. */
const columnOf = (row: ImportRunRow) =>
  row.state === 'importing' || row.state === 'done' || row.state === 'failed' ? 'outcome' : 'planned';

async function readImport({ db }: ApiDeps, caller: Caller, id: number): Promise<ImportDetail> {
  const row = await findImport(db, caller.user.id, id);
  if (row === undefined) throw notFound('The import');
  return {
    ...summary(row),
    onDuplicate: row.on_duplicate,
    source: row.source,
    ownerId: row.owner_id,
    encoding: row.encoding,
    delimiter: row.delimiter,
    headings: row.headings,
    mapping: row.mapping,
    error: row.error,
    counts: await countOutcomes(db, id, columnOf(row)),
    done: row.done,
  };
}

export const importHandlers: HandlersOf<ImportRoutes> = {
  uploadImport: async ({ deps, caller, query, request }) => {
    const octets = request.body instanceof Readable ? request.body : Readable.from([]);
    const id = await takeUpload(deps.db, caller.user.id, query.fileName, octets);
    return readImport(deps, caller, id);
  },
  listImports: async ({ deps, caller, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const found = await listImports(deps.db, caller.user.id, {
      before: decodeIdCursor(query.cursor),
      limit: limit + 1,
    });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.id]);
    return { items: rows.map(summary), nextCursor };
  },
  getImport: ({ deps, caller, params }) => readImport(deps, caller, params.id),
  updateImport: async ({ deps, caller, params, body }) => {
    await updateImport(deps.db, caller.viewer, params.id, body);
    return readImport(deps, caller, params.id);
  },
  listImportLines: async ({ deps, caller, params, query }) => {
    const run = await findImport(deps.db, caller.user.id, params.id);
    if (run === undefined) throw notFound('The import');
    const limit = query.limit ?? DEFAULT_LIMIT;
    const problems = query.problems === true ? (['duplicate', 'invalid'] as const) : null;
    const found = await listImportLines(deps.db, params.id, {
      after: decodeIdCursor(query.cursor) ?? 0,
      outcomes: query.outcome === undefined ? problems : [query.outcome],
      limit: limit + 1,
    });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.line]);
    const column = columnOf(run);
    return {
      items: rows.map((row) => ({
        line: row.line,
        cells: row.cells,
        outcome: row[column],
        name: row.name,
        customerId: row.customer_id,
        reason: row[column] === null ? null : (row.fault as CustomerFault | null),
      })),
      nextCursor,
    };
  },
  checkImport: async ({ deps, caller, params }) => {
    await startImport(deps, caller.user.id, params.id, true);
    return readImport(deps, caller, params.id);
  },
  runImport: async ({ deps, caller, params }) => {
    await startImport(deps, caller.user.id, params.id, false);
    return readImport(deps, caller, params.id);
  },
  removeImport: async ({ deps, caller, params }) => {
    await removeImport(deps.db, caller.user.id, params.id);
    return null;
  },
  getImportFaults: async ({ deps, caller, params, reply }) => {
    const run = await findImport(deps.db, caller.user.id, params.id);
    if (run === undefined) throw notFound('The import');
    const name = run.file_name.replace(/\.[^.]*$/, '');
    const suffix = caller.user.locale === 'zh-CN' ? '未导入' : 'not imported';
    return reply
      .headers(downloadHeaders(`${name} – ${suffix}.csv`))
      .type('text/csv; charset=utf-8')
      .send(Readable.from(faultFile(deps.db, caller.user.id, params.id, caller.user.locale)));
  },
  getContactsVcard: async ({ deps, caller, params, reply }) => {
    const { name, text } = await exportContacts(deps.db, caller.viewer, caller.scope, params.id);
    return reply
      .headers(downloadHeaders(`${name}.vcf`))
      .type('text/vcard; charset=utf-8')
      .send(text);
  },
};
