/**
 * A bounce makes a task: the address is wrong. Only of mail that we have really sent there shortly before, for anybody
 * can write a bounce; and only while nothing has come from the address since. Nothing is marked by itself.
 */
import type { DB } from '@tradepost/db';
import { listFailedAddresses, settleBounces, takeBounces } from '@tradepost/db/queries/bounces';
import type { Kysely } from 'kysely';
import { loadCompanyCalendar } from '../calendar/company-calendar.ts';
import { dayIn } from '../calendar/days.ts';
import { rollForward } from '../calendar/working-day.ts';
import { deputyOf } from '../task/deputy.ts';
import { lateMoments } from '../task/escalations.ts';
import { raiseTasks } from '../task/raise-task.ts';
import { loadPolicy } from '../follow-up/policy.ts';

/** Bounces in one transaction. */
const BATCH = 200;
const MOST_BATCHES = 20;

/** Of several schedulers at once each bounce is one's. @returns how many tasks were raised. */
export async function raiseInvalidAddresses(db: Kysely<DB>, now: Date): Promise<number> {
  let all = 0;
  for (let n = 0; n < MOST_BATCHES; n++) {
    const { taken, raised } = await db.transaction().execute(async (tx) => {
      const bounces = await takeBounces(tx, BATCH);
      if (bounces.length === 0) return { taken: 0, raised: 0 };
      const failed = await listFailedAddresses(tx, bounces, now);
      const calendar = await loadCompanyCalendar(tx);
      const rules = {
        late: (await loadPolicy(tx)).late,
        calendar,
        today: dayIn(calendar.timeZone, now),
      };
      const dueOn = rollForward(rules.today, calendar);
      const tasks = [];
      for (const one of failed) {
        const assigneeId = one.owner_active
          ? one.owner_id
          : ((await deputyOf(tx, one.owner_id)) ?? one.owner_id);
        tasks.push({
          kind: 'address-invalid' as const,
          customerId: one.customer_id,
          assigneeId,
          subjectKey: one.address,
          messageId: one.message_id,
          contactId: one.contact_id,
          detail: { address: one.address, status: one.status, diagnostic: one.diagnostic },
          dueOn,
          escalatesAt: lateMoments(rules, dueOn, one.grade),
        });
      }
      const ids = await raiseTasks(tx, tasks);
      await settleBounces(tx, bounces);
      return { taken: bounces.length, raised: ids.length };
    });
    all += raised;
    if (taken < BATCH) break;
  }
  return all;
}
