/** What a batch of people are reminded of: the facts of all in a few statements, then a mail for each. */
import type { ReminderSlotKind } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import type { FarDate } from '@tradepost/db/queries/reminder-notes';
import type { DigestPerson } from '@tradepost/db/queries/reminder-tasks';
import type { ReminderPerson } from '@tradepost/db/queries/reminder-plan';
import type { Kysely } from 'kysely';
import type { LinkDeps } from '../act/mail-tasks.ts';
import { dayIn } from '../calendar/days.ts';
import { startOfDay } from '../calendar/wall-time.ts';
import { loadViewer } from '../users/load-viewer.ts';
import type { ComposedReminder } from './daily-mail.ts';
import { loadDaily } from './load-daily.ts';
import { loadExceptions } from './load-exceptions.ts';
import { loadBrief, loadWeekly } from './load-week.ts';
import type { PlanRules } from './plan.ts';

export interface ComposeContext extends LinkDeps {
  readonly db: Kysely<DB>;
  readonly now: Date;
  readonly rules: PlanRules;
}

export interface Recipient {
  readonly person: ReminderPerson;
  readonly digest: DigestPerson;
  /** When it comes, `HH:MM` of his clock. */
  readonly time: string;
}

export interface Reminder extends ComposedReminder {
  /** What it tells once: not again in the next one. */
  readonly told: readonly FarDate[];
}

type Composer = (
  context: ComposeContext,
  people: readonly Recipient[],
) => Promise<ReadonlyMap<number, Reminder>>;

const COMPOSERS: Readonly<Record<ReminderSlotKind, Composer>> = {
  daily: loadDaily,
  exceptions: loadExceptions,
  weekly: loadWeekly,
  brief: loadBrief,
};

/** @returns by person; who is missing has nothing to be told. */
export async function composeReminders(
  context: ComposeContext,
  kind: ReminderSlotKind,
  people: readonly ReminderPerson[],
): Promise<ReadonlyMap<number, Reminder>> {
  const recipients: Recipient[] = [];
  for (const person of people) recipients.push(await recipientOf(context, kind, person));
  return COMPOSERS[kind](context, recipients);
}

async function recipientOf(
  { db, now, rules }: ComposeContext,
  kind: ReminderSlotKind,
  person: ReminderPerson,
): Promise<Recipient> {
  const viewer = await loadViewer(db, person);
  const day = dayIn(person.time_zone, now);
  return {
    person,
    time: person.morning ?? rules.settings.times[kind],
    digest: {
      id: person.id,
      day,
      day_start: startOfDay(person.time_zone, day).toISOString(),
      owners: viewer.team === 'all' ? [person.id] : [person.id, ...viewer.team],
      sees_all: viewer.team === 'all',
      reads_mail: person.role !== 'admin' || viewer.readsAllMail,
    },
  };
}
