/**
 * The oracle of the fault tests: {SHA-256 of every source on the server} − {archived} = ∅, and every place
 * once. It looks at the server by a way of its own, not by the one that a test breaks.
 */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { secretOwner } from '@tradepost/core/accounts/deps';
import { type JobName, type JobPayloads, Queues } from '@tradepost/core/queues/queues';
import { openRedis } from '@tradepost/core/queues/redis';
import { openSecretBox } from '@tradepost/core/secrets';
import { makeHostGuard, openImap } from '@tradepost/mail/imap';
import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Company } from './company.ts';
import type { MailUser } from './dovecot.ts';
import { mail } from './mails.ts';
import { waitFor } from './wait-for.ts';

const ALL_UIDS = { first: 1, last: 4_294_967_295 };

export interface Server {
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/**
 * An account for a server at this port: a proxy in front of Dovecot, or one that lies.
 * @param options.watched false: nobody watches it for new mail until its `watch_lease_until` is set to null.
 */
export async function addAccount(company: Company, server: Server, { watched = true } = {}): Promise<number> {
  const address = server.user.includes('@') ? server.user : `${server.user}@tradepost.test`;
  const secrets = await openSecretBox(company.config);
  const { keyId, sealed } = secrets.seal(secretOwner(address), server.password);
  const { id } = await company.db
    .insertInto('mail_account')
    .values({
      address,
      imap_host: '127.0.0.1',
      imap_port: server.port,
      imap_security: 'none',
      imap_user: server.user,
      secret_key_id: keyId,
      secret: sealed,
      private_host_allowed: true,
      ...(watched ? {} : { watch_lease_until: sql<Date>`now() + interval '1 day'` }),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** UID → SHA-256 of everything in a mailbox of Dovecot now. */
export async function onServer(
  company: Company,
  user: MailUser,
  mailbox = 'INBOX',
): Promise<Map<number, string>> {
  const connection = await openImap(
    {
      host: '127.0.0.1',
      port: company.dovecot.port,
      security: 'none',
      user: user.user,
      password: user.password,
    },
    { guard: makeHostGuard({ allowedHosts: [], allowPrivate: true }) },
  );
  const found = new Map<number, string>();
  try {
    await connection.examine(mailbox);
    await connection.fetchSources([ALL_UIDS], {
      onMessage: async ({ uid, source }) => void found.set(uid, sha256(source)),
    });
  } finally {
    await connection.close();
  }
  return found;
}

/** UID → SHA-256 of the places that the archive believes to be on the server. */
export async function inArchive(
  company: Company,
  accountId: number,
  mailbox = 'INBOX',
): Promise<Map<number, string>> {
  const { rows } = await sql<{ uid: number; sha256: string }>`
    select p.uid, encode(bl.sha256, 'hex') as sha256
    from mailbox_message p join mailbox b on b.id = p.mailbox_id and b.uid_validity = p.uid_validity
    join blob bl on bl.id = p.blob_id
    where b.account_id = ${accountId} and b.path = ${mailbox} and p.vanished_at is null order by p.uid`.execute(
    company.db,
  );
  const found = new Map(rows.map((row) => [row.uid, row.sha256]));
  expect(found.size).toBe(rows.length);
  return found;
}

/** Nothing lost, nothing doubled, in all these mailboxes. @returns how many mails there are. */
export async function expectWhole(
  company: Company,
  accountId: number,
  user: MailUser,
  mailboxes: readonly string[] = ['INBOX'],
): Promise<number> {
  let count = 0;
  for (const mailbox of mailboxes) {
    const server = await onServer(company, user, mailbox);
    expect(await inArchive(company, accountId, mailbox)).toEqual(server);
    count += server.size;
  }
  return count;
}

/** Fills an inbox at once, as a Maildir: delivering thousands one by one takes too long. */
export async function fillInbox(
  company: Company,
  user: MailUser,
  count: number,
  options: { octets?: number; from?: (index: number) => string } = {},
): Promise<number> {
  await company.dovecot.deliver(user, mail({ from: 'seed@seed.example', to: user.address }));
  const folder = join(company.dovecot.mailDir, user.user, 'cur');
  await mkdir(folder, { recursive: true });
  for (let index = 0; index < count; index++)
    await writeFile(
      join(folder, `16${String(index).padStart(8, '0')}.M${index}P1.seed:2,S`),
      mail({
        from: options.from?.(index) ?? `buyer${index % 40}@customer${index % 40}.example`,
        to: user.address,
        subject: `Order ${index}`,
        messageId: `seed-${index}.${user.user}`,
        date: new Date(Date.UTC(2026, 0, 1) + index * 60_000),
        body: `Item ${index} `.repeat(Math.ceil((options.octets ?? 2_000) / 10)),
      }),
    );
  return count + 1;
}

export const placesOf = async (company: Company, accountId: number): Promise<number> =>
  (
    await sql<{ n: number }>`
      select count(*) as n from mailbox_message p join mailbox b on b.id = p.mailbox_id
      where b.account_id = ${accountId}`.execute(company.db)
  ).rows[0]?.n ?? 0;

/**
 * I1 at this moment: UIDs that are covered without a mail in the archive, in an inbox whose UIDs have no gaps. One
 * statement, so that it sees one state.
 */
export const coveredInVain = async (company: Company, accountId: number): Promise<number> =>
  (
    await sql<{ n: number }>`
      select coalesce(sum((select coalesce(sum(upper(r) - lower(r)), 0) from unnest(b.covered) as r) - (
        select count(*) from mailbox_message p where p.mailbox_id = b.id and p.uid_validity = b.uid_validity)), 0)::int as n
      from mailbox b where b.account_id = ${accountId} and b.path = 'INBOX'`.execute(company.db)
  ).rows[0]?.n ?? 0;

export const healthOf = (company: Company, accountId: number) =>
  company.db
    .selectFrom('mail_account')
    .select([
      'state',
      'error_code',
      'error_detail',
      'failures',
      'last_success_at',
      'watch_owner',
      'sync_owner',
      'next_attempt_at',
    ])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();

export const mailboxOf = (company: Company, accountId: number, path = 'INBOX') =>
  company.db
    .selectFrom('mailbox')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('path', '=', path)
    .executeTakeFirst();

/** Due now: the test does not wait for the clock of a back-off. */
export async function tryNow(company: Company, accountId: number): Promise<void> {
  await sql`update mail_account set next_attempt_at = now() where id = ${accountId}`.execute(company.db);
  await sql`update mailbox set next_attempt_at = now() where account_id = ${accountId}`.execute(company.db);
}

export const sha256 = (octets: Buffer | string): string => createHash('sha256').update(octets).digest('hex');

/** Puts a job into the queue, as a watcher or the scheduler does. */
export async function enqueue<N extends JobName>(
  company: Company,
  name: N,
  payload: JobPayloads[N],
): Promise<void> {
  const redis = openRedis(company.redis.url, () => {});
  const queues = new Queues(redis, () => {});
  try {
    await queues.add(name, payload);
  } finally {
    await queues.close();
    redis.disconnect();
  }
}

/** Asks for a sync now and waits until a whole look that began after it has ended, well or badly. */
export async function look(company: Company, accountId: number): Promise<void> {
  await tryNow(company, accountId);
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(company.db);
  const since = (rows[0] as { now: Date }).now;
  await enqueue(company, 'sync-account', { accountId });
  await waitFor(async () => {
    const { rows: found } = await sql<{ over: boolean }>`
        select coalesce(last_attempt_at >= ${since} and next_attempt_at > last_attempt_at and sync_owner is null, false) as over
        from mail_account where id = ${accountId}`.execute(company.db);
    return found[0]?.over;
  });
}

/** Asks for a look at the inbox, as a watcher does, and waits until nobody looks for new mail any more. */
export async function lookForNewMail(company: Company, accountId: number): Promise<void> {
  const mailboxId = (await mailboxOf(company, accountId))?.id;
  if (mailboxId === undefined) throw new Error('the inbox is not known yet');
  const redis = openRedis(company.redis.url, () => {});
  const queues = new Queues(redis, () => {});
  try {
    await queues.add('new-mail', { mailboxId });
    await waitFor(async () => {
      const counts = await queues.queue('new-mail').getJobCounts('wait', 'active', 'delayed', 'prioritized');
      return Object.values(counts).every((count) => count === 0);
    });
  } finally {
    await queues.close();
    redis.disconnect();
  }
}
