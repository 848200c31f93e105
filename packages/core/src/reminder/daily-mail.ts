/** The morning mail of one person: what waits for his answer, what is late, what is for today, and what else to know. */
import type { DigestPlan, FarDate, PoolDeadline } from '@tradepost/db/queries/reminder-notes';
import type { DigestSection, DigestTask } from '@tradepost/db/queries/reminder-tasks';
import { farDay, longDay, shortDay, timeIn } from './clock-words.ts';
import { DAILY_WORDS, type DailyCounts } from './daily-words.ts';
import type { MailDocument, MailItem, MailSection } from './mail-document.ts';
import { cut, type LineDeps, type LineReader, taskLine } from './task-line.ts';
import { TASK_WORDS } from './task-words.ts';

export interface DailyFacts {
  readonly tasks: readonly DigestTask[];
  readonly plans: readonly DigestPlan[];
  readonly pool: readonly PoolDeadline[];
  readonly far: readonly FarDate[];
}

export interface DailyReader extends LineReader {
  /** When it comes, `HH:MM`. */
  readonly time: string;
  /** A reply to it reaches us. */
  readonly repliesWork: boolean;
}

export interface ComposedReminder {
  readonly mail: MailDocument;
  /** In the order of the numbers that it shows. */
  readonly taskIds: readonly number[];
}

const ORDER: readonly DigestSection[] = ['unanswered', 'overdue', 'today', 'promises', 'notes'];
/** Names in the line below the subject. */
const MOST_NAMED = 4;

/** @returns null where there is nothing to say. */
export function composeDaily(
  deps: LineDeps,
  reader: DailyReader,
  facts: DailyFacts,
): ComposedReminder | null {
  const words = DAILY_WORDS[reader.locale];
  const of = (section: DigestSection) => facts.tasks.filter((task) => task.section === section);
  const totalOf = (section: DigestSection) => of(section)[0]?.total ?? 0;
  const counts: DailyCounts = {
    unanswered: totalOf('unanswered'),
    overdue: totalOf('overdue'),
    today: totalOf('today'),
    promises: totalOf('promises'),
  };
  const others = totalOf('notes') + (facts.pool[0]?.total ?? 0) + (facts.far[0]?.total ?? 0);
  const told = counts.unanswered + counts.overdue + counts.today + counts.promises + others;
  if (told + facts.plans.length === 0) return null;
  const shown = ORDER.flatMap(of);
  const numbers = new Map(shown.map((task, index) => [task.id, index + 1]));
  const lines = (section: DigestSection) =>
    of(section).map((task) => taskLine(deps, reader, task, numbers.get(task.id) ?? 0));
  const page = `${deps.publicUrl}/today`;
  const list = (section: Exclude<DigestSection, 'notes'>): MailSection[] => {
    const items = lines(section);
    if (items.length === 0) return [];
    const rest = counts[section] - items.length;
    return [
      {
        title: words[section],
        count: counts[section],
        tone: section === 'overdue' || items.some(({ tone }) => tone === 'late') ? 'late' : 'normal',
        items,
        ...(rest > 0 ? { more: { label: words.more(rest), url: page } } : {}),
      },
    ];
  };
  const notes = [
    ...lines('notes'),
    ...poolLines(deps, reader, facts.pool),
    ...farLines(deps, reader, facts.far),
  ];
  const sections: MailSection[] = [
    ...list('unanswered'),
    ...list('overdue'),
    ...list('today'),
    ...list('promises'),
    ...(facts.plans.length === 0
      ? []
      : [{ title: words.plans, items: planLines(deps, reader, facts.plans) }]),
    ...(notes.length === 0 ? [] : [{ title: words.notes, tone: 'warn' as const, items: notes }]),
  ];
  const names = [...shown, ...facts.pool, ...facts.far].map(({ customer_name }) => customer_name);
  const mail: MailDocument = {
    locale: reader.locale,
    subject: words.subject(counts, others + facts.plans.length),
    preheader: [...new Set(names.filter((name) => name !== null))]
      .slice(0, MOST_NAMED)
      .map((name) => cut(name, 60))
      .join(reader.locale === 'en' ? ', ' : '、'),
    dateline: words.dateline(longDay(reader.locale, reader.day)),
    title: words.title,
    figures: figuresOf(counts, reader, facts.tasks),
    sections,
    button: { label: words.open, url: page },
    footer: [
      ...(reader.repliesWork && shown.length > 0 ? [words.reply] : []),
      words.why(reader.time, reader.timeZone),
    ],
    settings: { label: words.settings, url: `${deps.publicUrl}/settings/reminders` },
  };
  return { mail, taskIds: shown.map(({ id }) => id) };
}

