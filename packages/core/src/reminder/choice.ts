/** What a person has chosen of his reminders. */
import type { ReminderChoice, ReminderChoiceInput, ReminderSlotKind } from '@tradepost/contract';
import { REMINDER_SLOT_KINDS } from '@tradepost/contract/values';
import type { DB } from '@tradepost/db';
import {
  findNextReminders,
  listReminderPeople,
  type ReminderPerson,
  saveReminderChoice,
} from '@tradepost/db/queries/reminder-plan';
import type { Kysely } from 'kysely';
import { notFound, TradepostError } from '../errors.ts';
import { kindsOf, loadReminderSettings, wants } from './settings.ts';

export async function findReminderPerson(db: Kysely<DB>, userId: number): Promise<ReminderPerson> {
  const [person] = await listReminderPeople(db, [userId]);
  if (person === undefined) throw notFound('The person');
  return person;
}

const isSlotKind = (kind: string): kind is ReminderSlotKind =>
  (REMINDER_SLOT_KINDS as readonly string[]).includes(kind);

export async function readReminderChoice(db: Kysely<DB>, userId: number): Promise<ReminderChoice> {
  const person = await findReminderPerson(db, userId);
  const settings = await loadReminderSettings(db);
  const next = await findNextReminders(db, userId);
  return {
    morning: person.morning,
    weekdays: person.weekdays,
    timeZone: person.time_zone,
    kinds: kindsOf(person.role).map((kind) => ({
      kind,
      rule: settings.rules[kind],
      on: wants(kind, person, settings),
      nextAt: isSlotKind(kind) ? (next.get(kind)?.toISOString() ?? null) : null,
      at: isSlotKind(kind) ? settings.times[kind] : null,
    })),
  };
}

/** @throws TradepostError 'unprocessable' for a kind that the company demands, or that his role does not get. */
export async function changeReminderChoice(
  db: Kysely<DB>,
  userId: number,
  changes: ReminderChoiceInput,
): Promise<ReminderChoice> {
  await db.transaction().execute(async (tx) => {
    const person = await findReminderPerson(tx, userId);
    const { rules } = await loadReminderSettings(tx);
    const off = changes.off ?? person.off;
    const added = off.filter((kind) => !person.off.includes(kind));
    for (const kind of added) {
      const rule = kindsOf(person.role).find((one) => one === kind);
      if (rule === undefined || rules[rule] === 'required')
        throw new TradepostError('unprocessable', 'The company wants this reminder to be sent.', {
          details: { kind },
        });
    }
    await saveReminderChoice(tx, userId, {
      morning: changes.morning === undefined ? person.morning : changes.morning,
      weekdays:
        changes.weekdays === undefined
          ? person.weekdays
          : (changes.weekdays?.toSorted((a, b) => a - b) ?? null),
      off: [...off],
    });
  });
  return readReminderChoice(db, userId);
}
