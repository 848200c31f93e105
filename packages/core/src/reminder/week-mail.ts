/** The Monday report: last week by salesperson, new complaints and feedback, open complaints by age (S3-13). */
import type { WorkReport } from '@tradepost/contract';
import type { Locale } from '@tradepost/db';
import type {
  WeekComplaint,
  WeekComplaints,
  WeekCounts,
  WeekFeedback,
} from '@tradepost/db/queries/reminder-week';
import { shortDay } from './clock-words.ts';
import type { MailCell, MailDocument, MailItem, MailSection } from './mail-document.ts';
import { cut } from './task-line.ts';
import { WEEK_WORDS } from './week-words.ts';

export interface WeekFacts {
  readonly report: WorkReport;
  readonly complaints: WeekComplaints;
  readonly feedback: readonly WeekFeedback[];
  readonly counts: WeekCounts;
}

export interface WeekReader {
  readonly locale: Locale;
  readonly timeZone: string;
  readonly time: string;
}

/** Salespeople in the table; the page has them all. */
const MOST_PEOPLE = 40;
const LONGEST = { name: 60, words: 180 };

export function composeWeek(publicUrl: string, reader: WeekReader, facts: WeekFacts): MailDocument {
  const { locale } = reader;
  const words = WEEK_WORDS[locale];
  const { report, complaints, counts } = facts;
  const { total } = report;
  const fresh = complaints.listed.filter((one) => one.fresh);
  const open = complaints.listed.filter((one) => !one.fresh);
  return {
    locale,
    subject: words.subject(total.late, counts.overdueTasks, complaints.fresh),
    preheader: words.byAge([complaints.upTo7, complaints.upTo14, complaints.upTo30, complaints.over30]),
    dateline: words.dateline(shortDay(locale, report.from), shortDay(locale, report.to)),
    title: words.title,
    figures: [
      {
        value: total.waits === 0 ? '–' : `${Math.round((100 * total.answered) / total.waits)}%`,
        label: words.figures.answered,
      },
      {
        value: total.medianSeconds === null ? '–' : words.shortHours(total.medianSeconds),
        label: words.figures.median,
      },
      { value: String(total.late), label: words.figures.late, tone: total.late > 0 ? 'late' : 'normal' },
      {
        value: String(counts.overdueTasks),
        label: words.figures.overdue,
        tone: counts.overdueTasks > 0 ? 'late' : 'normal',
      },
    ],
    sections: [
      peopleSection(publicUrl, locale, report),
      {
        title: words.fresh,
        count: complaints.fresh,
        tone: complaints.fresh > 0 ? 'late' : 'normal',
        ...(fresh.length === 0 ? { note: words.noFresh } : {}),
        items: fresh.map((one) => complaintItem(publicUrl, locale, one)),
      },
      {
        title: words.open,
        count: complaints.open,
        tone: complaints.overdue > 0 ? 'late' : 'normal',
        note: words.byAge([complaints.upTo7, complaints.upTo14, complaints.upTo30, complaints.over30]),
        items: open.map((one) => complaintItem(publicUrl, locale, one)),
        ...moreOf(publicUrl, locale, complaints),
      },
      ...feedbackSection(publicUrl, locale, facts.feedback),
      restSection(publicUrl, locale, facts),
    ],
    button: { label: words.button, url: `${publicUrl}/work` },
    footer: [words.why(reader.time, reader.timeZone)],
    settings: { label: words.settings, url: `${publicUrl}/settings/reminders` },
  };
}

function peopleSection(publicUrl: string, locale: Locale, { rows, total }: WorkReport): MailSection {
  const words = WEEK_WORDS[locale];
  const line = (name: string, row: WorkReport['total']): (string | MailCell)[] => [
    cut(name, LONGEST.name),
    String(row.mails),
    `${row.answered}/${row.waits}`,
    row.medianSeconds === null ? '–' : words.shortHours(row.medianSeconds),
    { text: String(row.late), tone: row.late > 0 ? 'late' : 'normal' },
    `${row.followUpsOnTime}/${row.followUpsLate}`,
  ];
  const rest = rows.length - MOST_PEOPLE;
  return {
    title: words.people,
    note: words.peopleNote,
    table: {
      columns: words.columns.map((label, index) => ({ label, number: index > 0 })),
      rows: [
        ...rows.slice(0, MOST_PEOPLE).map((row) => line(row.userName, row)),
        ...(rows.length > 1 ? [line(words.total, total)] : []),
      ],
    },
    ...(rest > 0 ? { more: { label: words.more(rest), url: `${publicUrl}/work` } } : {}),
  };
}

