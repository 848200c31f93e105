/** The first routes: sign-in, mail accounts, customers, messages. */
import { customerRoutes, mailAccountRoutes, messageRoutes, sessionRoutes } from '@tradepost/contract';
import { createApiToken } from '@tradepost/core/users/api-token';
import { insertUser } from '@tradepost/core/users/create';
import { makeInvitation } from '@tradepost/core/users/invitation';
import { PASSWORD, sharedHash, type TestApp } from '../api-app.ts';
import { connectAccount, deliver, makeCustomer, richMail, textMail, unique } from '../api-mail.ts';
import { ADMINS, ANYBODY, area, both, CHANGE, hasItem, READ, STAFF, STAFF_LIST } from './area.ts';

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
  const { row: token } = await createApiToken(db, ownerId, { name: 'script', scopes: ['read'] });
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

/** A manager sees all mail accounts, and changes only his own. */
const ACCOUNT_CHANGE = { own: STAFF, other: '401 200 200 403 404 404 403' };
/** Mail on no timeline: its account's owner, the owner, administrators; a manager where the company says so. */
const UNFILED_CHANGE = { own: STAFF, other: '401 200 200 404 404 404 403' };
const UNFILED_LIST = {
  own: '401 sees sees sees sees sees 403',
  other: '401 sees sees blank blank blank 403',
};

const groundRoutes = { ...sessionRoutes, ...mailAccountRoutes, ...customerRoutes, ...messageRoutes };

