/** The customer list: filters, saved segments, bulk changes, duplicates, export; and one search over everything. */
import { Readable } from 'node:stream';
import type { CustomerFilter, customerListRoutes, ListedCustomer, Segment } from '@tradepost/contract';
import { startBulkChange } from '@tradepost/core/customer-list/bulk';
import { exportCustomers, getExportRule, setExportRule } from '@tradepost/core/customer-list/export';
import { findAnywhere } from '@tradepost/core/customer-list/find-anywhere';
import { listPage } from '@tradepost/core/customer-list/list-page';
import { readFilter } from '@tradepost/core/customer-list/read-filter';
import {
  createSegment,
  mayRemoveSegment,
  removeSegment,
  updateSegment,
} from '@tradepost/core/customer-list/segments';
import { findDuplicates } from '@tradepost/core/customers/find-duplicates';
import { notFound } from '@tradepost/core/errors';
import type { ListedRow } from '@tradepost/db/queries/customer-list';
import { findSegment, listSegments, type SegmentRow } from '@tradepost/db/queries/customer-segments';
import { findJob } from '@tradepost/db/queries/messages';
import { DEFAULT_LIMIT } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { downloadHeaders } from '../download.ts';
import type { Caller, HandlersOf } from '../handlers.ts';
import { describeJob, iso } from './describe.ts';
import { decodeListCursor, encodeListCursor } from './list-cursor.ts';

const describe = (row: ListedRow): ListedCustomer => ({
  id: row.id,
  name: row.name,
  localName: row.local_name,
  country: row.country,
  city: row.city,
  grade: row.grade,
  stage: row.stage,
  keyAccount: row.key_account,
  tags: row.tags,
  completeness: row.completeness,
  ownerId: row.owner_id,
  ownerName: row.owner_name,
  lastMailAt: iso(row.last_mail_at),
  lastDirection: newerOf(row),
  lastContactAt: iso(row.last_contact_at),
  nextContactOn: row.next_contact_on,
  verifiedAt: iso(row.verified_at),
  createdAt: row.created_at.toISOString(),
});

function newerOf({ last_inbound_at: inbound, last_outbound_at: outbound }: ListedRow): string | null {
  if (inbound === null && outbound === null) return null;
  return (outbound?.getTime() ?? 0) > (inbound?.getTime() ?? 0) ? 'outbound' : 'inbound';
}

const describeSegment = (row: SegmentRow, viewer: Caller['viewer']): Segment => ({
  id: row.id,
  name: row.name,
  filter: row.filter,
  shared: row.shared,
  mine: row.user_id === viewer.id,
  mayRemove: mayRemoveSegment(viewer, row),
  ownerName: row.owner_name,
});

async function readSegment(deps: ApiDeps, { viewer }: Caller, id: number): Promise<Segment> {
  const row = await findSegment(deps.db, viewer.id, id);
  if (row === undefined) throw notFound('The segment');
  return describeSegment(row, viewer);
}

const actorOf = ({ viewer, scope }: Caller) => ({ viewer, scope });

export const customerListHandlers: HandlersOf<typeof customerListRoutes> = {
  listCustomers: async ({ deps, caller, query }) => {
    const { cursor, limit = DEFAULT_LIMIT, order = 'name', descending, keyFirst, ...filter } = query;
    const { rows, next, total } = await listPage(deps.db, caller.scope, {
      filter: await readFilter(deps.db, caller.viewer, filter),
      order,
      descending,
      keyFirst,
      after: decodeListCursor(cursor, order),
      limit,
    });
    return { items: rows.map(describe), nextCursor: encodeListCursor(next), total };
  },
  findCustomerDuplicates: async ({ deps, caller, body }) => ({
    items: await findDuplicates(deps.db, caller.scope, body),
  }),
  exportCustomers: async ({ deps, caller, query, reply }) => {
    const { format, language = caller.user.locale, ...filter } = query;
    const file = await exportCustomers(deps.db, actorOf(caller), filter satisfies CustomerFilter, {
      format,
      language,
    });
    const name = `${language === 'en' ? 'customers' : '客户'}-${new Date().toISOString().slice(0, 10)}.${format}`;
    reply.headers({ ...downloadHeaders(name), 'content-type': 'application/octet-stream' });
    return Readable.from(file, { objectMode: false });
  },
  getExportRule: ({ deps }) => getExportRule(deps.db),
  setExportRule: async ({ deps, caller, body }) => {
    await setExportRule(deps.db, caller.viewer, body);
    return getExportRule(deps.db);
  },
  changeCustomers: async ({ deps, caller, body }) => {
    const job = await findJob(deps.db, await startBulkChange(deps, actorOf(caller), body));
    if (job === undefined) throw notFound('The job');
    return describeJob(job);
  },

  listSegments: async ({ deps, caller }) => ({
    items: (await listSegments(deps.db, caller.user.id)).map((row) => describeSegment(row, caller.viewer)),
  }),
  createSegment: async ({ deps, caller, body }) =>
    readSegment(deps, caller, await createSegment(deps.db, caller.user.id, body)),
  updateSegment: async ({ deps, caller, params, body }) => {
    await updateSegment(deps.db, caller.user.id, params.id, body);
    return readSegment(deps, caller, params.id);
  },
  removeSegment: async ({ deps, caller, params }) => {
    await removeSegment(deps.db, caller.viewer, params.id);
    return null;
  },

  findAnywhere: ({ deps, caller, query }) => findAnywhere(deps.db, actorOf(caller), query.q),
};
