/** What the company lets people see, what is never archived, outgoing mail. */
import type { NeverArchiveEntry, OutgoingMail, policyRoutes } from '@tradepost/contract';
import { notFound } from '@tradepost/core/errors';
import { markPrivate } from '@tradepost/core/filing/private-mark';
import { decideAboutMail } from '@tradepost/core/outbox/decide';
import { sendTestMail } from '@tradepost/core/outbox/send-test';
import { chooseOutgoingAccount, readOutgoingAccounts } from '@tradepost/core/outbox/choose-account';
import { removeOutgoingServer, type ServerDeps, setOutgoingServer } from '@tradepost/core/outbox/server';
import { describeWayOut, findWayOut } from '@tradepost/core/outbox/way-out';
import { addNeverArchive, removeNeverArchive } from '@tradepost/core/visibility/never-archive';
import { getPrivacy, updatePrivacy } from '@tradepost/core/visibility/privacy';
import { listNeverArchive, type NeverArchiveRow } from '@tradepost/db/queries/never-archive';
import { countOutboxMail, listOutboxMail, type OutboxItem } from '@tradepost/db/queries/outbox';
import { cutPage, DEFAULT_LIMIT, decodeIdCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import type { HandlersOf } from '../handlers.ts';
import { iso } from './describe.ts';

const serverDeps = (deps: ApiDeps): ServerDeps => ({
  db: deps.db,
  secrets: deps.secrets,
  allowedMailHosts: deps.config.allowedMailHosts,
});

const describeMail = (row: OutboxItem): OutgoingMail => ({
  id: row.id,
  to: row.to_address,
  recipientName: row.recipient_name,
  kind: row.kind,
  subject: row.subject,
  state: row.state,
  attempts: row.attempts,
  nextAttemptAt: row.next_attempt_at.toISOString(),
  fault: row.error_code === null ? null : { code: row.error_code, detail: row.error_detail },
  createdAt: row.created_at.toISOString(),
  sentAt: iso(row.sent_at),
});

const describeEntry = (row: NeverArchiveRow): NeverArchiveEntry => ({
  id: row.id,
  kind: row.kind,
  value: row.value,
  reason: row.reason,
  createdByName: row.created_by_name,
  createdAt: row.created_at.toISOString(),
});

export const policyHandlers: HandlersOf<typeof policyRoutes> = {
  getOutgoingServer: async ({ deps }) => {
    const [way, counts] = await Promise.all([findWayOut(deps.db), countOutboxMail(deps.db)]);
    return { server: way === undefined ? null : describeWayOut(way), counts };
  },
  setOutgoingServer: async ({ deps, caller, body }) =>
    describeWayOut({
      server: await setOutgoingServer(serverDeps(deps), body, {
        actorId: caller.user.id,
        privateHostAllowed: false,
      }),
      account: null,
    }),
  listOutgoingAccounts: async ({ deps, caller }) => ({
    items: await readOutgoingAccounts(deps.db, caller.scope),
  }),
  chooseOutgoingAccount: async ({ deps, caller, body }) => {
    await chooseOutgoingAccount(deps.db, caller.scope, body, caller.user.id);
    const way = await findWayOut(deps.db);
    if (way === undefined) throw notFound('The way that mail goes out');
    return describeWayOut(way);
  },
  removeOutgoingServer: async ({ deps, caller }) => {
    await removeOutgoingServer(deps.db, caller.user.id);
    return null;
  },
  testOutgoingServer: async ({ deps, caller: { user } }) =>
    describeMail(await sendTestMail(serverDeps(deps), user)),
  listOutgoingMail: async ({ deps, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const found = await listOutboxMail(deps.db, {
      state: query.state ?? null,
      beforeId: decodeIdCursor(query.cursor),
      limit: limit + 1,
    });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.id]);
    return { items: rows.map(describeMail), nextCursor };
  },
  resendOutgoingMail: async ({ deps, caller, params }) =>
    describeMail(await decideAboutMail(deps.db, caller.user.id, params.id, 'queued')),
  dropOutgoingMail: async ({ deps, caller, params }) =>
    describeMail(await decideAboutMail(deps.db, caller.user.id, params.id, 'dropped')),

  getPrivacy: ({ deps }) => getPrivacy(deps.db),
  updatePrivacy: ({ deps, caller, body }) => updatePrivacy(deps.db, caller.viewer, body),

  listNeverArchive: async ({ deps, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const found = await listNeverArchive(deps.db, {
      beforeId: decodeIdCursor(query.cursor),
      limit: limit + 1,
    });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.id]);
    return { items: rows.map(describeEntry), nextCursor };
  },
  addNeverArchive: async ({ deps, caller, body }) =>
    describeEntry(await addNeverArchive(deps.db, caller.user.id, body)),
  removeNeverArchive: async ({ deps, caller, params }) => {
    await removeNeverArchive(deps, caller.user.id, params.id);
    return null;
  },
  markPrivate: async ({ deps, caller, params }) => {
    await markPrivate(deps, caller.scope, params.id, true);
    return null;
  },
  unmarkPrivate: async ({ deps, caller, params }) => {
    await markPrivate(deps, caller.scope, params.id, false);
    return null;
  },
};
