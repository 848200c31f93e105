/** Customers, contacts, timelines, unfiled mail, jobs. */
import type { customerRoutes } from '@tradepost/contract';
import { setArchived } from '@tradepost/core/customers/archive';
import { addContact, removeContact, updateContact } from '@tradepost/core/customers/contacts';
import { createCustomer } from '@tradepost/core/customers/create';
import { describeUnfiled, makeCustomerFromSender } from '@tradepost/core/customers/unfiled';
import { updateCustomer } from '@tradepost/core/customers/update';
import { normaliseAddress } from '@tradepost/core/customers/normalise';
import { notFound } from '@tradepost/core/errors';
import { findCustomer } from '@tradepost/db/queries/customers';
import { listJobs } from '@tradepost/db/queries/messages';
import { listTimeline, type TimelineRow } from '@tradepost/db/queries/timeline';
import { listUnfiledMessages, listUnfiledSenders } from '@tradepost/db/queries/unfiled';
import { cutPage, DEFAULT_LIMIT, decodeTimeAddressCursor, decodeTimeCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import type { HandlersOf } from '../handlers.ts';
import { describeTimeline } from './describe-timeline.ts';
import { describeEntries, describeJob } from './describe.ts';
import { actorOf, readContact, readCustomer } from './read-customer.ts';

async function entriesPage(deps: ApiDeps, found: readonly TimelineRow[], limit: number) {
  const { rows, nextCursor } = cutPage(found, limit, (row) => [row.occurred_text, row.id]);
  return { items: await describeEntries(deps.db, rows), nextCursor };
}

export const customerHandlers: HandlersOf<typeof customerRoutes> = {
  createCustomer: async ({ deps, caller, body }) =>
    readCustomer(deps, caller, await createCustomer(deps, actorOf(caller), body)),
  getCustomer: ({ deps, caller, params }) => readCustomer(deps, caller, params.id),
  updateCustomer: async ({ deps, caller, params, body }) => {
    await updateCustomer(deps, actorOf(caller), params.id, body);
    return readCustomer(deps, caller, params.id);
  },
  archiveCustomer: async ({ deps, caller, params }) => {
    await setArchived(deps, actorOf(caller), params.id, true);
    return null;
  },
  restoreCustomer: async ({ deps, caller, params }) => {
    await setArchived(deps, actorOf(caller), params.id, false);
    return readCustomer(deps, caller, params.id);
  },

  addContact: async ({ deps, caller, params, body }) =>
    readContact(deps, caller, await addContact(deps, actorOf(caller), params.id, body)),
  updateContact: async ({ deps, caller, params, body }) => {
    await updateContact(deps, actorOf(caller), params.id, body);
    return readContact(deps, caller, params.id);
  },
  removeContact: async ({ deps, caller, params }) => {
    await removeContact(deps, actorOf(caller), params.id);
    return null;
  },

  getTimeline: async ({ deps, caller, params, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    if ((await findCustomer(deps.db, caller.scope, params.id)) === undefined) throw notFound('The customer');
    const found = await listTimeline(deps.db, caller.scope, params.id, {
      before: decodeTimeCursor(query.cursor),
      direction: query.direction ?? null,
      kind: query.kind ?? null,
      limit: limit + 1,
    });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.occurred_text, row.id]);
    return {
      items: await describeTimeline(
        deps.db,
        caller.scope,
        rows.filter((row) => !row.withheld),
      ),
      nextCursor,
    };
  },

  listUnfiledSenders: async ({ deps, caller, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const { senders, truncated } = await listUnfiledSenders(deps.db, caller.scope, {
      after: decodeTimeAddressCursor(query.cursor),
      limit: limit + 1,
    });
    const { rows, nextCursor } = cutPage(senders, limit, (row) => [row.last_text, row.address]);
    return { items: await describeUnfiled(deps.db, caller.scope, rows), nextCursor, truncated };
  },
  listUnfiledMessages: async ({ deps, caller, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const found = await listUnfiledMessages(deps.db, caller.scope, normaliseAddress(query.address), {
      before: decodeTimeCursor(query.cursor),
      limit: limit + 1,
    });
    return entriesPage(deps, found, limit);
  },
  makeCustomerFromSender: async ({ deps, caller, body }) =>
    readCustomer(deps, caller, await makeCustomerFromSender(deps, actorOf(caller), body)),

  listJobs: async ({ deps, caller }) => ({
    items: (await listJobs(deps.db, caller.user.id)).map(describeJob),
  }),
};
