/** Whether the subjects of a live event may be seen. */
import { type Kysely, sql } from 'kysely';
import { keptPlan } from '../kept-plans.ts';
import type { DB } from '../schema.ts';
import type { Scope } from './scope.ts';

export interface EventSubject {
  readonly accountId?: number;
  readonly customerId?: number;
  readonly jobId?: number;
  readonly userId?: number;
}

/** True when the event names something and all that it names may be seen; a job is its maker's. */
export async function findEventSubject(db: Kysely<DB>, scope: Scope, event: EventSubject): Promise<boolean> {
  const tests = [
    event.accountId === undefined
      ? null
      : sql`exists (select 1 from mail_account a where a.id = ${event.accountId} and ${scope.account('a')})`,
    event.customerId === undefined
      ? null
      : sql`exists (select 1 from customer c where c.id = ${event.customerId} and ${scope.customer('c')})`,
    event.jobId === undefined
      ? null
      : sql`exists (select 1 from background_job j where j.id = ${event.jobId} and j.created_by = ${scope.userId})`,
    event.userId === undefined ? null : sql`${event.userId}::bigint = ${scope.userId}::bigint`,
  ].filter((test) => test !== null);
  if (tests.length === 0) return false;
  // Each open page asks it of each event.
  const { rows } = await keptPlan(
    sql<{ visible: boolean }>`select ${sql.join(tests, sql` and `)} as visible`,
  ).execute(db);
  return rows[0]?.visible === true;
}
