/**
 * The sweep: raises what is due. It can run in any number of processes, as often as one likes, after any pause: what is
 * due stands in `follow_up_due`, a task is there once by constraint, and a day's work is taken by one row.
 *
 * "Today" is the company's day at the moment that is given. A clock that runs ahead raises tomorrow's tasks today: each
 * bears its own day and is on nobody's list before it. One that goes back raises nothing again.
 */
import type { DB, Grade } from '@tradepost/db';
import {
  type Deputies,
  isAnythingDue,
  listLeaversDue,
  raiseDueFollowUps,
  raiseNewCustomerChecks,
  type RaiseTerms,
} from '@tradepost/db/queries/sweep';
import { type Kysely, sql } from 'kysely';
import { loadCompanyCalendar } from '../calendar/company-calendar.ts';
import { dayIn } from '../calendar/days.ts';
import { addWorkingDays } from '../calendar/working-time.ts';
import { isWorkingDay } from '../calendar/working-day.ts';
import { deputyOf } from '../task/deputy.ts';
import { lateMoments } from '../task/escalations.ts';
import { loadPolicy } from './policy.ts';
import { sweepDaily } from './sweep-daily.ts';

/** Customers in one transaction: some tenths of a second. */
const BATCH = 5_000;
/** Transactions in one sweep; the next one goes on. */
const MOST_BATCHES = 40;

export interface Swept {
  readonly followUps: number;
  readonly newCustomers: number;
  readonly verifications: number;
  readonly birthdays: number;
}

/**
 * @param now of the database's clock in the product, so that all schedulers have one.
 * @param most customers in one transaction.
 */
export async function sweepFollowUps(db: Kysely<DB>, now: Date, most = BATCH): Promise<Swept> {
  const calendar = await loadCompanyCalendar(db);
  const today = dayIn(calendar.timeZone, now);
  const working = isWorkingDay(today, calendar);
  const found = await isAnythingDue(db, today);
  let [followUps, newCustomers] = [0, 0];
  // Nobody is expected to be there to write to a new customer on a day off.
  if (found.due || (found.checks && working)) {
    const policy = await loadPolicy(db);
    const rules = { late: policy.late, calendar, today };
    const of = (grade: Grade | null) =>
      lateMoments(rules, today, grade).map((at) => at?.toISOString() ?? null);
    const terms: RaiseTerms = {
      today,
      escalatesAt: { A: of('A'), B: of('B'), C: of('C'), D: of('D'), none: of(null) },
      deputies: await deputiesOf(db, today),
      limit: most,
    };
    // Follow-ups first: with one that is open, the look at a new customer has nothing to add.
    if (found.due) followUps = await inBatches(db, most, (tx) => raiseDueFollowUps(tx, terms));
    const fresh = addWorkingDays(today, -1, calendar);
    if (found.checks && working)
      newCustomers = await inBatches(db, most, (tx) =>
        raiseNewCustomerChecks(tx, terms, policy.newCustomerDays, calendar.timeZone, fresh),
      );
  }
  const daily = working ? await sweepDaily(db, today, now, calendar) : { verifications: 0, birthdays: 0 };
  return { followUps, newCustomers, ...daily };
}

type Batch = (
  tx: Parameters<typeof raiseDueFollowUps>[0],
) => Promise<{ readonly seen: number; readonly raised: number }>;

/** @returns how many were raised. */
async function inBatches(db: Kysely<DB>, most: number, batch: Batch): Promise<number> {
  let all = 0;
  for (let n = 0; n < MOST_BATCHES; n++) {
    const { seen, raised } = await db.transaction().execute(async (tx) => {
      // Some thousand keys: a join that reads all customers for them would cost more, the more there are.
      await sql`set local enable_seqscan = off`.execute(tx);
      return batch(tx);
    });
    all += raised;
    // Fewer than asked for: all are done, or another process has them.
    if (seen < most) break;
  }
  return all;
}

/** For salespeople who have left and whose customers wait to be handed over. */
async function deputiesOf(db: Kysely<DB>, today: string): Promise<Deputies> {
  const deputies: Record<string, number> = {};
  for (const userId of await listLeaversDue(db, today)) {
    const deputy = await deputyOf(db, userId);
    if (deputy !== null) deputies[userId] = deputy;
  }
  return deputies;
}
