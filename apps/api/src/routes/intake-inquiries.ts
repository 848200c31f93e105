/** Platform inquiries: the queue, and a person's word. */
import {
  INQUIRY_FIELDS,
  type Inquiry,
  type InquiryDetail,
  type intakeRoutes,
  PLATFORMS,
} from '@tradepost/contract';
import { completeInquiry, dismissInquiry } from '@tradepost/core/intake/decide-inquiry';
import { describePairs, forgetLabel } from '@tradepost/core/intake/learned-labels';
import { notFound } from '@tradepost/core/errors';
import { findInquiry, type InquiryRow, listInquiries } from '@tradepost/db/queries/intake-inquiries';
import { cutPage, DEFAULT_LIMIT, decodeTimeCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import type { Caller, HandlersOf } from '../handlers.ts';
import { iso } from './describe.ts';

type InquiryRoutes = Pick<
  typeof intakeRoutes,
  | 'listInquiries'
  | 'getInquiry'
  | 'completeInquiry'
  | 'dismissInquiry'
  | 'listInquiryLabels'
  | 'removeInquiryLabel'
>;

const describeInquiry = (row: InquiryRow): Inquiry => ({
  id: row.id,
  messageId: row.message_id,
  platform: PLATFORMS.find((name) => name === row.platform) ?? PLATFORMS[0],
  state: row.state,
  subject: row.subject,
  receivedAt: row.received_at.toISOString(),
  confidence: Math.round(row.confidence * 100) / 100,
  sender: row.sender,
  fromAddress: row.from_address,
  doubt: row.doubt,
  buyerName: row.buyer_name,
  company: row.company,
  country: row.country,
  email: row.email,
  phone: row.phone,
  website: row.website,
  businessType: row.business_type,
  product: row.product,
  quantity: row.quantity,
  relayAddress: row.relay_address,
  customerId: row.seen_customer_id,
  customerName: row.customer_name,
  ownerId: row.owner_id,
  ownerName: row.owner_name,
  madeCustomer: row.made_customer,
  decidedByName: row.decided_by_name,
  decidedAt: iso(row.decided_at),
  reason: row.reason,
});

async function readInquiry(deps: ApiDeps, caller: Caller, id: number): Promise<InquiryDetail> {
  const row = await findInquiry(deps.db, caller.scope, id);
  if (row === undefined) throw notFound('The inquiry');
  return { ...describeInquiry(row), pairs: await describePairs(deps.db, row.signals) };
}

export const inquiryHandlers: HandlersOf<InquiryRoutes> = {
  listInquiries: async ({ deps, caller, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const found = await listInquiries(deps.db, caller.scope, {
      state: query.state ?? 'queued',
      unassigned: query.unassigned ?? false,
      before: decodeTimeCursor(query.cursor),
      limit: limit + 1,
    });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.received_text, row.id]);
    return { items: rows.map(describeInquiry), nextCursor };
  },
  getInquiry: ({ deps, caller, params }) => readInquiry(deps, caller, params.id),
  completeInquiry: async ({ deps, caller, params, body }) => {
    await completeInquiry(deps, { viewer: caller.viewer, scope: caller.scope }, params.id, body);
    return readInquiry(deps, caller, params.id);
  },
  dismissInquiry: async ({ deps, caller, params, body }) => {
    const actor = { viewer: caller.viewer, scope: caller.scope };
    await dismissInquiry(deps.db, actor, params.id, body.reason?.trim() || null);
    return readInquiry(deps, caller, params.id);
  },
  listInquiryLabels: async ({ deps }) => {
    const rows = await deps.db
      .selectFrom('inquiry_label as l')
      .leftJoin('app_user as u', 'u.id', 'l.created_by')
      .select(['l.label', 'l.field', 'l.created_at', 'u.name'])
      .orderBy('l.created_at', 'desc')
      .limit(2_000)
      .execute();
    return {
      items: rows.flatMap((row) => {
        const field = INQUIRY_FIELDS.find((name) => name === row.field);
        return field === undefined
          ? []
          : [{ label: row.label, field, createdByName: row.name, createdAt: row.created_at.toISOString() }];
      }),
    };
  },
  removeInquiryLabel: async ({ deps, caller, query }) => {
    await forgetLabel(deps.db, caller.user.id, query.label);
    return null;
  },
};
