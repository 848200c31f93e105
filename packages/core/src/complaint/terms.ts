/** By when a complaint is to be acted on and closed, and who is told when it is not. */
import { addWorkingDays } from '../calendar/working-time.ts';
import type { WorkCalendar } from '../calendar/working-day.ts';

/**
 * Working days of the company from the day it was opened, by severity: until the corrective action, and until it is
 * verified and closed. No source gives numbers for exporters; the first answer to a claim within days and its
 * settlement within weeks is what quality handbooks (8D) ask for. Each complaint's days can be changed.
 */
const TERMS: Readonly<Record<number, readonly [action: number, close: number]>> = {
  1: [5, 20],
  2: [3, 10],
  3: [1, 5],
};

export interface ComplaintDays {
  /** `YYYY-MM-DD`, days of the company's. */
  readonly action: string;
  readonly close: string;
}

export function complaintDays(severity: number, openedOn: string, calendar: WorkCalendar): ComplaintDays {
  const [action, close] = TERMS[severity] ?? [5, 20];
  return {
    action: addWorkingDays(openedOn, action, calendar),
    close: addWorkingDays(openedOn, close, calendar),
  };
}
