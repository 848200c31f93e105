/** How each route is called for the table of visibility, with whose things. */
import type { RouteName } from '@tradepost/contract';
import { createApiToken } from '@tradepost/core/users/api-token';
import { insertUser } from '@tradepost/core/users/create';
import { makeInvitation } from '@tradepost/core/users/invitation';
import { PASSWORD, type Reply, sharedHash, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, richMail, textMail, unique } from './api-mail.ts';

/** The belongings of one person: a mail account, a customer with mail on the timeline, unfiled mail. */
export async function makeThings(test: TestApp, ownerId: number) {
  const { db } = test.deps;
  const account = await connectAccount(test, ownerId);
  const buyer = `${unique('buyer')}@${unique('acme')}.example`;
  const customer = await makeCustomer(test, ownerId, { addresses: [buyer] });
  const messageId = await deliver(test, account, richMail({ from: buyer, to: account.address }));
  const stranger = `${unique('stranger')}@${unique('bolt')}.example`;
  const unfiledId = await deliver(test, account, textMail({ from: stranger, to: account.address }));
  const { id: filingId } = await db
    .selectFrom('filing')
    .select('id')
    .where('message_id', '=', messageId)
    .executeTakeFirstOrThrow();
  const { row: token } = await createApiToken(db, ownerId, { name: 'script', scope: 'read' });
  const job = await db
    .insertInto('background_job')
    .values({ kind: 'refile', payload: '{}', created_by: ownerId })
    .returning('id')
    .executeTakeFirstOrThrow();
  return {
    ownerId,
    account,
    buyer,
    customer,
    messageId,
    stranger,
    unfiledId,
    filingId,
    tokenId: token.id,
    jobId: job.id,
  };
}
export type Things = Awaited<ReturnType<typeof makeThings>>;

export interface Call {
  readonly url: string;
  readonly body?: object;
  /** For lists: whether the thing is in the reply. */
  readonly sees?: (reply: Reply) => boolean;
}

const hasItem = (test: (item: Record<string, unknown>) => boolean) => (reply: Reply) =>
  reply.json<{ items: Record<string, unknown>[] }>().items.some(test);

const IMAP = { host: '127.0.0.1', port: 9, security: 'none', user: 'someone' };

async function invitation(test: TestApp) {
  const email = `${unique('new')}@lindqvist.test`;
  const { token } = await makeInvitation(test.deps.db, { kind: 'invite', email, role: 'reader' });
  return { url: `/api/v1/invitations/${token}`, email };
}

const newUser = async (test: TestApp) =>
  insertUser(
    test.deps.db,
    { email: `${unique('user')}@lindqvist.test`, name: 'New', role: 'reader' },
    await sharedHash,
  );

