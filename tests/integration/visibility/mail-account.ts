/** Who gets what of: mail accounts and their mailboxes. */
import { mailAccountRoutes } from '@tradepost/contract';
import type { TestApp } from '../api-app.ts';
import { connectAccount, unique } from '../api-mail.ts';
import { ADMINS, ANYBODY, area, both, CHANGE, hasItem, STAFF, STAFF_LIST } from './area.ts';

const makeAccount = async (test: TestApp, ownerId: number) => ({
  ownerId,
  account: await connectAccount(test, ownerId),
});

const IMAP = { host: '127.0.0.1', port: 9, security: 'none', user: 'someone' };

/** A manager sees all mail accounts, and changes only his own. */
const ACCOUNT_CHANGE = { own: STAFF, other: '401 200 200 403 404 404 403' };
export const mailAccountArea = area(mailAccountRoutes, makeAccount, {
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
});
