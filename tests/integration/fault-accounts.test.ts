/** Accounts that are at fault, paused, removed, or large: each for itself, none at the cost of another. */
import {
  pauseMailAccount,
  removeMailAccount,
  resumeMailAccount,
  updateMailAccount,
} from '@tradepost/core/accounts/change';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ADMINISTRATOR, openRules, type Rules } from '../helpers/actors.ts';
import { type Company, startCompany } from '../helpers/company.ts';
import type { MailUser } from '../helpers/dovecot.ts';
import { mail } from '../helpers/mails.ts';
import { addAccount, expectWhole, fillInbox, healthOf, look, placesOf } from '../helpers/oracle.ts';
import { startTcpProxy, type TcpProxy } from '../helpers/tcp-proxy.ts';
import { waitFor } from '../helpers/wait-for.ts';

let company: Company;
let rules: Rules;
let user: MailUser;
let proxy: TcpProxy;
beforeAll(async () => {
  company = await startCompany();
  rules = await openRules(company);
  await company.startServices();
});
afterAll(async () => {
  await rules.close();
  await company.stop();
});
beforeEach(async () => {
  user = await company.dovecot.createUser();
  proxy = await startTcpProxy({ port: company.dovecot.port });
});
afterEach(async () => {
  await sql`update mail_account set state = 'paused' where state = 'active'`.execute(company.db);
  await proxy.stop();
});

const slowAccount = async (delayMs: number) => {
  proxy.set({ delayMs });
  return addAccount(company, { ...user, port: proxy.port });
};
const begun = (accountId: number) =>
  waitFor(async () => (await placesOf(company, accountId)) > 0, { timeoutMs: 30_000, intervalMs: 5 });
/** Nothing comes from the server any more: what was begun is over. */
const silence = () => {
  let before = -1;
  return waitFor(
    () => {
      const same = proxy.received === before;
      before = proxy.received;
      return same;
    },
    { timeoutMs: 20_000, intervalMs: 700 },
  );
};
const coveredCount = async (accountId: number) =>
  (
    await sql<{ n: number }>`
      select coalesce(sum(upper(r) - lower(r)), 0)::int as n from mailbox b, unnest(b.covered) as r
      where b.account_id = ${accountId} and b.path = 'INBOX'`.execute(company.db)
  ).rows[0]?.n ?? 0;

describe('a wrong password', () => {
  it('is a fault in plain words that is asked about rarely, and gone at once when it is put right', async () => {
    await company.dovecot.deliver(user, mail({ from: 'a@acme.example', to: user.address }));
    const accountId = await addAccount(company, { ...user, password: 'not-it', port: company.dovecot.port });
    await waitFor(async () => (await healthOf(company, accountId)).error_code === 'wrong-password', {
      timeoutMs: 20_000,
    });
    const fault = await healthOf(company, accountId);
    expect(Number(fault.next_attempt_at)).toBeGreaterThan(Date.now() + 5 * 60_000);
    expect(fault.watch_owner).toBeNull();
    await updateMailAccount(rules, ADMINISTRATOR, accountId, { password: user.password });
    await waitFor(async () => (await placesOf(company, accountId)) === 1);
    await waitFor(async () => (await healthOf(company, accountId)).error_code === null);
    expect(await healthOf(company, accountId)).toMatchObject({ failures: 0 });
  });
});

/** About 120 mails to a batch. */
const LARGE = { octets: 50_000 };

describe('an account in the middle of its backfill', () => {
  it('that is paused stops within a batch, and goes on from there when resumed', async () => {
    const count = await fillInbox(company, user, 1_500, LARGE);
    const accountId = await slowAccount(15);
    await begun(accountId);
    await pauseMailAccount(rules, ADMINISTRATOR, accountId);
    const atPause = await placesOf(company, accountId);
    await silence();
    const paused = await placesOf(company, accountId);
    // What was on the wire or on its way to the database is brought home; nothing more is begun.
    expect(paused - atPause).toBeLessThanOrEqual(4 * 125);
    expect(paused).toBeLessThan(count);
    expect(await healthOf(company, accountId)).toMatchObject({
      state: 'paused',
      sync_owner: null,
      error_code: null,
    });
    const received = proxy.received;
    proxy.set({});
    await resumeMailAccount(rules, ADMINISTRATOR, accountId);
    await look(company, accountId, 60_000);
    expect(await expectWhole(company, accountId, user)).toBe(count);
    // The rest only: half as much again would be a second fetch of what was there.
    const rest = (count - paused) * (LARGE.octets + 500);
    expect(proxy.received - received).toBeLessThan(rest * 1.3 + 2_000_000);
  }, 90_000);

  it('that is removed stops, its password is wiped and its archive stays', async () => {
    const count = await fillInbox(company, user, 1_500, LARGE);
    const accountId = await slowAccount(15);
    await begun(accountId);
    await removeMailAccount(rules, ADMINISTRATOR, accountId);
    await silence();
    const kept = await placesOf(company, accountId);
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(count);
    const row = await company.db
      .selectFrom('mail_account')
      .select(['state', 'secret', 'error_code'])
      .where('id', '=', accountId)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ state: 'removed', error_code: null });
    expect(row.secret.length).toBe(0);
    const { rows } = await sql<{ readable: number }>`
      select count(*) as readable from message m join mailbox_message p on p.message_id = m.id
      join mailbox b on b.id = p.mailbox_id where b.account_id = ${accountId}`.execute(company.db);
    expect(rows[0]?.readable).toBe(kept);
  }, 90_000);

  it('gets its new mail before the backfill ends', async () => {
    await fillInbox(company, user, 1_200, LARGE);
    const accountId = await slowAccount(20);
    await begun(accountId);
    await waitFor(async () => (await healthOf(company, accountId)).watch_owner, { timeoutMs: 20_000 });
    await company.dovecot.deliver(
      user,
      mail({ from: 'a@acme.example', to: user.address, subject: 'New during the backfill' }),
    );
    await waitFor(
      () =>
        company.db
          .selectFrom('message')
          .select('id')
          .where('subject', '=', 'New during the backfill')
          .executeTakeFirst(),
      { timeoutMs: 30_000 },
    );
    expect(await coveredCount(accountId)).toBeLessThan(1_201);
  }, 90_000);

  it('does not delay another account’s new mail', async () => {
    await fillInbox(company, user, 1_200, LARGE);
    const other = await company.connect();
    await look(company, other.accountId);
    await waitFor(async () => (await healthOf(company, other.accountId)).watch_owner);
    const accountId = await slowAccount(20);
    await begun(accountId);
    await company.dovecot.deliver(other.user, mail({ from: 'a@acme.example', to: other.user.address }));
    await waitFor(async () => (await placesOf(company, other.accountId)) === 1, { timeoutMs: 30_000 });
    expect(await coveredCount(accountId)).toBeLessThan(1_201);
  }, 90_000);

  it('and more accounts with a backfill than are worked on at once: each gets its turn', async () => {
    const accounts: number[] = [];
    proxy.set({ delayMs: 5 });
    for (let index = 0; index < 9; index++) {
      const one = await company.dovecot.createUser();
      await fillInbox(company, one, 40);
      accounts.push(await addAccount(company, { ...one, port: proxy.port }));
    }
    await company.synced();
    for (const accountId of accounts) expect(await placesOf(company, accountId)).toBe(41);
  }, 90_000);
});
