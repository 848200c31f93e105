/** The way to the mail server breaks in every manner: what was there ends up in the archive, once. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Company, startCompany } from '../helpers/company.ts';
import type { MailUser } from '../helpers/dovecot.ts';
import { holdMailsUpTo } from '../helpers/hold-mails.ts';
import { mail } from '../helpers/mails.ts';
import {
  addAccount,
  coveredInVain,
  enqueue,
  expectWhole,
  fillInbox,
  healthOf,
  inArchive,
  look,
  mailboxOf,
  placesOf,
  tryNow,
} from '../helpers/oracle.ts';
import { startTcpProxy, type TcpProxy } from '../helpers/tcp-proxy.ts';
import { waitFor } from '../helpers/wait-for.ts';

/** So long may a server be silent here. */
const SILENCE_MS = 2_000;

let company: Company;
let proxy: TcpProxy;
let user: MailUser;
let accountId: number;
beforeAll(async () => {
  company = await startCompany();
  await company.startServices({ imapDeadlineMs: SILENCE_MS });
});
afterAll(() => company.stop());
beforeEach(async () => {
  user = await company.dovecot.createUser();
  proxy = await startTcpProxy({ port: company.dovecot.port });
});
afterEach(async () => {
  await company.db.updateTable('mail_account').set({ state: 'paused' }).execute();
  await proxy.stop();
});

const connect = async () => {
  accountId = await addAccount(company, { ...user, port: proxy.port });
};
const faultOf = (code: string) =>
  waitFor(async () => (await healthOf(company, accountId)).error_code === code, {
    intervalMs: 20,
  });

/** Whole in the end, and the account says so. */
async function expectHealed(count: number): Promise<void> {
  const inVain: number[] = [];
  await waitFor(
    async () => {
      inVain.push(await coveredInVain(company, accountId));
      await tryNow(company, accountId);
      return (await inArchive(company, accountId)).size === count;
    },
    { intervalMs: 60 },
  );
  // At no moment was anything called covered that was not in the archive.
  expect(inVain.filter((n) => n !== 0)).toEqual([]);
  await look(company, accountId);
  expect(await expectWhole(company, accountId, user)).toBe(count);
  // A look that was on its way may have met one more broken connection.
  await waitFor(
    async () => {
      const { error_code: code, failures } = await healthOf(company, accountId);
      if (code !== null || failures !== 0) await tryNow(company, accountId);
      return code === null && failures === 0;
    },
    { intervalMs: 60 },
  );
  expect(await mailboxOf(company, accountId)).toMatchObject({ error_code: null, failures: 0 });
}

const BACKFILL = { mails: 600, octets: 6_000 };

describe('during a backfill', () => {
  it.each(['end', 'reset'] as const)(
    'connections that end inside a literal (%s): every one of them brings something',
    async (cutBy) => {
      const count = await fillInbox(company, user, BACKFILL.mails, BACKFILL);
      // Less than a batch: were a broken batch thrown away, the backfill would never end.
      proxy.set({ cutAfterBytes: 500_000, cutBy });
      await connect();
      await faultOf('connection-lost');
      await expectHealed(count);
      expect(proxy.connections).toBeGreaterThan(4);
    },
  );

  it('a connection that is half open: it counts as gone after the silence', async () => {
    const count = await fillInbox(company, user, BACKFILL.mails, BACKFILL);
    proxy.set({ hold: holdMailsUpTo(count - 240, 200_000) });
    await connect();
    await faultOf('timeout');
    expect(await placesOf(company, accountId)).toBeGreaterThan(0);
    proxy.set({});
    proxy.resetAll();
    await expectHealed(count);
  });

  it('a line that drips slowly, but does not stop: it is waited for', async () => {
    const count = await fillInbox(company, user, 60, { octets: 4_000 });
    proxy.set({ delayMs: 300 });
    await connect();
    await expectHealed(count);
  });

  it('resets again and again at any point', async () => {
    const count = await fillInbox(company, user, BACKFILL.mails, BACKFILL);
    await connect();
    for (let round = 1; round <= 6; round++) {
      const from = proxy.received;
      await waitFor(
        async () => {
          await tryNow(company, accountId);
          return proxy.received > from + round * 90_000 || (await placesOf(company, accountId)) === count;
        },
        { intervalMs: 30 },
      );
      proxy.resetAll();
    }
    await expectHealed(count);
  });
});

describe('while nothing happens', () => {
  const deliver = (subject: string) =>
    company.dovecot.deliver(user, mail({ from: 'a@acme.example', to: user.address, subject }));
  const watched = () => waitFor(async () => (await healthOf(company, accountId)).watch_owner);

  it('a watching connection is reset: the account is watched again and the mail of meanwhile is there', async () => {
    await deliver('before');
    await connect();
    await look(company, accountId);
    await watched();
    proxy.set({ refuse: true });
    proxy.resetAll();
    await deliver('meanwhile');
    await waitFor(async () => (await healthOf(company, accountId)).error_code);
    proxy.set({});
    await expectHealed(2);
    await watched();
    await deliver('after');
    await waitFor(async () => (await inArchive(company, accountId)).size === 3);
  });

  it('a watching connection is half open and nobody is told: the poll finds the mail', async () => {
    await connect();
    await look(company, accountId);
    await watched();
    await waitFor(async () => {
      const { connections } = proxy;
      await enqueue(company, 'new-mail', { mailboxId: (await mailboxOf(company, accountId))?.id ?? 0 });
      return connections >= 2;
    });
    proxy.set({ swallow: 'server' });
    await deliver('unheard');
    await waitFor(() => proxy.swallowed > 0);
    proxy.set({});
    await expectHealed(1);
  });
});
