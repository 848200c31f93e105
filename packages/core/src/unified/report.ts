/** Cards and contacts filed, by person: what is looked at before an expense claim is paid (S4-A5). */
import type { DB, Locale } from '@tradepost/db';
import {
  listReportItems,
  type Period,
  reportFiled,
  type ReportRow,
} from '@tradepost/db/queries/unified-report';
import { CARD_TITLES } from '@tradepost/mail/card';
import type { Kysely } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { csvLine } from '../intake/csv-line.ts';
import type { Viewer } from '../users/viewer.ts';
import { checkPeriod } from '../work/period.ts';
import type { Asker } from './read-items.ts';

const people = (viewer: Viewer) => (viewer.team === 'all' ? ('all' as const) : [viewer.id, ...viewer.team]);

/** @throws TradepostError 'invalid-request' for a period that ends before it begins, or of more than three years. */
export async function readReport(db: Kysely<DB>, viewer: Viewer, period: Period): Promise<ReportRow[]> {
  checkPeriod(period);
  return reportFiled(db, people(viewer), period);
}

const WORDS = {
  en: {
    summary: [
      'Person',
      'Role',
      'Customer cards',
      'Contact records',
      'Customers',
      'Market information',
      'Forwarded',
      'Refused',
      'Last',
    ],
    items: ['Person', 'Sent', 'Kind', 'Customer no.', 'Customer', 'Subject'],
    'market-information': 'Market information',
    forwarded: 'Forwarded mail',
  },
  'zh-CN': {
    summary: [
      '人员',
      '角色',
      '客户资料卡',
      '接触记录卡',
      '涉及客户数',
      '市场信息',
      '转发邮件',
      '被退回',
      '最近一次',
    ],
    items: ['人员', '发送时间', '类型', '客户编号', '客户', '主题'],
    'market-information': '市场信息',
    forwarded: '转发邮件',
  },
} as const;

/** With a byte order mark: spreadsheets take it for UTF-8 then. */
const BOM = '\ufeff';

/** @returns CSV whose cells no spreadsheet runs as formulas. The export is on record. */
export async function exportReport(
  db: Kysely<DB>,
  { viewer, scope }: Asker,
  period: Period,
  what: 'people' | 'items',
  locale: Locale,
): Promise<string> {
  checkPeriod(period);
  const words = WORDS[locale];
  const when = (at: Date | null) =>
    at === null ? '' : at.toLocaleString('sv-SE', { timeZone: period.timeZone }).slice(0, 16);
  const lines =
    what === 'people'
      ? (await reportFiled(db, people(viewer), period)).map((row) =>
          csvLine([
            row.name,
            row.role,
            ...[
              row.customer_cards,
              row.contact_cards,
              row.customers,
              row.market_information,
              row.forwarded,
              row.refused,
            ].map(String),
            when(row.last_at),
          ]),
        )
      : (await listReportItems(db, scope, people(viewer), period)).map((row) =>
          csvLine([
            row.author_name,
            when(row.occurred_at),
            kindWords(row.kind, locale),
            String(row.customer_id ?? ''),
            row.customer_name ?? '',
            row.subject,
          ]),
        );
  await db.transaction().execute((tx) =>
    appendAudit(tx, {
      actorId: viewer.id,
      action: 'unified-report.exported',
      subjectKind: null,
      subjectId: null,
      detail: { from: period.from, to: period.to, what, lines: lines.length },
    }),
  );
  return BOM + csvLine(what === 'people' ? words.summary : words.items) + lines.join('');
}

function kindWords(kind: string, locale: Locale): string {
  if (kind === 'card-customer') return CARD_TITLES.customer[locale];
  if (kind === 'card-contact') return CARD_TITLES.contact[locale];
  return kind === 'forwarded' ? WORDS[locale].forwarded : WORDS[locale]['market-information'];
}
