/** All that the customer's page asks the database for when it opens. */
import { findCustomer } from '@tradepost/db/queries/customers';
import type { Viewer } from '@tradepost/core/users/viewer';
import { scopeOf } from '@tradepost/core/visibility/scope';
import { listTimeline } from '@tradepost/db/queries/timeline';
import type { DB } from '@tradepost/db';
import type { Kysely } from 'kysely';
import { describeCustomer } from '../../apps/api/src/routes/describe-customer.ts';
import { describeTimeline } from '../../apps/api/src/routes/describe-timeline.ts';

export async function readCustomerPage(db: Kysely<DB>, viewer: Viewer, id: number): Promise<void> {
  const scope = scopeOf(viewer);
  const row = await findCustomer(db, scope, id);
  if (row === undefined) throw new Error(`no customer ${id}`);
  const [, entries] = await Promise.all([
    describeCustomer(db, { viewer, scope }, row),
    listTimeline(db, scope, id, { before: null, direction: null, kind: null, limit: 51 }),
  ]);
  await describeTimeline(db, scope, entries);
}
