/**
 * Sends the reminders that are due. Any number of processes may: rows that are due are locked, what people are told is
 * read, the mails are queued and the next moments set in one transaction over one snapshot. What a mail is about is its
 * period, which is there once (I8): a clock that goes back, a restart, a Redis that was emptied send nothing twice.
 *
 * What was missed while the machine was off is sent while it is still of use that day, and else left out. Who has
 * nothing to be told gets no mail.
 */
import type { ReminderSlotKind } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { insertTasksOfMails } from '@tradepost/db/queries/act';
import {
  claimReminders,
  listReminderPeople,
  moveReminders,
  postponeReminder,
  type ReminderPerson,
  type ScheduleRow,
} from '@tradepost/db/queries/reminder-plan';
import { noteFarDatesTold } from '@tradepost/db/queries/reminder-notes';
import type { Kysely, Transaction } from 'kysely';
import type { LinkDeps } from '../act/mail-tasks.ts';
import type { Logger } from '../log.ts';
import { withRetry } from '../ingest/retry.ts';
import { queueMails } from '../outbox/queue-mail.ts';
import { composeReminders, type Reminder } from './compose.ts';
import { frameMail } from './mail-frame.ts';
import { nextSlot, type SlotPlan, slotInForce } from './next-slot.ts';
import { loadPlanRules, planOf, planReminders } from './plan.ts';

export interface ReminderDeps extends LinkDeps {
  readonly db: Kysely<DB>;
  readonly log: Logger;
}

/** People whose mails are made in one transaction. */
const BATCH = 50;
/** One tick ends after so long; the next one goes on. */
const TICK_MS = 30_000;
/** One mail that cannot be made is tried again, and holds up no other. */
const AGAIN_SECONDS = 300;

/** @returns how many mails were queued. */
export async function sendReminders(deps: ReminderDeps, now: Date): Promise<number> {
  await planReminders(deps.db, now);
  const ends = Date.now() + TICK_MS;
  let queued = 0;
  while (Date.now() < ends) {
    const batch = await sendBatch(deps, now, BATCH);
    if (batch === null) return queued;
    queued += batch;
  }
  return queued;
}

/** @returns null where nothing is due. */
async function sendBatch(deps: ReminderDeps, now: Date, size: number): Promise<number | null> {
  let claimed: { kind: ReminderSlotKind; userIds: number[] } | null = null;
  try {
    return await withRetry(() =>
      deps.db
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute(async (tx) => {
          claimed = await claimReminders(tx, now, size);
          return claimed === null ? null : sendClaimed(deps, tx, claimed.kind, claimed.userIds, now);
        }),
    );
  } catch (error) {
    const failed = claimed as { kind: ReminderSlotKind; userIds: number[] } | null;
    if (failed === null) throw error;
    // One of them is at fault: by themselves the others go out.
    if (size > 1) return sendOneByOne(deps, now, size);
    deps.log.error(
      { err: error, kind: failed.kind, userId: failed.userIds[0] },
      'a reminder could not be made',
    );
    for (const userId of failed.userIds)
      await postponeReminder(deps.db, userId, failed.kind, now, AGAIN_SECONDS);
    return 0;
  }
}

async function sendOneByOne(deps: ReminderDeps, now: Date, most: number): Promise<number> {
  let queued = 0;
  for (let count = 0; count < most; count++) queued += (await sendBatch(deps, now, 1)) ?? 0;
  return queued;
}

async function sendClaimed(
  deps: ReminderDeps,
  tx: Transaction<DB>,
  kind: ReminderSlotKind,
  userIds: readonly number[],
  now: Date,
): Promise<number> {
  const rules = await loadPlanRules(tx);
  const people = await listReminderPeople(tx, userIds);
  const plans = new Map(people.map((person) => [person.id, planOf(kind, person, rules)]));
  const due = people.filter((person) => inForce(plans.get(person.id), now) !== null);
  const reminders = await composeReminders({ ...deps, db: tx, now, rules }, kind, due);
  const queued = await queueAll(tx, kind, due, reminders, (person) => inForce(plans.get(person.id), now));
  await moveReminders(
    tx,
    userIds.flatMap((id) => next(id, kind, plans.get(id) ?? null, now)),
    now,
  );
  return queued;
}

const inForce = (plan: SlotPlan | null | undefined, now: Date) =>
  plan === null || plan === undefined ? null : slotInForce(plan, now);

/** Who gets it no more keeps his row until his moments are planned anew, which a change of his has asked for. */
function next(userId: number, kind: ReminderSlotKind, plan: SlotPlan | null, now: Date): ScheduleRow[] {
  const slot = plan === null ? null : nextSlot(plan, now);
  const later = new Date(now.getTime() + 86_400_000);
  return [{ user_id: userId, kind, next_at: slot?.at ?? later }];
}

async function queueAll(
  tx: Transaction<DB>,
  kind: ReminderSlotKind,
  people: readonly ReminderPerson[],
  reminders: ReadonlyMap<number, Reminder>,
  slotOf: (person: ReminderPerson) => { readonly period: string } | null,
): Promise<number> {
  const told = people.flatMap((person) => {
    const [reminder, slot] = [reminders.get(person.id), slotOf(person)];
    return reminder === undefined || slot === null ? [] : [{ person, reminder, period: slot.period }];
  });
  const ids = await queueMails(
    tx,
    told.map(({ person, reminder, period }) => ({
      recipientId: person.id,
      to: person.email,
      kind: `reminder-${kind}`,
      period,
      ...frameMail(reminder.mail),
    })),
  );
  const made = told.flatMap(({ reminder }, index) => {
    const mailId = ids[index] ?? null;
    return mailId === null ? [] : [{ mailId, taskIds: reminder.taskIds }];
  });
  await insertTasksOfMails(tx, made);
  await noteFarDatesTold(
    tx,
    told.flatMap(({ reminder }) => reminder.told),
  );
  return made.length;
}
