/** A reminder as it would go out now: to be looked at, or sent to oneself. */
import { randomUUID } from 'node:crypto';
import type { ReminderPreview, ReminderSlotKind, ReminderTest } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { countMailsSince } from '@tradepost/db/queries/outbox';
import type { Kysely } from 'kysely';
import { type LinkDeps, noteMailTasks } from '../act/mail-tasks.ts';
import { notFound, TradepostError } from '../errors.ts';
import { queueMail } from '../outbox/queue-mail.ts';
import { findReminderPerson } from './choice.ts';
import { composeReminders, type Reminder } from './compose.ts';
import { frameMail } from './mail-frame.ts';
import { loadPlanRules } from './plan.ts';
import { kindsOf } from './settings.ts';

const TEST_KIND = 'reminder-test' as const;
const MOST_AN_HOUR = 10;

/** @throws TradepostError 'not-found' for a kind that his role does not get. */
async function composeFor(
  deps: LinkDeps,
  db: Kysely<DB>,
  userId: number,
  kind: ReminderSlotKind,
  now: Date,
): Promise<{ reminder: Reminder | undefined; email: string }> {
  const person = await findReminderPerson(db, userId);
  if (!kindsOf(person.role).includes(kind)) throw notFound('The reminder');
  const context = { ...deps, db, now, rules: await loadPlanRules(db) };
  const reminders = await composeReminders(context, kind, [person]);
  return { reminder: reminders.get(userId), email: person.email };
}

export async function previewReminder(
  deps: LinkDeps,
  db: Kysely<DB>,
  userId: number,
  kind: ReminderSlotKind,
  now: Date,
): Promise<ReminderPreview> {
  const { reminder } = await composeFor(deps, db, userId, kind, now);
  return { kind, mail: reminder === undefined ? null : frameMail(reminder.mail) };
}

/** @throws TradepostError 'too-many-requests' for who sends himself one after another. */
export async function sendReminderNow(
  deps: LinkDeps,
  db: Kysely<DB>,
  userId: number,
  kind: ReminderSlotKind,
  now: Date,
): Promise<ReminderTest> {
  return db.transaction().execute(async (tx) => {
    if ((await countMailsSince(tx, userId, TEST_KIND, 3_600)) >= MOST_AN_HOUR)
      throw new TradepostError('too-many-requests', 'That was often. Wait a while.');
    const { reminder, email } = await composeFor(deps, tx, userId, kind, now);
    if (reminder === undefined) return { mailId: null, state: null };
    const mail = { recipientId: userId, to: email, kind: TEST_KIND, period: randomUUID() };
    const mailId = await queueMail(tx, { ...mail, ...frameMail(reminder.mail) });
    if (mailId !== null) await noteMailTasks(tx, mailId, reminder.taskIds);
    return { mailId, state: 'queued' };
  });
}
