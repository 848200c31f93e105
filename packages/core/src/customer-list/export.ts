/** The filtered list as a file: streamed, in the audit log with its filter and count. */
import type { CustomerFilter } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { listExportRows } from '@tradepost/db/queries/customer-export';
import { listCustomerIds } from '@tradepost/db/queries/customer-list';
import { listCustomFields } from '@tradepost/db/queries/record';
import type { Scope } from '@tradepost/db/queries/scope';
import { getSetting, putSetting } from '@tradepost/db/queries/settings';
import type { Kysely } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { loadHome } from '../calendar/company-calendar.ts';
import { TradepostError } from '../errors.ts';
import { getLists } from '../record/lists.ts';
import { isLeader, type Viewer } from '../users/viewer.ts';
import { csvOf } from './csv-stream.ts';
import { columnsOf, type ExportLanguage, type ExportSettings } from './export-columns.ts';
import { readFilter } from './read-filter.ts';
import { type Cell, xlsxOf } from './xlsx-stream.ts';

/** Most customers of one file: what a spreadsheet still opens. */
const MOST_EXPORTED = 200_000;
/** Rows read at once. */
const CHUNK = 500;

export interface ExportRule {
  /** Salespeople and merchandisers may take their own customers along. */
  readonly salespeople: boolean;
}

export async function getExportRule(db: Kysely<DB>): Promise<ExportRule> {
  return (await getSetting<ExportRule>(db, 'customer-export')) ?? { salespeople: false };
}

export async function setExportRule(db: Kysely<DB>, viewer: Viewer, rule: ExportRule): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await putSetting(tx, 'customer-export', rule);
    await appendAudit(tx, {
      actorId: viewer.id,
      action: 'company.export-rule-changed',
      subjectKind: 'company',
      subjectId: null,
      detail: { ...rule },
    });
  });
}

/**
 * @returns the file, piece by piece.
 * @throws TradepostError 'forbidden' where the company keeps its salespeople from it; 'too-large'.
 */
export async function exportCustomers(
  db: Kysely<DB>,
  { viewer, scope }: { readonly viewer: Viewer; readonly scope: Scope },
  filter: CustomerFilter,
  { format, language }: { readonly format: 'csv' | 'xlsx'; readonly language: ExportLanguage },
): Promise<AsyncIterable<Buffer>> {
  const wide = isLeader(viewer);
  if (!wide && !(await getExportRule(db)).salespeople)
    throw new TradepostError(
      'forbidden',
      'Your company lets only managers export customers. An administrator can change that on the company page.',
    );
  // Own ones alone: those he works on for a colleague are the colleague's to take.
  const asked = await readFilter(db, viewer, wide ? filter : { ...filter, whose: 'mine' });
  const ids = await listCustomerIds(db, scope, asked, MOST_EXPORTED + 1);
  if (ids.length > MOST_EXPORTED)
    throw new TradepostError('too-large', `More than ${MOST_EXPORTED} customers fit. Narrow the filter.`);
  await db.transaction().execute((tx) =>
    appendAudit(tx, {
      actorId: viewer.id,
      action: 'customers.exported',
      subjectKind: 'customer',
      subjectId: null,
      detail: { filter, format, count: ids.length },
    }),
  );
  const settings = {
    lists: await getLists(db),
    fields: await listCustomFields(db),
    timeZone: (await loadHome(db)).timeZone,
  };
  const rows = lines(db, scope, ids, { ...settings, language });
  return format === 'xlsx' ? xlsxOf(language === 'en' ? 'Customers' : '客户', rows) : csvOf(rows);
}

async function* lines(
  db: Kysely<DB>,
  scope: Scope,
  ids: readonly number[],
  { language, ...settings }: ExportSettings & { readonly language: ExportLanguage },
): AsyncGenerator<readonly Cell[]> {
  const columns = columnsOf(settings);
  yield columns.map((column) => column[language]);
  for (let at = 0; at < ids.length; at += CHUNK)
    for (const row of await listExportRows(db, scope, ids.slice(at, at + CHUNK)))
      yield columns.map(({ of }) => of(row, language));
}