function complaintItem(publicUrl: string, locale: Locale, one: WeekComplaint): MailItem {
  const words = WEEK_WORDS[locale];
  return {
    title: cut(one.customer_name, LONGEST.name),
    url: `${publicUrl}/complaints/${one.id}`,
    aside: one.overdue ? `${words.openFor(one.days)}${words.comma}${words.overdue}` : words.openFor(one.days),
    tone: one.overdue ? 'late' : 'normal',
    lines: [cut(one.what, LONGEST.words), one.assignee_name ?? words.nobody],
  };
}

function moreOf(publicUrl: string, locale: Locale, complaints: WeekComplaints): Pick<MailSection, 'more'> {
  const rest = complaints.open - complaints.listed.length;
  return rest > 0 ? { more: { label: WEEK_WORDS[locale].more(rest), url: `${publicUrl}/complaints` } } : {};
}

function feedbackSection(
  publicUrl: string,
  locale: Locale,
  feedback: readonly WeekFeedback[],
): MailSection[] {
  const words = WEEK_WORDS[locale];
  const total = feedback[0]?.total ?? 0;
  if (total === 0) return [];
  return [
    {
      title: words.feedback,
      count: total,
      items: feedback.map((one) => ({
        title: cut(one.customer_name, LONGEST.name),
        url: `${publicUrl}/customers/${one.customer_id}`,
        marks: [words.difficulties[one.difficulty]],
        lines: one.content === null ? [] : [cut(one.content, LONGEST.words)],
      })),
      ...(total > feedback.length
        ? { more: { label: words.more(total - feedback.length), url: `${publicUrl}/market-problems` } }
        : {}),
    },
  ];
}

function restSection(publicUrl: string, locale: Locale, { report, counts }: WeekFacts): MailSection {
  const words = WEEK_WORDS[locale];
  const row = (label: string, count: number, page: string): (string | MailCell)[] => [
    { text: label, url: `${publicUrl}${page}` },
    String(count),
  ];
  return {
    title: words.rest,
    table: {
      columns: [{ label: '' }, { label: '', number: true }],
      rows: [
        row(words.counts.customers, counts.newCustomers, '/customers'),
        row(words.counts.inquiries, report.total.inquiries, '/inquiries'),
        row(words.counts.market, report.total.marketInformation, '/unified'),
        row(words.counts.silent, counts.silentKeyCustomers, '/customers'),
        row(words.counts.collisions, counts.openCollisions, '/collisions'),
      ],
    },
  };
}

/** For the telephone: ten lines at most, and no table. */
export function composeBrief(publicUrl: string, reader: WeekReader, facts: WeekFacts): MailDocument {
  const { locale } = reader;
  const words = WEEK_WORDS[locale];
  const { report, complaints, counts } = facts;
  const { total } = report;
  const worst = [...report.rows].sort((a, b) => b.late - a.late)[0];
  const said = {
    mails: total.mails,
    waits: total.waits,
    answered: total.answered,
    median: total.medianSeconds === null ? null : words.hours(total.medianSeconds),
    late: total.late,
    onTime: total.followUpsOnTime,
    followUpsLate: total.followUpsLate,
    overdue: counts.overdueTasks,
    customers: counts.newCustomers,
    inquiries: total.inquiries,
    quotations: total.quotations,
    freshComplaints: complaints.fresh,
    openComplaints: complaints.open,
    oldestComplaint: complaints.open === 0 ? null : Math.max(0, ...complaints.listed.map(({ days }) => days)),
    silent: counts.silentKeyCustomers,
    collisions: counts.openCollisions,
    behind:
      worst === undefined || worst.late === 0 ? null : { name: cut(worst.userName, 30), count: worst.late },
  };
  return {
    locale,
    subject: words.briefSubject(said),
    preheader: words.brief(said)[0] ?? '',
    dateline: words.dateline(shortDay(locale, report.from), shortDay(locale, report.to)),
    title: words.briefTitle,
    lines: words.brief(said),
    sections: [],
    button: { label: words.button, url: `${publicUrl}/work` },
    footer: [words.why(reader.time, reader.timeZone)],
    settings: { label: words.settings, url: `${publicUrl}/settings/reminders` },
  };
}