export const groundArea = area(groundRoutes, makeThings, {
  checkInvitation: { ...both('200 200 200 200 200 200 200'), call: (test) => invitation(test) },
  acceptInvitation: {
    ...both('200 200 200 200 200 200 200'),
    call: async (test) => {
      const { url, email } = await invitation(test);
      return { url, body: { name: 'New', email, password: PASSWORD } };
    },
  },
  signIn: {
    ...both('200 200 200 200 200 200 200'),
    call: async (test) => ({
      url: '/api/v1/session',
      body: { email: (await newUser(test)).email, password: PASSWORD },
    }),
  },
  getSession: { ...both(ANYBODY), call: () => ({ url: '/api/v1/session' }) },
  signOut: { ...both(ANYBODY), call: () => ({ url: '/api/v1/session' }) },
  updateMe: { ...both(ANYBODY), call: () => ({ url: '/api/v1/me', body: { locale: 'zh-CN' } }) },
  listUsers: { ...both(ANYBODY), call: () => ({ url: '/api/v1/users' }) },
  inviteUser: {
    ...both(ADMINS),
    call: () => ({
      url: '/api/v1/users/invite',
      body: { email: `${unique('invited')}@lindqvist.test`, role: 'reader' },
    }),
  },
  makeResetLink: {
    ...both(ADMINS),
    call: async (test) => ({ url: `/api/v1/users/${(await newUser(test)).id}/reset-link` }),
  },
  updateUser: {
    ...both(ADMINS),
    call: async (test) => ({
      url: `/api/v1/users/${(await newUser(test)).id}`,
      body: { role: 'salesperson' },
    }),
  },
  getCompany: { ...both(ANYBODY), call: () => ({ url: '/api/v1/company' }) },
  updateCompany: { ...both(ADMINS), call: () => ({ url: '/api/v1/company', body: { name: 'Lindqvist' } }) },
  listApiTokens: {
    own: '401 sees sees sees sees sees sees',
    other: '401 blank blank blank blank blank blank',
    call: (_test, { tokenId }) => ({
      url: '/api/v1/api-tokens',
      sees: hasItem(({ id }) => id === tokenId),
    }),
  },
  createApiToken: {
    ...both(ANYBODY),
    call: () => ({ url: '/api/v1/api-tokens', body: { name: 'script', scopes: ['read'] } }),
  },
  revokeApiToken: {
    own: ANYBODY,
    other: '401 404 404 404 404 404 404',
    call: (_test, { tokenId }) => ({ url: `/api/v1/api-tokens/${tokenId}` }),
  },
  listMailProviders: { ...both(ANYBODY), call: () => ({ url: '/api/v1/mail-providers' }) },
  lookupMailSettings: {
    ...both(STAFF),
    call: () => ({ url: '/api/v1/mail-accounts/lookup', body: { address: 'a@gmail.com' } }),
  },
  testMailSettings: {
    ...both(STAFF),
    call: () => ({
      url: '/api/v1/mail-accounts/test',
      body: { address: 'a@acme.example', password: 'x', imap: IMAP },
    }),
  },
  testSendingSettings: {
    ...both(STAFF),
    call: () => ({
      url: '/api/v1/mail-accounts/test-sending',
      body: { smtp: { ...IMAP, port: 465, password: 'x' } },
    }),
  },
  listMailAccounts: {
    ...STAFF_LIST,
    call: (_test, { account }) => ({
      url: '/api/v1/mail-accounts',
      sees: hasItem(({ id }) => id === account.id),
    }),
  },
  createMailAccount: {
    own: STAFF,
    other: ADMINS,
    call: (_test, { ownerId }) => ({
      url: '/api/v1/mail-accounts',
      body: { address: `${unique('box')}@lindqvist.test`, password: 'x', imap: IMAP, ownerId },
    }),
  },
  getMailAccount: {
    ...CHANGE,
    call: (_test, { account }) => ({ url: `/api/v1/mail-accounts/${account.id}` }),
  },
  updateMailAccount: {
    ...ACCOUNT_CHANGE,
    call: (_test, { account }) => ({
      url: `/api/v1/mail-accounts/${account.id}`,
      body: { displayName: 'Sales' },
    }),
  },
  removeMailAccount: {
    ...ACCOUNT_CHANGE,
    call: (_test, { account }) => ({ url: `/api/v1/mail-accounts/${account.id}` }),
  },
  testMailAccount: {
    ...ACCOUNT_CHANGE,
    call: (_test, { account }) => ({ url: `/api/v1/mail-accounts/${account.id}/test` }),
  },
  testAccountSending: {
    ...ACCOUNT_CHANGE,
    call: (_test, { account }) => ({ url: `/api/v1/mail-accounts/${account.id}/test-sending` }),
  },
  listAccountSenders: {
    own: STAFF,
    other: '401 200 200 200 404 404 403',
    call: (_test, { account }) => ({ url: `/api/v1/mail-accounts/${account.id}/senders` }),
  },
  setAccountSenders: {
    ...ACCOUNT_CHANGE,
    call: (_test, { account }) => ({
      url: `/api/v1/mail-accounts/${account.id}/senders`,
      body: { userIds: [] },
    }),
  },
  pauseMailAccount: {
    ...ACCOUNT_CHANGE,
    call: (_test, { account }) => ({ url: `/api/v1/mail-accounts/${account.id}/pause` }),
  },
  resumeMailAccount: {
    ...ACCOUNT_CHANGE,
    call: (_test, { account }) => ({ url: `/api/v1/mail-accounts/${account.id}/resume` }),
  },
  listMailboxes: {
    ...CHANGE,
    call: (_test, { account }) => ({ url: `/api/v1/mail-accounts/${account.id}/mailboxes` }),
  },
  chooseMailbox: {
    ...ACCOUNT_CHANGE,
    call: (_test, { account }) => ({
      url: `/api/v1/mailboxes/${account.mailboxId}`,
      body: { chosen: true },
    }),
  },
  listQuarantine: {
    ...CHANGE,
    call: (_test, { account }) => ({ url: `/api/v1/mail-accounts/${account.id}/quarantine` }),
  },
  createCustomer: {
    own: STAFF,
    other: '401 200 200 200 403 403 403',
    call: (_test, { ownerId }) => ({
      url: '/api/v1/customers',
      body: { name: unique('Bolt '), ownerId },
    }),
  },
  getCustomer: { ...READ, call: (_test, { customer }) => ({ url: `/api/v1/customers/${customer.id}` }) },
  updateCustomer: {
    ...CHANGE,
    call: (_test, { customer }) => ({
      url: `/api/v1/customers/${customer.id}`,
      body: { note: 'Pays late' },
    }),
  },
  archiveCustomer: {
    ...CHANGE,
    call: (_test, { customer }) => ({ url: `/api/v1/customers/${customer.id}` }),
  },
  restoreCustomer: {
    ...CHANGE,
    call: (_test, { customer }) => ({ url: `/api/v1/customers/${customer.id}/restore` }),
  },
  addContact: {
    ...CHANGE,
    call: (_test, { customer }) => ({
      url: `/api/v1/customers/${customer.id}/contacts`,
      body: { name: 'Jean' },
    }),
  },
  updateContact: {
    ...CHANGE,
    call: (_test, { customer }) => ({
      url: `/api/v1/contacts/${customer.contactId}`,
      body: { name: 'Jean' },
    }),
  },
  removeContact: {
    ...CHANGE,
    call: (_test, { customer }) => ({ url: `/api/v1/contacts/${customer.contactId}` }),
  },
  getTimeline: {
    ...READ,
    call: (_test, { customer }) => ({ url: `/api/v1/customers/${customer.id}/timeline` }),
  },
  listUnfiledSenders: {
    ...UNFILED_LIST,
    call: (_test, { stranger }) => ({
      url: '/api/v1/unfiled?limit=200',
      sees: hasItem(({ address }) => address === stranger),
    }),
  },
  listUnfiledMessages: {
    ...UNFILED_LIST,
    call: (_test, { stranger, unfiledId }) => ({
      url: `/api/v1/unfiled/messages?address=${stranger}`,
      sees: hasItem(({ messageId }) => messageId === unfiledId),
    }),
  },
  makeCustomerFromSender: {
    ...UNFILED_CHANGE,
    call: (_test, { stranger }) => ({
      url: '/api/v1/unfiled/make-customer',
      body: { address: stranger },
    }),
  },
  listJobs: {
    own: '401 sees sees sees sees sees sees',
    other: '401 blank blank blank blank blank blank',
    call: (_test, { jobId }) => ({ url: '/api/v1/jobs', sees: hasItem(({ id }) => id === jobId) }),
  },
  getMessage: { ...READ, call: (_test, { messageId }) => ({ url: `/api/v1/messages/${messageId}` }) },
  getMessageHtml: {
    ...READ,
    call: (_test, { messageId }) => ({ url: `/api/v1/messages/${messageId}/html` }),
  },
  getMessageRaw: { ...READ, call: (_test, { messageId }) => ({ url: `/api/v1/messages/${messageId}/raw` }) },
  getAttachment: {
    ...READ,
    call: (_test, { messageId }) => ({ url: `/api/v1/messages/${messageId}/parts/2` }),
  },
  getInlineImage: {
    ...READ,
    call: (_test, { messageId }) => ({ url: `/api/v1/messages/${messageId}/inline/1.2` }),
  },
  retryParse: {
    ...CHANGE,
    call: async (test, { messageId }) => {
      await test.deps.db
        .updateTable('message')
        .set({ parse_tier: 'headers', quarantine_reason: 'parser-timeout' })
        .where('id', '=', messageId)
        .execute();
      return { url: `/api/v1/messages/${messageId}/retry` };
    },
  },
  fileMessage: {
    ...UNFILED_CHANGE,
    call: (_test, { unfiledId, customer }) => ({
      url: `/api/v1/messages/${unfiledId}/filings`,
      body: { customerId: customer.id },
    }),
  },
  undoFiling: { ...CHANGE, call: (_test, { filingId }) => ({ url: `/api/v1/filings/${filingId}` }) },
  liveEvents: { ...both(ANYBODY), call: () => ({ url: '/api/v1/events' }) },
});
