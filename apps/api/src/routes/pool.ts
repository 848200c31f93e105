/** The public pool. */
import type { poolRoutes } from '@tradepost/contract';
import { cleanText } from '@tradepost/core/customers/normalise';
import { TradepostError } from '@tradepost/core/errors';
import { assignFromPool } from '@tradepost/core/pool/assign';
import { listAssignmentRules, setAssignmentRules } from '@tradepost/core/pool/assignment-rules';
import { claimCustomers, decideClaim, withdrawClaim } from '@tradepost/core/pool/claim';
import { recyclingTerms } from '@tradepost/core/pool/recycle';
import { releaseCustomers } from '@tradepost/core/pool/release';
import { getPoolRules, publicRules, updatePoolRules } from '@tradepost/core/pool/rules';
import { claimableFrom } from '@tradepost/core/pool/take';
import { listClaims, listPool } from '@tradepost/db/queries/pool';
import { listRecycling } from '@tradepost/db/queries/recycling';
import { cutPage, DEFAULT_LIMIT, decodeIdCursor, decodeTimeCursor } from '../cursor.ts';
import type { HandlersOf } from '../handlers.ts';
import { iso } from './describe.ts';

/** Customers shown as going back soon. */
const MOST_SOON = 500;

export const poolHandlers: HandlersOf<typeof poolRoutes> = {
  listPool: async ({ deps, caller, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const [rules, found] = await Promise.all([
      getPoolRules(deps.db),
      listPool(deps.db, caller.user.id, {
        before: decodeTimeCursor(query.cursor),
        limit: limit + 1,
        country: query.country ?? null,
        grade: query.grade ?? null,
        search: cleanText(query.search)?.toLowerCase() ?? null,
      }),
    ]);
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.pooled_text, row.id]);
    const now = new Date();
    return {
      items: rows.map((row) => {
        const free = claimableFrom(rules, caller.user.id, row);
        return {
          id: row.id,
          name: row.name,
          localName: row.local_name,
          country: row.country,
          city: row.city,
          grade: row.grade,
          businessType: row.business_type,
          source: row.source,
          lastContactAt: iso(row.last_contact_at),
          pooledAt: row.pooled_at.toISOString(),
          reason: row.pool_reason,
          formerOwnerName: row.former_owner_name,
          claimableFrom: free !== null && free > now ? free.toISOString() : null,
          claimId: row.claim_id,
        };
      }),
      nextCursor,
    };
  },
  releaseCustomers: async ({ deps, caller, body }) => ({
    items: await releaseCustomers(deps, { viewer: caller.viewer, scope: caller.scope }, body.customerIds, {
      reason: body.reason,
      note: cleanText(body.note),
    }),
  }),
  claimCustomers: async ({ deps, caller, body }) => ({
    items: await claimCustomers(deps, caller.viewer, body.customerIds, cleanText(body.note)),
  }),
  assignFromPool: async ({ deps, caller, body }) => {
    if (body.way === 'turns' && (body.userIds ?? []).length === 0)
      throw new TradepostError('invalid-request', 'Name at least one person to give the customers to.');
    const how = body.way === 'turns' ? { way: body.way, userIds: body.userIds ?? [] } : { way: body.way };
    return { items: await assignFromPool(deps, caller.viewer, body.customerIds, how) };
  },
  listClaims: async ({ deps, caller, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const { viewer } = caller;
    const whose = viewer.team === 'all' ? 'all' : [viewer.id, ...viewer.team];
    const found = await listClaims(deps.db, whose, {
      before: decodeIdCursor(query.cursor),
      limit: limit + 1,
    });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.id]);
    return {
      items: rows.map((row) => ({
        id: row.id,
        customerId: row.customer_id,
        customerName: row.customer_name,
        country: row.country,
        userId: row.user_id,
        userName: row.user_name,
        held: row.held,
        note: row.note,
        askedAt: row.asked_at.toISOString(),
      })),
      nextCursor,
    };
  },
  decideClaim: async ({ deps, caller, params, body }) => {
    await decideClaim(deps, caller.viewer, params.id, { grant: body.grant, reason: cleanText(body.reason) });
    return null;
  },
  withdrawClaim: async ({ deps, caller, params }) => {
    await withdrawClaim(deps, caller.viewer, params.id);
    return null;
  },
  listRecycling: async ({ deps, caller }) => {
    const rules = await getPoolRules(deps.db);
    if (!rules.recycling) return { items: [] };
    const rows = await listRecycling(deps.db, await recyclingTerms(deps.db, rules), {
      within: 7,
      limit: MOST_SOON,
      scope: caller.scope,
    });
    return {
      items: rows.map((row) => ({
        id: row.id,
        name: row.name,
        country: row.country,
        ownerId: row.owner_id,
        ownerName: row.owner_name,
        lastContactAt: iso(row.last_contact_at),
        deadline: row.deadline,
        reason: row.by_order ? ('no-order' as const) : ('not-followed-up' as const),
      })),
    };
  },
  getPoolRules: async ({ deps }) => publicRules(await getPoolRules(deps.db)),
  updatePoolRules: async ({ deps, caller, body }) => {
    const rules = await updatePoolRules(deps.db, caller.user.id, body);
    if (!rules.recycling) return { rules: publicRules(rules), soon: null };
    const soon = await listRecycling(deps.db, await recyclingTerms(deps.db, rules), {
      within: 8,
      limit: MOST_SOON,
    });
    return { rules: publicRules(rules), soon: soon.length };
  },
  getAssignmentRules: async ({ deps }) => ({ items: await listAssignmentRules(deps.db) }),
  setAssignmentRules: async ({ deps, caller, body }) => {
    await setAssignmentRules(deps.db, caller.user.id, body.items);
    return { items: await listAssignmentRules(deps.db) };
  },
};
