/** The unified mailbox: cards, market information, forms. */
import type { UnifiedMailbox, unifiedRoutes } from '@tradepost/contract';
import { notFound } from '@tradepost/core/errors';
import { linkByHand, retryItem, tagItem, unlink } from '@tradepost/core/unified/change-item';
import { makeForm } from '@tradepost/core/unified/make-form';
import { openItem, readItems } from '@tradepost/core/unified/read-items';
import { exportReport, readReport } from '@tradepost/core/unified/report';
import { periodOf } from '@tradepost/core/work/period';
import { searchTerms } from '@tradepost/core/unified/search-terms';
import { seenServers, updateTrust } from '@tradepost/core/unified/trust-settings';
import { labelOf } from '@tradepost/core/unified/words';
import { isAdmin, isLeader } from '@tradepost/core/users/viewer';
import {
  type ItemRow,
  type LinkRow,
  listLinks,
  listUnifiedMailboxes,
  type MailboxRow,
} from '@tradepost/db/queries/unified';
import { cutPage, DEFAULT_LIMIT, decodeTimeCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { downloadHeaders } from '../download.ts';
import type { Caller, HandlersOf } from '../handlers.ts';
import { iso, party } from './describe.ts';

const askerOf = (caller: Caller) => ({ viewer: caller.viewer, scope: caller.scope });
/** More words than that narrow nothing down. */
const MOST_TERMS = 20;

function describeItem(row: ItemRow, links: readonly LinkRow[]) {
  return {
    id: row.id,
    messageId: row.message_id,
    subject: row.subject,
    from: party(row.from_address, row.from_name),
    occurredAt: row.occurred_at.toISOString(),
    state: row.state,
    kind: row.kind,
    reason: row.reason,
    authorId: row.author_id,
    authorName: row.author_name,
    customerCards: row.customer_cards,
    contactCards: row.contact_cards,
    tags: row.tags,
    links: links
      .filter((link) => link.item_id === row.id)
      .map(({ id, customer_id, competitor_id, name, how, evidence, state }) => ({
        id,
        customerId: customer_id,
        competitorId: competitor_id,
        name,
        how,
        evidence,
        state,
      })),
    preview: row.kind === 'market-information' ? row.preview : null,
  };
}

async function readItem(deps: ApiDeps, caller: Caller, id: number) {
  const row = await openItem(deps.db, askerOf(caller), id);
  const links = await listLinks(deps.db, caller.scope, { itemIds: [id] });
  return {
    ...describeItem(row, links),
    faults: row.faults.map((fault) => ({
      ...fault,
      label: fault.key === null ? null : labelOf(fault.key, caller.user.locale),
    })),
    text: row.body,
    mayOpenMail: row.may_open,
    mayChange: caller.viewer.role !== 'reader' && row.state === 'filed',
    mayRetry: isLeader(caller.viewer) && ['refused', 'unverified', 'ignored', 'failed'].includes(row.state),
    processedAt: iso(row.processed_at),
  };
}

async function describeMailbox(deps: ApiDeps, caller: Caller, row: MailboxRow): Promise<UnifiedMailbox> {
  return {
    accountId: row.account_id,
    address: row.address,
    trust: isAdmin(caller.viewer)
      ? {
          since: row.since.toISOString(),
          authservIds: row.authserv_ids,
          trustsUnmarked: row.trusts_unmarked,
          seen: await seenServers(deps.db, row.account_id),
        }
      : null,
  };
}

export const unifiedHandlers: HandlersOf<typeof unifiedRoutes> = {
  listUnifiedItems: async ({ deps, caller, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const filter = {
      show: query.show ?? 'all',
      terms: searchTerms(query.search ?? '', true).slice(0, MOST_TERMS),
      tag: query.itemTag ?? null,
      authorId: query.authorId ?? null,
      customerId: query.customerId ?? null,
      competitorId: query.competitorId ?? null,
    } as const;
    const found = await readItems(deps.db, askerOf(caller), filter, {
      before: decodeTimeCursor(query.cursor),
      limit: limit + 1,
    });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.occurred_text, row.id]);
    const links = await listLinks(deps.db, caller.scope, { itemIds: rows.map(({ id }) => id) });
    return { items: rows.map((row) => describeItem(row, links)), nextCursor };
  },
  getUnifiedItem: ({ deps, caller, params }) => readItem(deps, caller, params.id),
  tagUnifiedItem: async ({ deps, caller, params, body }) => {
    await tagItem(deps.db, askerOf(caller), params.id, body.tags);
    return readItem(deps, caller, params.id);
  },
  retryUnifiedItem: async ({ deps, caller, params }) => {
    await retryItem(deps.db, askerOf(caller), params.id);
    await deps.notifier.enqueue('unified-item', { itemId: params.id });
    return readItem(deps, caller, params.id);
  },
  linkUnifiedItem: async ({ deps, caller, params, body }) => {
    await linkByHand(deps.db, askerOf(caller), params.id, body);
    return readItem(deps, caller, params.id);
  },
  unlinkUnifiedItem: async ({ deps, caller, params }) => {
    await unlink(deps.db, askerOf(caller), params.id);
    return null;
  },

  listUnifiedMailboxes: async ({ deps, caller }) => {
    const rows = await listUnifiedMailboxes(deps.db);
    return { items: await Promise.all(rows.map((row) => describeMailbox(deps, caller, row))) };
  },
  updateUnifiedTrust: async ({ deps, caller, params, body }) => {
    await updateTrust(deps.db, caller.user.id, params.id, body);
    const row = (await listUnifiedMailboxes(deps.db)).find((one) => one.account_id === params.id);
    if (row === undefined) throw notFound('The unified mailbox');
    return describeMailbox(deps, caller, row);
  },

  getUnifiedReport: async ({ deps, caller, query }) => {
    const rows = await readReport(deps.db, caller.viewer, await periodOf(deps.db, query));
    return {
      items: rows.map((row) => ({
        userId: row.id,
        name: row.name,
        role: row.role,
        customerCards: row.customer_cards,
        contactCards: row.contact_cards,
        marketInformation: row.market_information,
        forwarded: row.forwarded,
        refused: row.refused,
        customers: row.customers,
        lastAt: iso(row.last_at),
      })),
    };
  },
  exportUnifiedReport: async ({ deps, caller, query, reply }) => {
    const { locale } = caller.user;
    const period = await periodOf(deps.db, query);
    const csv = await exportReport(deps.db, askerOf(caller), period, query.rows ?? 'people', locale);
    return reply
      .headers(downloadHeaders(`cards-${query.from}-${query.to}.csv`))
      .type('text/csv; charset=utf-8')
      .send(csv);
  },
  getUnifiedForm: async ({ caller, params, query, reply }) => {
    const { fileName, octets } = makeForm(params.card, params.format, query.lang ?? caller.user.locale);
    return reply.headers(downloadHeaders(fileName)).type('application/octet-stream').send(octets);
  },
};
