/**
 * When a person's reminder is due: at an hour of his own clock, on days of his. Pure. An hour that the night of a
 * change leaves out is the one after it, one that comes twice is the first.
 */
import { addDays, dayNumberOf, dayOfNumber, weekdayOf } from '../calendar/days.ts';
import { dayNumberIn, momentOf } from '../calendar/wall-time.ts';

export interface SlotPlan {
  /** IANA name. */
  readonly timeZone: string;
  /** Since midnight of his day. */
  readonly minutes: number;
  /** On which days he wants mail, `YYYY-MM-DD`. */
  works(day: string): boolean;
  /** Once a week, on the first of those days. */
  readonly weekly: boolean;
  /** Milliseconds after its moment in which it is still of use. */
  readonly usefulMs: number;
}

export interface Slot {
  /** His day; of a weekly one the Monday of its week. What the mail is about, once. */
  readonly period: string;
  /** His day on which it is due. */
  readonly day: string;
  readonly at: Date;
}

/** A calendar on which nobody works for so long is wrong, and nobody is reminded by it. */
const FURTHEST_DAYS = 60;

const mondayOf = (day: string) => addDays(day, 1 - weekdayOf(day));

/** The first day of its week on which he works. */
function isFirst(day: string, plan: SlotPlan): boolean {
  for (let before = mondayOf(day); before < day; before = addDays(before, 1))
    if (plan.works(before)) return false;
  return true;
}

function slotOn(day: string, plan: SlotPlan): Slot | null {
  if (!plan.works(day) || (plan.weekly && !isFirst(day, plan))) return null;
  const at = new Date(momentOf(plan.timeZone, dayNumberOf(day), plan.minutes));
  return { period: plan.weekly ? mondayOf(day) : day, day, at };
}

/** @returns null where he never works. */
export function nextSlot(plan: SlotPlan, after: Date): Slot | null {
  const today = dayNumberIn(plan.timeZone, after.getTime());
  for (let number = today; number <= today + FURTHEST_DAYS; number++) {
    const slot = slotOn(dayOfNumber(number), plan);
    if (slot !== null && slot.at > after) return slot;
  }
  return null;
}

/** What was due last and is still of use: of his today, or of his week. */
export function slotInForce(plan: SlotPlan, now: Date): Slot | null {
  const today = dayOfNumber(dayNumberIn(plan.timeZone, now.getTime()));
  const first = plan.weekly ? mondayOf(today) : today;
  for (let day = today; day >= first; day = addDays(day, -1)) {
    const slot = slotOn(day, plan);
    if (slot === null || slot.at > now) continue;
    return now.getTime() - slot.at.getTime() <= plan.usefulMs ? slot : null;
  }
  return null;
}