/** @param things the caller's own, or another's. */
export const CALLS: Record<RouteName, (test: TestApp, things: Things) => Call | Promise<Call>> = {
  checkInvitation: (test) => invitation(test),
  acceptInvitation: async (test) => {
    const { url, email } = await invitation(test);
    return { url, body: { name: 'New', email, password: PASSWORD } };
  },
  signIn: async (test) => ({
    url: '/api/v1/session',
    body: { email: (await newUser(test)).email, password: PASSWORD },
  }),
  getSession: () => ({ url: '/api/v1/session' }),
  signOut: () => ({ url: '/api/v1/session' }),
  updateMe: () => ({ url: '/api/v1/me', body: { locale: 'zh-CN' } }),
  listUsers: () => ({ url: '/api/v1/users' }),
  inviteUser: () => ({
    url: '/api/v1/users/invite',
    body: { email: `${unique('invited')}@lindqvist.test`, role: 'reader' },
  }),
  makeResetLink: async (test) => ({ url: `/api/v1/users/${(await newUser(test)).id}/reset-link` }),
  updateUser: async (test) => ({
    url: `/api/v1/users/${(await newUser(test)).id}`,
    body: { role: 'salesperson' },
  }),
  getCompany: () => ({ url: '/api/v1/company' }),
  updateCompany: () => ({ url: '/api/v1/company', body: { name: 'Lindqvist' } }),
  listApiTokens: (_test, { tokenId }) => ({
    url: '/api/v1/api-tokens',
    sees: hasItem(({ id }) => id === tokenId),
  }),
  createApiToken: () => ({ url: '/api/v1/api-tokens', body: { name: 'script', scope: 'read' } }),
  revokeApiToken: (_test, { tokenId }) => ({ url: `/api/v1/api-tokens/${tokenId}` }),

  listMailProviders: () => ({ url: '/api/v1/mail-providers' }),
  lookupMailSettings: () => ({ url: '/api/v1/mail-accounts/lookup', body: { address: 'a@gmail.com' } }),
  testMailSettings: () => ({
    url: '/api/v1/mail-accounts/test',
    body: { address: 'a@acme.example', password: 'x', imap: IMAP },
  }),
  listMailAccounts: (_test, { account }) => ({
    url: '/api/v1/mail-accounts',
    sees: hasItem(({ id }) => id === account.id),
  }),
  createMailAccount: (_test, { ownerId }) => ({
    url: '/api/v1/mail-accounts',
    body: { address: `${unique('box')}@lindqvist.test`, password: 'x', imap: IMAP, ownerId },
  }),
  getMailAccount: (_test, { account }) => ({ url: `/api/v1/mail-accounts/${account.id}` }),
  updateMailAccount: (_test, { account }) => ({
    url: `/api/v1/mail-accounts/${account.id}`,
    body: { displayName: 'Sales' },
  }),
  removeMailAccount: (_test, { account }) => ({ url: `/api/v1/mail-accounts/${account.id}` }),
  testMailAccount: (_test, { account }) => ({ url: `/api/v1/mail-accounts/${account.id}/test` }),
  pauseMailAccount: (_test, { account }) => ({ url: `/api/v1/mail-accounts/${account.id}/pause` }),
  resumeMailAccount: (_test, { account }) => ({ url: `/api/v1/mail-accounts/${account.id}/resume` }),
  listMailboxes: (_test, { account }) => ({ url: `/api/v1/mail-accounts/${account.id}/mailboxes` }),
  chooseMailbox: (_test, { account }) => ({
    url: `/api/v1/mailboxes/${account.mailboxId}`,
    body: { chosen: true },
  }),
  listQuarantine: (_test, { account }) => ({ url: `/api/v1/mail-accounts/${account.id}/quarantine` }),

  listCustomers: (_test, { customer }) => ({
    url: '/api/v1/customers?limit=200&order=last-mail',
    sees: hasItem(({ id }) => id === customer.id),
  }),
  createCustomer: (_test, { ownerId }) => ({
    url: '/api/v1/customers',
    body: { name: unique('Bolt '), ownerId },
  }),
  importCustomers: () => ({
    url: '/api/v1/customers/import',
    body: { csv: `name\n${unique('Nut ')}\n`, dryRun: true },
  }),
  getCustomer: (_test, { customer }) => ({ url: `/api/v1/customers/${customer.id}` }),
  updateCustomer: (_test, { customer }) => ({
    url: `/api/v1/customers/${customer.id}`,
    body: { note: 'Pays late' },
  }),
  archiveCustomer: (_test, { customer }) => ({ url: `/api/v1/customers/${customer.id}` }),
  addContact: (_test, { customer }) => ({
    url: `/api/v1/customers/${customer.id}/contacts`,
    body: { name: 'Jean' },
  }),
  updateContact: (_test, { customer }) => ({
    url: `/api/v1/contacts/${customer.contactId}`,
    body: { name: 'Jean' },
  }),
  removeContact: (_test, { customer }) => ({ url: `/api/v1/contacts/${customer.contactId}` }),
  getTimeline: (_test, { customer }) => ({ url: `/api/v1/customers/${customer.id}/timeline` }),
  listUnfiledSenders: (_test, { stranger }) => ({
    url: '/api/v1/unfiled?limit=200',
    sees: hasItem(({ address }) => address === stranger),
  }),
  listUnfiledMessages: (_test, { stranger, unfiledId }) => ({
    url: `/api/v1/unfiled/messages?address=${stranger}`,
    sees: hasItem(({ messageId }) => messageId === unfiledId),
  }),
  makeCustomerFromSender: (_test, { stranger }) => ({
    url: '/api/v1/unfiled/make-customer',
    body: { address: stranger },
  }),
  listJobs: (_test, { jobId }) => ({ url: '/api/v1/jobs', sees: hasItem(({ id }) => id === jobId) }),

  getMessage: (_test, { messageId }) => ({ url: `/api/v1/messages/${messageId}` }),
  getMessageHtml: (_test, { messageId }) => ({ url: `/api/v1/messages/${messageId}/html` }),
  getMessageRaw: (_test, { messageId }) => ({ url: `/api/v1/messages/${messageId}/raw` }),
  getAttachment: (_test, { messageId }) => ({ url: `/api/v1/messages/${messageId}/parts/2` }),
  getInlineImage: (_test, { messageId }) => ({ url: `/api/v1/messages/${messageId}/inline/1.2` }),
  retryParse: async (test, { messageId }) => {
    await test.deps.db
      .updateTable('message')
      .set({ parse_tier: 'headers', quarantine_reason: 'parser-timeout' })
      .where('id', '=', messageId)
      .execute();
    return { url: `/api/v1/messages/${messageId}/retry` };
  },
  fileMessage: (_test, { unfiledId, customer }) => ({
    url: `/api/v1/messages/${unfiledId}/filings`,
    body: { customerId: customer.id },
  }),
  undoFiling: (_test, { filingId }) => ({ url: `/api/v1/filings/${filingId}` }),
  liveEvents: () => ({ url: '/api/v1/events' }),
};
