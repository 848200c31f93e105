/** The report of work as a file. Names of people and headings only: and yet no cell is ever a formula. */
import type { WorkReport, WorkRow } from '@tradepost/contract';
import type { DB, Locale } from '@tradepost/db';
import type { Period } from '@tradepost/db/queries/unified-report';
import type { Kysely } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { type Cell, xlsxOf } from '../customer-list/xlsx-stream.ts';
import { csvLine } from '../intake/csv-line.ts';
import type { Viewer } from '../users/viewer.ts';
import { readWorkReport } from './report.ts';

type Line = WorkReport['total'] & Partial<Pick<WorkRow, 'userName'>>;
interface Column {
  readonly en: string;
  readonly 'zh-CN': string;
  readonly of: (row: Line, locale: Locale) => Cell;
}

const TOTAL = { en: 'All', 'zh-CN': '合计' } as const;
const count = (key: Exclude<keyof WorkReport['total'], 'medianSeconds'>, en: string, zh: string): Column => ({
  en,
  'zh-CN': zh,
  of: (row) => row[key],
});

const COLUMNS: readonly Column[] = [
  { en: 'Person', 'zh-CN': '人员', of: (row, locale) => row.userName ?? TOTAL[locale] },
  count('contacts', 'Contacts', '接触记录'),
  count('mails', 'Mails sent', '发出邮件'),
  count('waits', 'Mails that waited', '待回复邮件'),
  count('answered', 'Answered', '已回复'),
  {
    en: 'Median time to answer (working hours)',
    'zh-CN': '首次响应时间中位数(工作小时)',
    of: ({ medianSeconds: seconds }) => (seconds === null ? null : Math.round(seconds / 36) / 100),
  },
  count('kept', 'Answered in time', '按时回复'),
  count('late', 'Answered late or not yet', '逾期回复'),
  count('followUpsOnTime', 'Follow-ups on time', '按时跟进'),
  count('followUpsLate', 'Follow-ups late', '逾期跟进'),
  count('putOff', 'Follow-ups put off', '推迟跟进'),
  count('inquiries', 'Inquiries', '询盘'),
  count('quotations', 'Quotations', '报价'),
  count('customerCards', 'Customer data cards', '客户资料卡'),
  count('contactCards', 'Contact record cards', '客户接触记录卡'),
  count('marketInformation', 'Market information', '市场信息'),
];

/** The export is on record. @throws TradepostError as `readWorkReport`. */
export async function exportWorkReport(
  db: Kysely<DB>,
  viewer: Viewer,
  asked: Pick<Period, 'from' | 'to'>,
  format: 'csv' | 'xlsx',
  locale: Locale,
): Promise<AsyncIterable<Buffer>> {
  const { rows, total, from, to } = await readWorkReport(db, viewer, asked);
  await db.transaction().execute((tx) =>
    appendAudit(tx, {
      actorId: viewer.id,
      action: 'work-report.exported',
      subjectKind: null,
      subjectId: null,
      detail: { from, to, format, people: rows.length },
    }),
  );
  const lines = [
    COLUMNS.map((column) => column[locale]),
    ...[...rows, total].map((row) => COLUMNS.map(({ of }) => of(row, locale))),
  ];
  return format === 'csv' ? csvOf(lines) : xlsxOf(locale === 'en' ? 'Work done' : '工作统计', each(lines));
}

async function* each(lines: readonly (readonly Cell[])[]): AsyncGenerator<readonly Cell[]> {
  yield* lines;
}

/** With a byte order mark: spreadsheets take it for UTF-8 then. */
async function* csvOf(lines: readonly (readonly Cell[])[]): AsyncGenerator<Buffer> {
  yield Buffer.from(`\ufeff${lines.map((line) => csvLine(line.map((cell) => String(cell ?? '')))).join('')}`);
}
