/** All that the customer's page asks the database for when it opens. */
import { findCustomer } from '@tradepost/db/queries/customers';
import type { Scope } from '@tradepost/db/queries/scope';
import { listTimeline } from '@tradepost/db/queries/timeline';
import type { DB } from '@tradepost/db';
import type { Kysely } from 'kysely';
import { describeCustomer } from '../../apps/api/src/routes/describe-customer.ts';
import { describeTimeline } from '../../apps/api/src/routes/describe-timeline.ts';

export async function readCustomerPage(db: Kysely<DB>, scope: Scope, id: number): Promise<void> {
  const row = await findCustomer(db, scope, id);
  if (row === undefined) throw new Error(`no customer ${id}`);
  const [, entries] = await Promise.all([
    describeCustomer(db, scope, row),
    listTimeline(db, scope, id, { before: null, direction: null, kind: null, limit: 51 }),
  ]);
  await describeTimeline(db, scope, entries);
}
