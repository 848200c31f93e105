/** The board of those who lead: what waits for an answer, and which follow-ups are overdue. */
import type { Board, BoardColumn, BoardCounts, BoardItem } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import {
  type BoardAsk,
  type BoardRow,
  type BoardTaskRow,
  countBoard,
  listBoard,
  readMailStanding,
} from '@tradepost/db/queries/board';
import type { Scope } from '@tradepost/db/queries/scope';
import type { Kysely } from 'kysely';
import { type CompanyCalendar, loadCompanyCalendar } from '../calendar/company-calendar.ts';
import { addDays, dayIn } from '../calendar/days.ts';
import { isWorkingDay } from '../calendar/working-day.ts';
import { workingSecondsBetween } from '../calendar/working-time.ts';

export type BoardQuestion = Pick<BoardAsk, 'userId' | 'grade' | 'country'>;

interface Asked {
  readonly ask: BoardAsk;
  readonly calendar: CompanyCalendar;
}

async function asked(db: Kysely<DB>, scope: Scope, question: BoardQuestion, now: Date): Promise<Asked> {
  const calendar = await loadCompanyCalendar(db);
  const today = dayIn(calendar.timeZone, now);
  return { ask: { ...question, people: scope.owners, now, today }, calendar };
}

export async function readBoard(
  db: Kysely<DB>,
  scope: Scope,
  question: BoardQuestion,
  now: Date,
): Promise<Board> {
  const { ask, calendar } = await asked(db, scope, question, now);
  const rows = await countBoard(db, scope, ask);
  const mail = await readMailStanding(db, scope);
  const of = (by: BoardRow['by']) => rows.filter((row) => row.by === by);
  const counts = (row: BoardRow) => describeCounts(row, now, calendar);
  const [all] = of('all');
  return {
    total: all === undefined ? NOTHING : counts(all),
    people: of('person').map((row) => ({
      userId: row.user_id as number,
      userName: row.user_name ?? '',
      ...counts(row),
    })),
    grades: of('grade').map((row) => ({ grade: row.grade, ...counts(row) })),
    countries: of('country').map((row) => ({ country: row.country, ...counts(row) })),
    at: now.toISOString(),
    mail: {
      readUntil: mail.read_until?.toISOString() ?? null,
      accounts: mail.accounts,
      failing: mail.failing,
    },
  };
}

const NOTHING: BoardCounts = {
  inquiries: 0,
  mails: 0,
  late: 0,
  red: 0,
  overdue: 0,
  oldestSince: null,
  oldestSeconds: null,
  oldestDueOn: null,
};

function describeCounts(row: BoardRow, now: Date, calendar: CompanyCalendar): BoardCounts {
  const { inquiries, mails, late, red, overdue, oldest_since: since, oldest_due_on: oldestDueOn } = row;
  return {
    ...{ inquiries, mails, late, red, overdue, oldestDueOn },
    oldestSince: since?.toISOString() ?? null,
    oldestSeconds: since === null ? null : workingSecondsBetween(since, now, calendar),
  };
}

type Age = Pick<BoardItem, 'since' | 'waitingSeconds' | 'late' | 'red' | 'lateDays'>;

export async function readBoardItems(
  db: Kysely<DB>,
  scope: Scope,
  question: BoardQuestion,
  column: BoardColumn,
  page: Parameters<typeof listBoard>[4],
  now: Date,
): Promise<(BoardTaskRow & { readonly age: Age })[]> {
  const { ask, calendar } = await asked(db, scope, question, now);
  const rows = await listBoard(db, scope, ask, column, page);
  return rows.map((row) => ({ ...row, age: ageOf(row, ask, calendar) }));
}

function ageOf(row: BoardTaskRow, { now, today }: BoardAsk, calendar: CompanyCalendar): Age {
  if (row.kind !== 'answer')
    return {
      since: null,
      waitingSeconds: null,
      late: true,
      red: false,
      lateDays: daysLate(row.due_on, today, calendar),
    };
  return {
    since: row.since.toISOString(),
    waitingSeconds: workingSecondsBetween(row.since, now, calendar),
    late: row.due_at !== null && row.due_at <= now,
    red: row.red,
    lateDays: 0,
  };
}

/** What is overdue for longer is overdue for as long as that. */
const MOST_DAYS = 400;

/** Working days after the day it was due, today's included. */
function daysLate(dueOn: string, today: string, calendar: CompanyCalendar): number {
  let days = 0;
  for (let day = addDays(dueOn, 1), n = 0; day <= today && n < MOST_DAYS; day = addDays(day, 1), n++)
    if (isWorkingDay(day, calendar)) days++;
  return days;
}
