/** Complaints of customers. */
import { Readable } from 'node:stream';
import type {
  Complaint,
  ComplaintCounts,
  ComplaintDetail,
  ComplaintFilter,
  complaintRoutes,
} from '@tradepost/contract';
import { loadCompanyCalendar } from '@tradepost/core/calendar/company-calendar';
import { dayIn } from '@tradepost/core/calendar/days';
import {
  changeComplaint,
  noteOnComplaint,
  reopenComplaint,
  withdrawComplaint,
} from '@tradepost/core/complaint/change';
import { listAssignees } from '@tradepost/core/complaint/assignees';
import { exportComplaints } from '@tradepost/core/complaint/export';
import { openComplaint } from '@tradepost/core/complaint/open';
import { rightsOf } from '@tradepost/core/complaint/rights';
import {
  assignComplaint,
  closeComplaint,
  correctComplaint,
  verifyComplaint,
} from '@tradepost/core/complaint/work';
import { notFound } from '@tradepost/core/errors';
import { byAge, type ComplaintCountRow, countOpenComplaints } from '@tradepost/db/queries/complaint-counts';
import {
  type ComplaintPageRow,
  type ComplaintQuery,
  findComplaint,
  listComplaintEntries,
  listComplaints,
} from '@tradepost/db/queries/complaints';
import { findCustomer } from '@tradepost/db/queries/customers';
import type Type from 'typebox';
import { cutPage, DEFAULT_LIMIT, decodeIdCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { downloadHeaders } from '../download.ts';
import type { Caller, HandlersOf } from '../handlers.ts';
import { iso } from './describe.ts';

const describe = (row: ComplaintPageRow): Complaint => ({
  id: row.id,
  customerId: row.customer_id,
  customerName: row.customer_name,
  ownerId: row.owner_id,
  ownerName: row.owner_name,
  sort: row.sort,
  severity: row.severity,
  what: row.what,
  product: row.product,
  orderRef: row.order_ref,
  state: row.state,
  complainedAt: row.complained_at.toISOString(),
  openedAt: row.opened_at.toISOString(),
  assigneeId: row.assignee_id,
  assigneeName: row.assignee_name,
  actionDueOn: row.action_due_on,
  closeDueOn: row.close_due_on,
  overdue: row.overdue,
  closedAt: iso(row.closed_at),
});

/** The company's day: what was due before it is overdue. */
async function todayOf({ db }: ApiDeps): Promise<string> {
  return dayIn((await loadCompanyCalendar(db)).timeZone, new Date());
}

async function readComplaint(deps: ApiDeps, caller: Caller, id: number): Promise<ComplaintDetail> {
  const row = await findComplaint(deps.db, caller.scope, id, await todayOf(deps));
  if (row === undefined) throw notFound('The complaint');
  const log = await listComplaintEntries(deps.db, id);
  return {
    ...describe(row),
    contactId: row.contact_id,
    contactName: row.contact_name,
    messageId: row.readable_message_id,
    messageSubject: row.message_subject,
    openedByName: row.opened_by_name,
    action: row.action,
    cause: row.cause,
    actedByName: row.acted_by_name,
    actedAt: iso(row.acted_at),
    verification: row.verification,
    verifiedByName: row.verified_by_name,
    verifiedAt: iso(row.verified_at),
    closedByName: row.closed_by_name,
    reason: row.reason,
    may: rightsOf(caller.viewer, row),
    log: log.map((entry) => ({
      id: entry.id,
      step: entry.step,
      text: entry.text,
      detail: entry.detail,
      byName: entry.by_name,
      at: entry.at.toISOString(),
    })),
  };
}

const queryOf = (query: Filter): ComplaintQuery => ({
  state: query.state ?? null,
  customerId: query.customerId ?? null,
  ownerId: query.ownerId ?? null,
  assigneeId: query.assigneeId ?? null,
  severity: query.severity ?? null,
  overdue: query.overdue ?? false,
  olderThanDays: query.olderThanDays ?? null,
});
type Filter = { readonly [K in keyof typeof ComplaintFilter]?: Type.Static<(typeof ComplaintFilter)[K]> };

function countsOf(rows: readonly ComplaintCountRow[]): ComplaintCounts {
  const sum = (which: readonly ComplaintCountRow[]) => which.reduce((all, { count }) => all + count, 0);
  const late = (which: readonly ComplaintCountRow[]) => sum(which.filter(({ overdue }) => overdue));
  const people = Map.groupBy(rows, ({ owner_id }) => owner_id);
  return {
    open: sum(rows),
    overdue: late(rows),
    states: [...Map.groupBy(rows, ({ state }) => state)].map(([state, which]) => ({
      state,
      count: sum(which),
    })),
    ages: byAge(rows),
    people: [...people]
      .map(([userId, which]) => ({
        userId,
        name: which[0]?.owner_name ?? null,
        open: sum(which),
        overdue: late(which),
      }))
      .sort((a, b) => b.open - a.open),
  };
}

const actorOf = ({ viewer, scope }: Caller) => ({ viewer, scope });

export const complaintHandlers: HandlersOf<typeof complaintRoutes> = {
  listComplaints: async ({ deps, caller, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const page = { order: query.order ?? 'newest', after: decodeIdCursor(query.cursor), limit: limit + 1 };
    const found = await listComplaints(deps.db, caller.scope, queryOf(query), page, await todayOf(deps));
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.id]);
    return { items: rows.map(describe), nextCursor };
  },
  countComplaints: async ({ deps, caller }) =>
    countsOf(await countOpenComplaints(deps.db, caller.scope, await todayOf(deps))),
  exportComplaints: async ({ deps, caller, query, reply }) => {
    const { format, language = caller.user.locale, ...filter } = query;
    const today = await todayOf(deps);
    const file = await exportComplaints(deps.db, actorOf(caller), queryOf(filter), {
      format,
      language,
      today,
    });
    const name = `${language === 'en' ? 'complaints' : '客户投诉'}-${today}.${format}`;
    reply.headers({ ...downloadHeaders(name), 'content-type': 'application/octet-stream' });
    return Readable.from(file, { objectMode: false });
  },
  listAssignees: async ({ deps, caller, params }) => {
    if ((await findCustomer(deps.db, caller.scope, params.id)) === undefined) throw notFound('The customer');
    return { items: await listAssignees(deps.db, params.id) };
  },
  createComplaint: async ({ deps, caller, body }) =>
    readComplaint(deps, caller, await openComplaint(deps, actorOf(caller), body)),
  getComplaint: ({ deps, caller, params }) => readComplaint(deps, caller, params.id),
  updateComplaint: async ({ deps, caller, params, body }) => {
    await changeComplaint(deps, actorOf(caller), params.id, body);
    return readComplaint(deps, caller, params.id);
  },
  assignComplaint: async ({ deps, caller, params, body }) => {
    await assignComplaint(deps, actorOf(caller), params.id, body);
    return readComplaint(deps, caller, params.id);
  },
  correctComplaint: async ({ deps, caller, params, body }) => {
    await correctComplaint(deps, actorOf(caller), params.id, body);
    return readComplaint(deps, caller, params.id);
  },
  verifyComplaint: async ({ deps, caller, params, body }) => {
    await verifyComplaint(deps, actorOf(caller), params.id, body);
    return readComplaint(deps, caller, params.id);
  },
  closeComplaint: async ({ deps, caller, params, body }) => {
    await closeComplaint(deps, actorOf(caller), params.id, body.note);
    return readComplaint(deps, caller, params.id);
  },
  reopenComplaint: async ({ deps, caller, params, body }) => {
    await reopenComplaint(deps, actorOf(caller), params.id, body.reason);
    return readComplaint(deps, caller, params.id);
  },
  withdrawComplaint: async ({ deps, caller, params, body }) => {
    await withdrawComplaint(deps, actorOf(caller), params.id, body.reason);
    return readComplaint(deps, caller, params.id);
  },
  noteOnComplaint: async ({ deps, caller, params, body }) => {
    await noteOnComplaint(deps, actorOf(caller), params.id, body.text);
    return readComplaint(deps, caller, params.id);
  },
};
