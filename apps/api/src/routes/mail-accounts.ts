/** Mail accounts and their mailboxes. */
import type { MailAccount, mailAccountRoutes } from '@tradepost/contract';
import { addMailAccount } from '@tradepost/core/accounts/add';
import {
  chooseMailbox,
  pauseMailAccount,
  removeMailAccount,
  resumeMailAccount,
  updateMailAccount,
} from '@tradepost/core/accounts/change';
import {
  giveAccountSenders,
  readAccountSenders,
  testAccountSending,
  testSendingSettings,
} from '@tradepost/core/accounts/senders';
import { describeAccount, describeMailbox } from '@tradepost/core/accounts/status';
import { testMailAccount } from '@tradepost/core/accounts/test';
import { notFound } from '@tradepost/core/errors';
import { mailboxAccounting } from '@tradepost/db/queries/accounting';
import { findAccount, listAccounts } from '@tradepost/db/queries/accounts';
import { findMailbox, listMailboxes } from '@tradepost/db/queries/mailboxes';
import { listQuarantine } from '@tradepost/db/queries/messages';
import { cutPage, DEFAULT_LIMIT, decodeIdCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import type { Caller, HandlersOf } from '../handlers.ts';

const actorOf = (caller: Caller) => ({ viewer: caller.viewer, scope: caller.scope });

async function readAccount(deps: ApiDeps, caller: Caller, id: number): Promise<MailAccount> {
  const row = await findAccount(deps.db, caller.scope, id);
  if (row === undefined) throw notFound('The mail account');
  return describeAccount(row);
}

export const mailAccountHandlers: HandlersOf<typeof mailAccountRoutes> = {
  listMailProviders: async ({ deps }) => ({ items: [...deps.probe.providers] }),
  lookupMailSettings: ({ deps, body }) => deps.probe.lookup(body.address),
  testMailSettings: ({ deps, body }) =>
    deps.probe.test({ ...body.imap, password: body.password }, { privateHostAllowed: false }),

  testSendingSettings: ({ deps, body }) => testSendingSettings(deps, body.smtp, body.password),

  listMailAccounts: async ({ deps, caller }) => ({
    items: (await listAccounts(deps.db, caller.scope)).map((row) => describeAccount(row)),
  }),
  createMailAccount: async ({ deps, caller, body }) =>
    readAccount(deps, caller, await addMailAccount(deps, body, { viewer: caller.viewer })),
  getMailAccount: ({ deps, caller, params }) => readAccount(deps, caller, params.id),
  updateMailAccount: async ({ deps, caller, params, body }) => {
    await updateMailAccount(deps, actorOf(caller), params.id, body);
    return readAccount(deps, caller, params.id);
  },
  removeMailAccount: async ({ deps, caller, params }) => {
    await removeMailAccount(deps, actorOf(caller), params.id);
    return null;
  },
  testMailAccount: ({ deps, caller, params }) => testMailAccount(deps, actorOf(caller), params.id),
  testAccountSending: ({ deps, caller, params }) => testAccountSending(deps, actorOf(caller), params.id),
  listAccountSenders: async ({ deps, caller, params }) => ({
    items: await readAccountSenders(deps.db, actorOf(caller), params.id),
  }),
  setAccountSenders: async ({ deps, caller, params, body }) => ({
    items: await giveAccountSenders(deps, actorOf(caller), params.id, body.userIds),
  }),
  pauseMailAccount: async ({ deps, caller, params }) => {
    await pauseMailAccount(deps, actorOf(caller), params.id);
    return readAccount(deps, caller, params.id);
  },
  resumeMailAccount: async ({ deps, caller, params }) => {
    await resumeMailAccount(deps, actorOf(caller), params.id);
    return readAccount(deps, caller, params.id);
  },

  listMailboxes: async ({ deps, caller, params }) => {
    const rows = await listMailboxes(deps.db, caller.scope, params.id);
    if (rows.length === 0) await readAccount(deps, caller, params.id);
    const counts = new Map(
      (await mailboxAccounting(deps.db, { accountId: params.id })).map((row) => [row.mailboxId, row]),
    );
    return {
      items: rows.flatMap((row) => {
        const accounting = counts.get(row.id);
        return accounting === undefined ? [] : [describeMailbox(row, accounting)];
      }),
    };
  },
  chooseMailbox: async ({ deps, caller, params, body }) => {
    await chooseMailbox(deps, actorOf(caller), params.id, body.chosen);
    const row = await findMailbox(deps.db, caller.scope, params.id);
    const [accounting] = await mailboxAccounting(deps.db, { mailboxId: params.id });
    if (row === undefined || accounting === undefined) throw notFound('The mailbox');
    return describeMailbox(row, accounting);
  },
  listQuarantine: async ({ deps, caller, params, query }) => {
    await readAccount(deps, caller, params.id);
    const limit = query.limit ?? DEFAULT_LIMIT;
    const found = await listQuarantine(deps.db, caller.scope, params.id, {
      beforeId: decodeIdCursor(query.cursor),
      limit: limit + 1,
    });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.id]);
    return {
      items: rows.map((row) => ({
        id: row.id,
        subject: row.subject,
        occurredAt: row.occurred_at.toISOString(),
        size: row.size,
        reason: row.quarantine_reason,
        detail: row.quarantine_detail,
      })),
      nextCursor,
    };
  },
};
