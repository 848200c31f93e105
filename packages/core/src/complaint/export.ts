/** The filtered complaints as a file: streamed, in the audit log with its filter. */
import type { ComplaintSort, ComplaintState } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { type ComplaintPageRow, type ComplaintQuery, listComplaints } from '@tradepost/db/queries/complaints';
import type { Kysely } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { csvOf } from '../customer-list/csv-stream.ts';
import { getExportRule } from '../customer-list/export.ts';
import type { ExportLanguage } from '../customer-list/export-columns.ts';
import { type Cell, xlsxOf } from '../customer-list/xlsx-stream.ts';
import { TradepostError } from '../errors.ts';
import { isLeader } from '../users/viewer.ts';
import type { ComplaintActor } from './open.ts';

/** Rows read at once. */
const CHUNK = 500;
/** Most lines of one file. */
const MOST_EXPORTED = 100_000;

const STATES: Readonly<Record<ComplaintState, string>> = {
  opened: '待分派',
  assigned: '处理中',
  corrected: '待验证',
  verified: '已验证',
  closed: '已关闭',
  withdrawn: '已撤销',
};
const SORTS: Readonly<Record<ComplaintSort, string>> = {
  quality: '质量',
  quantity: '数量',
  delivery: '交期',
  packing: '包装',
  documents: '单证',
  price: '价格',
  service: '服务',
  other: '其他',
};
const SEVERITIES: Readonly<Record<number, readonly [string, string]>> = {
  1: ['minor', '轻微'],
  2: ['major', '严重'],
  3: ['critical', '重大'],
};

interface Column {
  readonly en: string;
  readonly 'zh-CN': string;
  readonly of: (row: ComplaintPageRow, english: boolean) => Cell;
}
const column = (en: string, zh: string, of: Column['of']): Column => ({ en, 'zh-CN': zh, of });
const day = (date: Date | null) => date?.toISOString().slice(0, 10) ?? null;

const COLUMNS: readonly Column[] = [
  column('No.', '编号', (row) => row.id),
  column('Customer', '客户', (row) => row.customer_name),
  column('Country', '国家', (row) => row.country),
  column('Salesperson', '业务员', (row) => row.owner_name),
  column('Sort', '类别', (row, english) => (english ? row.sort : SORTS[row.sort])),
  column(
    'Severity',
    '严重程度',
    (row, english) => SEVERITIES[row.severity]?.[english ? 0 : 1] ?? row.severity,
  ),
  column('State', '状态', (row, english) => (english ? row.state : STATES[row.state])),
  column('Overdue', '逾期', (row, english) => (row.overdue ? (english ? 'yes' : '是') : null)),
  column('Product', '产品', (row) => row.product),
  column('Order', '订单号', (row) => row.order_ref),
  column('Complaint', '投诉内容', (row) => row.what),
  column('Complained', '投诉日期', (row) => day(row.complained_at)),
  column('Opened', '登记日期', (row) => day(row.opened_at)),
  column('Given to', '处理人', (row) => row.assignee_name),
  column('Act by', '整改期限', (row) => row.action_due_on),
  column('Close by', '关闭期限', (row) => row.close_due_on),
  column('Corrective action', '整改措施', (row) => row.action),
  column('Cause', '原因', (row) => row.cause),
  column('Verification', '验证结果', (row) => row.verification),
  column('Closed', '关闭日期', (row) => day(row.closed_at)),
];

/** @throws TradepostError 'forbidden' where the company keeps its salespeople from exporting. */
export async function exportComplaints(
  db: Kysely<DB>,
  { viewer, scope }: ComplaintActor,
  which: ComplaintQuery,
  { format, language, today }: { format: 'csv' | 'xlsx'; language: ExportLanguage; today: string },
): Promise<AsyncIterable<Buffer>> {
  if (!isLeader(viewer) && !(await getExportRule(db)).salespeople)
    throw new TradepostError(
      'forbidden',
      'Your company lets only managers export. An administrator can change that on the company page.',
    );
  await db.transaction().execute((tx) =>
    appendAudit(tx, {
      actorId: viewer.id,
      action: 'complaints.exported',
      subjectKind: 'complaint',
      subjectId: null,
      detail: { filter: { ...which }, format },
    }),
  );
  const english = language === 'en';
  async function* lines(): AsyncGenerator<readonly Cell[]> {
    yield COLUMNS.map((one) => one[language]);
    let after: number | null = null;
    for (let given = 0; given < MOST_EXPORTED; given += CHUNK) {
      const page = { order: 'oldest', after, limit: CHUNK } as const;
      const rows: ComplaintPageRow[] = await listComplaints(db, scope, which, page, today);
      for (const row of rows) yield COLUMNS.map(({ of }) => of(row, english));
      after = rows.at(-1)?.id ?? null;
      if (rows.length < CHUNK) return;
    }
  }
  return format === 'xlsx' ? xlsxOf(english ? 'Complaints' : '客户投诉', lines()) : csvOf(lines());
}
