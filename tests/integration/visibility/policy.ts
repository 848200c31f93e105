/** Who gets what of: what the company lets people see, what is never archived, outgoing mail. */
import { policyRoutes } from '@tradepost/contract';
import { queueMail } from '@tradepost/core/outbox/queue-mail';
import { makePerson, type TestApp } from '../api-app.ts';
import { connectAccount, deliver, makeCustomer, textMail, unique } from '../api-mail.ts';
import { ADMINS, ANYBODY, area, both, hasItem, STAFF } from './area.ts';

const SERVER = { host: '127.0.0.1', port: 9, security: 'none', user: null } as const;

/** Nobody listens there: what is sent to it waits, and says why. */
async function setServer({ deps }: TestApp): Promise<void> {
  await deps.db
    .insertInto('outgoing_server')
    .values({ host: SERVER.host, port: SERVER.port, security: 'none', from_address: 'office@lindqvist.test' })
    .onConflict((oc) => oc.column('single').doNothing())
    .execute();
}

async function failedMail({ deps }: TestApp): Promise<number> {
  const mail = {
    recipientId: null,
    to: 'an@lindqvist.test',
    kind: 'reminder-daily' as const,
    subject: 'Digest',
    text: 'Nothing',
  };
  const id = await deps.db.transaction().execute((tx) => queueMail(tx, { ...mail, period: unique('day') }));
  await deps.db
    .updateTable('outbox_mail')
    .set({ state: 'failed' })
    .where('id', '=', id as number)
    .execute();
  return id as number;
}

async function listed({ deps }: TestApp): Promise<number> {
  const value = `${unique('bank')}@bank.example`;
  const row = await deps.db
    .insertInto('never_archive')
    .values({ kind: 'address', value })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

async function filedMail(test: TestApp, ownerId: number): Promise<number> {
  const account = await connectAccount(test, ownerId);
  const buyer = `${unique('buyer')}@${unique('acme')}.example`;
  await makeCustomer(test, ownerId, { addresses: [buyer] });
  return deliver(test, account, textMail({ from: buyer, to: account.address }));
}

/** Who owns an account that holds it; the others know of it, or do not. */
const MARK = { own: STAFF, other: '401 403 403 403 404 404 403' };

export const policyArea = area(policyRoutes, async (_test, ownerId) => ({ ownerId }), {
  getOutgoingServer: { ...both(ADMINS), call: () => ({ url: '/api/v1/outgoing-server' }) },
  setOutgoingServer: {
    ...both(ADMINS),
    call: () => ({
      url: '/api/v1/outgoing-server',
      body: { ...SERVER, fromAddress: 'office@lindqvist.test', fromName: null },
    }),
  },
  listOutgoingAccounts: { ...both(ADMINS), call: () => ({ url: '/api/v1/outgoing-server/accounts' }) },
  chooseOutgoingAccount: {
    ...both(ADMINS),
    call: async (test) => {
      const admin = await makePerson(test, 'admin');
      const account = await connectAccount(test, admin.user.id);
      await test.deps.db
        .updateTable('mail_account')
        .set({ imap_host: 'imap.exmail.qq.com' })
        .where('id', '=', account.id)
        .execute();
      return { url: '/api/v1/outgoing-server/account', body: { accountId: account.id, fromName: null } };
    },
  },
  removeOutgoingServer: { ...both(ADMINS), call: () => ({ url: '/api/v1/outgoing-server' }) },
  testOutgoingServer: {
    ...both(ADMINS),
    call: async (test) => {
      await setServer(test);
      return { url: '/api/v1/outgoing-server/test' };
    },
  },
  listOutgoingMail: {
    ...both('401 sees sees 403 403 403 403'),
    call: async (test) => {
      const mail = await failedMail(test);
      return { url: '/api/v1/outgoing-mail?state=failed', sees: hasItem(({ id }) => id === mail) };
    },
  },
  resendOutgoingMail: {
    ...both(ADMINS),
    call: async (test) => ({ url: `/api/v1/outgoing-mail/${await failedMail(test)}/resend` }),
  },
  dropOutgoingMail: {
    ...both(ADMINS),
    call: async (test) => ({ url: `/api/v1/outgoing-mail/${await failedMail(test)}/drop` }),
  },
  getPrivacy: { ...both(ANYBODY), call: () => ({ url: '/api/v1/privacy' }) },
  updatePrivacy: {
    ...both(ADMINS),
    call: () => ({ url: '/api/v1/privacy', body: { archiveInternal: true } }),
  },
  listNeverArchive: {
    ...both('401 sees sees 403 403 403 403'),
    call: async (test) => {
      const entry = await listed(test);
      return { url: '/api/v1/never-archive', sees: hasItem(({ id }) => id === entry) };
    },
  },
  addNeverArchive: {
    ...both(ADMINS),
    call: () => ({ url: '/api/v1/never-archive', body: { address: `${unique('hr')}@agency.example` } }),
  },
  removeNeverArchive: {
    ...both(ADMINS),
    call: async (test) => ({ url: `/api/v1/never-archive/${await listed(test)}` }),
  },
  markPrivate: {
    ...MARK,
    call: async (test, { ownerId }) => ({
      url: `/api/v1/messages/${await filedMail(test, ownerId)}/private`,
    }),
  },
  unmarkPrivate: {
    ...MARK,
    call: async (test, { ownerId }) => ({
      url: `/api/v1/messages/${await filedMail(test, ownerId)}/private`,
    }),
  },
});
