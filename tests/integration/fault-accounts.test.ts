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
import { holdMailsUpTo } from '../helpers/hold-mails.ts';
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
  // A server that stands still is waited for as long as a test wants.
  await company.startServices({ imapDeadlineMs: 10 * 60_000 });
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

/** Mails that a backfill gets in `backfillHeld`, newest first: a few batches. */
const NEWEST = 240;
/**
 * An account whose backfill has brought its newest mails and stands still: the server answers none of its requests for
 * an older one until the proxy is told otherwise.
 */
async function backfillHeld(count: number): Promise<number> {
  proxy.set({ hold: holdMailsUpTo(count - NEWEST) });
  // A watcher would ask for the newest mails, too, as long as none of them is there.
  const accountId = await addAccount(company, { ...user, port: proxy.port }, { watched: false });
  await waitFor(() => proxy.held === 1);
  return accountId;
}
/** The session of the backfill ends when all that it had begun is in the archive. */
const backfillOver = () => waitFor(() => proxy.held === 0);
const coveredCount = async (accountId: number) =>
  (
    await sql<{ n: number }>`
      select coalesce(sum(upper(r) - lower(r)), 0)::int as n from mailbox b, unnest(b.covered) as r
      where b.account_id = ${accountId} and b.path = 'INBOX'`.execute(company.db)
  ).rows[0]?.n ?? 0;

describe('a wrong password', () => {
  it('is a fault in plain words that is asked about rarely, and gone at once when it is put right', async () => {
    await company.dovecot.deliver(user, mail({ from: 'a@acme.example', to: user.address }));
    const before = Date.now();
    const accountId = await addAccount(company, { ...user, password: 'not-it', port: company.dovecot.port });
    await waitFor(async () => (await healthOf(company, accountId)).error_code === 'wrong-password');
    const fault = await healthOf(company, accountId);
    expect(Number(fault.next_attempt_at)).toBeGreaterThan(before + 5 * 60_000);
    // A watcher that had it before its fault was known lets go of it, and none takes it.
    await waitFor(async () => (await healthOf(company, accountId)).watch_owner === null);
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
    const count = await fillInbox(company, user, 1_000, LARGE);
    const accountId = await backfillHeld(count);
    await pauseMailAccount(rules, ADMINISTRATOR, accountId);
    const atPause = await placesOf(company, accountId);
    proxy.set({});
    await backfillOver();
    const paused = await placesOf(company, accountId);
    // What was on the wire or on its way to the database, three batches at most, is brought home; no more is begun.
    expect(paused - atPause).toBeLessThanOrEqual(3 * 125);
    expect(paused).toBeLessThan(count);
    expect(await healthOf(company, accountId)).toMatchObject({
      state: 'paused',
      sync_owner: null,
      error_code: null,
    });
    const received = proxy.received;
    await resumeMailAccount(rules, ADMINISTRATOR, accountId);
    await look(company, accountId);
    expect(await expectWhole(company, accountId, user)).toBe(count);
    // The rest only: half as much again would be a second fetch of what was there.
    const rest = (count - paused) * (LARGE.octets + 500);
    expect(proxy.received - received).toBeLessThan(rest * 1.3 + 2_000_000);
  });

  it('that is removed stops, its password is wiped and its archive stays', async () => {
    const count = await fillInbox(company, user, 1_000, LARGE);
    const accountId = await backfillHeld(count);
    await removeMailAccount(rules, ADMINISTRATOR, accountId);
    proxy.set({});
    await backfillOver();
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
  });

  it('gets its new mail before the backfill ends', async () => {
    const count = await fillInbox(company, user, 500, LARGE);
    const accountId = await backfillHeld(count);
    await sql`update mail_account set watch_lease_until = null where id = ${accountId}`.execute(company.db);
    await company.dovecot.deliver(
      user,
      mail({ from: 'a@acme.example', to: user.address, subject: 'New during the backfill' }),
    );
    await waitFor(() =>
      company.db
        .selectFrom('message')
        .select('id')
        .where('subject', '=', 'New during the backfill')
        .executeTakeFirst(),
    );
    expect(await coveredCount(accountId)).toBeLessThan(count);
    proxy.set({});
    await look(company, accountId);
    expect(await expectWhole(company, accountId, user)).toBe(count + 1);
  });

  it('does not delay another account’s new mail', async () => {
    const count = await fillInbox(company, user, 500, LARGE);
    const other = await company.connect();
    await look(company, other.accountId);
    await waitFor(async () => (await healthOf(company, other.accountId)).watch_owner);
    const accountId = await backfillHeld(count);
    await company.dovecot.deliver(other.user, mail({ from: 'a@acme.example', to: other.user.address }));
    await waitFor(async () => (await placesOf(company, other.accountId)) === 1);
    expect(await coveredCount(accountId)).toBeLessThan(count);
  });

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
  });
});
