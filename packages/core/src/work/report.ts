/** Work done, by person and period: contacts, mail, answers and how fast they came, follow-ups, inquiries, quotations, cards. */
import type { WorkReport, WorkRow } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { type Period, reportFiled, type ReportRow } from '@tradepost/db/queries/unified-report';
import { countWork, listWorkPeople, type WorkCounts } from '@tradepost/db/queries/work-report';
import type { Kysely } from 'kysely';
import type { Viewer } from '../users/viewer.ts';
import { periodOf } from './period.ts';

/** Of himself and whom he leads; who works and did nothing is told as well. Cards are counted where their own report counts them. */
export async function readWorkReport(
  db: Kysely<DB>,
  { id, team }: Viewer,
  asked: Pick<Period, 'from' | 'to'>,
): Promise<WorkReport> {
  const period = await periodOf(db, asked);
  const whose = team === 'all' ? ('all' as const) : [id, ...team];
  const people = await listWorkPeople(db, whose);
  const filed = new Map((await reportFiled(db, whose, period)).map((row) => [row.id, row]));
  const counts = await countWork(
    db,
    people.map((person) => person.id),
    period,
  );
  const rows = people
    .filter((person) => person.expected || counts.has(person.id) || filed.has(person.id))
    .map((person) => ({
      userId: person.id,
      userName: person.name,
      role: person.role,
      ...describe(counts.get(person.id)),
      ...cards(filed.get(person.id)),
    }));
  const sum = (key: keyof ReturnType<typeof cards>) => rows.reduce((n, row) => n + row[key], 0);
  return {
    ...period,
    rows,
    total: {
      ...describe(counts.get(null)),
      customerCards: sum('customerCards'),
      contactCards: sum('contactCards'),
      marketInformation: sum('marketInformation'),
    },
  };
}

const cards = (row: ReportRow | undefined) => ({
  customerCards: row?.customer_cards ?? 0,
  contactCards: row?.contact_cards ?? 0,
  marketInformation: row?.market_information ?? 0,
});

const describe = (
  counts: Partial<WorkCounts> = {},
): Omit<WorkRow, 'userId' | 'userName' | 'role' | keyof ReturnType<typeof cards>> => ({
  contacts: counts.contacts ?? 0,
  mails: counts.mails ?? 0,
  waits: counts.waits ?? 0,
  answered: counts.answered ?? 0,
  medianSeconds: counts.median_seconds ?? null,
  kept: counts.kept ?? 0,
  late: counts.late ?? 0,
  followUpsOnTime: counts.on_time ?? 0,
  followUpsLate: counts.follow_ups_late ?? 0,
  putOff: counts.put_off ?? 0,
  inquiries: counts.inquiries ?? 0,
  quotations: counts.quotations ?? 0,
});
