/**
 * Works out when each person's next reminders are due: where something has changed (rows that triggers leave), and where
 * it was done by a clock that was ahead.
 */
import type { ReminderSettings, ReminderSlotKind } from '@tradepost/contract';
import { REMINDER_SLOT_KINDS } from '@tradepost/contract/values';
import type { DB } from '@tradepost/db';
import {
  listPlannedAhead,
  listReminderPeople,
  lockSchedule,
  type ReminderPerson,
  saveSchedule,
  type ScheduleRow,
  takeReminderLeads,
} from '@tradepost/db/queries/reminder-plan';
import type { Kysely, Transaction } from 'kysely';
import { loadCompanyCalendar } from '../calendar/company-calendar.ts';
import { dayIn, weekdayOf } from '../calendar/days.ts';
import { isWorkingDay, type WorkCalendar } from '../calendar/working-day.ts';
import { nextSlot, type SlotPlan, slotInForce } from './next-slot.ts';
import { loadReminderSettings, wants } from './settings.ts';

const BATCH = 500;
/** Batches in one tick; the rest waits for the next one. */
const MOST_BATCHES = 40;
/** Two machines' clocks are never quite the same. */
const CLOCK_SLACK_MS = 300_000;
const HOUR_MS = 3_600_000;
/** After its hour: a morning's mail until the end of the working day, a week's until the end of the week. */
const USEFUL_MS: Readonly<Record<ReminderSlotKind, number>> = {
  daily: 10 * HOUR_MS,
  exceptions: 10 * HOUR_MS,
  weekly: 96 * HOUR_MS,
  brief: 96 * HOUR_MS,
};

export interface PlanRules {
  readonly settings: ReminderSettings;
  readonly calendar: WorkCalendar;
}

export async function loadPlanRules(db: Kysely<DB>): Promise<PlanRules> {
  return { settings: await loadReminderSettings(db), calendar: await loadCompanyCalendar(db) };
}

/** @returns null for what he does not get. */
export function planOf(kind: ReminderSlotKind, person: ReminderPerson, rules: PlanRules): SlotPlan | null {
  if (!person.active || !wants(kind, person, rules.settings)) return null;
  const time = person.morning ?? rules.settings.times[kind];
  const { weekdays } = person;
  return {
    timeZone: person.time_zone,
    minutes: Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)),
    works: (day) =>
      weekdays === null ? isWorkingDay(day, rules.calendar) : weekdays.includes(weekdayOf(day)),
    weekly: kind === 'weekly' || kind === 'brief',
    usefulMs: USEFUL_MS[kind],
  };
}

/** @returns how many people's. */
export async function planReminders(db: Kysely<DB>, now: Date): Promise<number> {
  let planned = 0;
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const ids = await db.transaction().execute(async (tx) => {
      const leads = await takeReminderLeads(tx, BATCH);
      await planPeople(tx, leads, now, { ahead: false });
      return leads;
    });
    planned += ids.length;
    if (ids.length < BATCH) break;
  }
  const ahead = await listPlannedAhead(db, new Date(now.getTime() + CLOCK_SLACK_MS), BATCH);
  if (ahead.length > 0)
    await db.transaction().execute((tx) =>
      planPeople(
        tx,
        ahead.sort((a, b) => a - b),
        now,
        { ahead: true },
      ),
    );
  return planned + ahead.length;
}

async function planPeople(
  tx: Transaction<DB>,
  ids: readonly number[],
  now: Date,
  clock: { readonly ahead: boolean },
): Promise<void> {
  if (ids.length === 0) return;
  const before = await lockSchedule(tx, ids);
  const people = await listReminderPeople(tx, ids);
  const rules = await loadPlanRules(tx);
  const rows = people.flatMap((person) =>
    REMINDER_SLOT_KINDS.flatMap((kind): ScheduleRow[] => {
      const plan = planOf(kind, person, rules);
      if (plan === null) return [];
      const was = before.find((row) => row.user_id === person.id && row.kind === kind);
      const at = dueAt(plan, now, was?.next_at ?? null, clock.ahead);
      return at === null ? [] : [{ user_id: person.id, kind, next_at: at }];
    }),
  );
  await saveSchedule(tx, ids, rows, now);
}

/**
 * An hour that is over today is due at once where today's mail has not gone out yet: it was still to come, or the clock
 * that said otherwise was wrong. What went out already is not there twice: its period is one row.
 */
function dueAt(plan: SlotPlan, now: Date, was: Date | null, clockWasAhead: boolean): Date | null {
  const slot = slotInForce(plan, now);
  const toCome = was !== null && dayIn(plan.timeZone, was) <= dayIn(plan.timeZone, now);
  if (slot !== null && (clockWasAhead || toCome)) return slot.at;
  return nextSlot(plan, now)?.at ?? null;
}