function figuresOf(counts: DailyCounts, reader: DailyReader, tasks: readonly DigestTask[]) {
  const { figures } = DAILY_WORDS[reader.locale];
  const late = tasks.some(
    ({ section, due_at }) => section === 'unanswered' && due_at !== null && due_at <= reader.now,
  );
  return [
    { value: String(counts.unanswered), label: figures.unanswered, tone: late ? 'late' : 'normal' },
    { value: String(counts.overdue), label: figures.overdue, tone: counts.overdue > 0 ? 'late' : 'normal' },
    { value: String(counts.today), label: figures.today, tone: 'normal' },
    ...(counts.promises > 0
      ? [{ value: String(counts.promises), label: figures.promises, tone: 'normal' } as const]
      : []),
  ] as const;
}

const customerUrl = ({ publicUrl }: LineDeps, id: number) => `${publicUrl}/customers/${id}`;

function planLines(deps: LineDeps, reader: DailyReader, plans: readonly DigestPlan[]): MailItem[] {
  const words = DAILY_WORDS[reader.locale];
  return plans.map((plan) => ({
    title: cut(plan.customer_name, 90),
    url: customerUrl(deps, plan.customer_id),
    lines: [
      [words.plan(timeIn(reader.timeZone, plan.planned_at), words.activity[plan.kind]), plan.whom, plan.place]
        .filter((part) => part !== null && part !== '')
        .join(TASK_WORDS[reader.locale].separator),
      ...(plan.content === null ? [] : [cut(plan.content, 160)]),
    ],
  }));
}

function poolLines(deps: LineDeps, reader: DailyReader, pool: readonly PoolDeadline[]): MailItem[] {
  const words = DAILY_WORDS[reader.locale];
  const rest = (pool[0]?.total ?? 0) - pool.length;
  return [
    ...pool.map((row) => ({
      ...customerItem(deps, reader, row),
      lines: [words.backToPool(shortDay(reader.locale, row.deadline))],
    })),
    ...(rest > 0 ? [{ title: words.morePool(rest), url: `${deps.publicUrl}/pool` }] : []),
  ];
}

function farLines(deps: LineDeps, reader: DailyReader, far: readonly FarDate[]): MailItem[] {
  const words = DAILY_WORDS[reader.locale];
  const rest = (far[0]?.total ?? 0) - far.length;
  return [
    ...far.map((row) => ({
      ...customerItem(deps, reader, row),
      lines: [words.far(farDay(reader.locale, row.next_on, reader.day))],
    })),
    ...(rest > 0 ? [{ title: words.moreFar(rest), url: `${deps.publicUrl}/customers` }] : []),
  ];
}

function customerItem(
  deps: LineDeps,
  { locale }: LineReader,
  row: Pick<PoolDeadline, 'customer_id' | 'customer_name' | 'grade' | 'key_account'>,
): MailItem {
  const words = TASK_WORDS[locale];
  return {
    title: cut(row.customer_name, 90),
    url: customerUrl(deps, row.customer_id),
    marks: [
      ...(row.key_account ? [words.keyAccount] : []),
      ...(row.grade === null ? [] : [words.grade(row.grade)]),
    ],
  };
}
