/** The leaders' morning mail: only what has gone wrong among their people. */
import type { BrokenAccountRow, LateRow, LeaverRow } from '@tradepost/db/queries/reminder-exceptions';
import type { FarDate } from '@tradepost/db/queries/reminder-notes';
import { dayIn, dayNumberOf } from '../calendar/days.ts';
import { farDay, longDay, momentWords } from './clock-words.ts';
import { EXCEPTIONS_WORDS, type ExceptionCounts } from './exceptions-words.ts';
import { INSTANT_WORDS } from './instant-words.ts';
import type { MailDocument, MailItem, MailSection } from './mail-document.ts';
import { cut, type LineReader } from './task-line.ts';
import { TASK_WORDS } from './task-words.ts';

export interface ExceptionFacts {
  readonly late: readonly LateRow[];
  readonly leavers: readonly LeaverRow[];
  readonly far: readonly FarDate[];
  readonly broken: readonly BrokenAccountRow[];
}

const LONGEST_NAME = 90;

/** @returns null where nothing has gone wrong. */
export function composeExceptions(
  publicUrl: string,
  reader: LineReader & { readonly time: string },
  facts: ExceptionFacts,
): MailDocument | null {
  const words = EXCEPTIONS_WORDS[reader.locale];
  const of = (section: LateRow['section']) => facts.late.filter((row) => row.section === section);
  const counts: ExceptionCounts = {
    answers: of('answers')[0]?.total ?? 0,
    others: of('others')[0]?.total ?? 0,
    unread: facts.leavers.reduce((sum, { customers }) => sum + customers, 0),
    far: facts.far[0]?.total ?? 0,
    broken: facts.broken.length,
  };
  if (Object.values(counts).every((count) => count === 0)) return null;
  const section = (
    title: string,
    count: number,
    items: readonly MailItem[],
    page: string,
    late: boolean,
  ): MailSection[] => {
    if (items.length === 0) return [];
    const rest = count - items.length;
    return [
      {
        title,
        count,
        tone: late ? 'late' : 'warn',
        items,
        ...(rest > 0 ? { more: { label: words.more(rest), url: `${publicUrl}${page}` } } : {}),
      },
    ];
  };
  const late = (rows: readonly LateRow[]) => rows.map((row) => lateItem(publicUrl, reader, row));
  return {
    locale: reader.locale,
    subject: words.subject(counts),
    preheader: facts.late
      .slice(0, 4)
      .map(({ customer_name, assignee_name }) => customer_name ?? assignee_name)
      .join(reader.locale === 'en' ? ', ' : '、'),
    dateline: words.dateline(longDay(reader.locale, reader.day)),
    title: words.title,
    sections: [
      ...section(words.answers, counts.answers, late(of('answers')), '/today', true),
      ...section(words.others, counts.others, late(of('others')), '/today', true),
      ...section(
        words.leavers,
        facts.leavers.length,
        leaverItems(publicUrl, reader, facts.leavers),
        '/handovers',
        false,
      ),
      ...section(
        words.broken,
        counts.broken,
        brokenItems(publicUrl, reader, facts.broken),
        '/accounts',
        true,
      ),
      ...section(words.far, counts.far, farItems(publicUrl, reader, facts.far), '/customers', false),
    ],
    button: { label: words.open, url: publicUrl },
    footer: [words.why(reader.time, reader.timeZone)],
    settings: { label: words.settings, url: `${publicUrl}/settings/reminders` },
  };
}

function lateItem(publicUrl: string, reader: LineReader, row: LateRow): MailItem {
  const [words, task] = [EXCEPTIONS_WORDS[reader.locale], TASK_WORDS[reader.locale]];
  const days = dayNumberOf(reader.day) - dayNumberOf(row.due_on);
  const minutes = row.due_at === null ? null : (reader.now.getTime() - row.due_at.getTime()) / 60_000;
  const aside =
    row.section === 'answers' && minutes !== null && minutes > 0
      ? words.answerLate(task.age(minutes))
      : task.late(Math.max(1, days));
  return {
    title: cut(row.customer_name ?? row.title ?? task.somebody, LONGEST_NAME),
    url: row.customer_id === null ? `${publicUrl}/today` : `${publicUrl}/customers/${row.customer_id}`,
    marks: [
      ...(row.key_account ? [task.keyAccount] : []),
      ...(row.grade === null ? [] : [task.grade(row.grade)]),
    ],
    aside,
    tone: 'late',
    lines: [
      [
        words.whose(row.assignee_name),
        row.section === 'answers' ? null : INSTANT_WORDS[reader.locale].tasks[row.kind],
      ]
        .filter((part) => part !== null)
        .join(task.separator),
    ],
  };
}

function leaverItems(publicUrl: string, { locale }: LineReader, rows: readonly LeaverRow[]): MailItem[] {
  const words = EXCEPTIONS_WORDS[locale];
  return rows.map(({ leaver_name, heir_name, customers }) => ({
    title: cut(leaver_name, LONGEST_NAME),
    url: `${publicUrl}/handovers`,
    lines: [heir_name === null ? words.nobody(customers) : words.unread(heir_name, customers)],
  }));
}

function farItems(publicUrl: string, { locale, day }: LineReader, rows: readonly FarDate[]): MailItem[] {
  const [words, task] = [EXCEPTIONS_WORDS[locale], TASK_WORDS[locale]];
  return rows.map((row) => ({
    title: cut(row.customer_name, LONGEST_NAME),
    url: `${publicUrl}/customers/${row.customer_id}`,
    marks: [
      ...(row.key_account ? [task.keyAccount] : []),
      ...(row.grade === null ? [] : [task.grade(row.grade)]),
    ],
    lines: [[row.owner_name, words.farDate(farDay(locale, row.next_on, day))].join(task.separator)],
  }));
}

function brokenItems(publicUrl: string, reader: LineReader, rows: readonly BrokenAccountRow[]): MailItem[] {
  const words = EXCEPTIONS_WORDS[reader.locale];
  return rows.map((row) => ({
    title: row.address,
    url: `${publicUrl}/accounts/${row.account_id}`,
    lines: [
      words.notArchived(
        row.owner_name,
        momentWords(reader.locale, reader.timeZone, row.since, dayIn(reader.timeZone, reader.now)),
        words.faults[row.error_code] ?? words.otherFault,
      ),
    ],
  }));
}
