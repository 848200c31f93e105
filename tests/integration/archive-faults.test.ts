import { createHash, randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPackStore } from '@tradepost/core/blobs/pack-store';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Company, openAccount, startCompany } from '../helpers/company.ts';
import { mail } from '../helpers/mails.ts';
import { enqueue, placesOf, tryNow } from '../helpers/oracle.ts';
import { type RunningProcess, startProcess } from '../helpers/process.ts';
import { startTcpProxy } from '../helpers/tcp-proxy.ts';
import { waitFor } from '../helpers/wait-for.ts';

let company: Company;
beforeEach(async () => {
  company = await startCompany();
});
afterEach(() => company.stop());

/** The oracle: every octet string on the server is in the archive, and each place is there once. */
async function expectWhole(accountId: number, mailbox = 'INBOX') {
  const connection = await openAccount(company, accountId);
  const server = new Map<number, string>();
  try {
    await connection.examine(mailbox);
    await connection.fetchSources([{ first: 1, last: 4_294_967_295 }], {
      onMessage: async ({ uid, source }) =>
        void server.set(uid, createHash('sha256').update(source).digest('hex')),
    });
  } finally {
    await connection.close();
  }
  const { rows } = await sql<{ uid: number; sha256: string }>`
    select p.uid, encode(bl.sha256, 'hex') as sha256
    from mailbox_message p join mailbox b on b.id = p.mailbox_id and b.uid_validity = p.uid_validity
    join blob bl on bl.id = p.blob_id
    where b.account_id = ${accountId} and b.path = ${mailbox} and p.vanished_at is null order by p.uid`.execute(
    company.db,
  );
  expect(new Map(rows.map((row) => [row.uid, row.sha256]))).toEqual(server);
  expect(rows.length).toBe(server.size);
  const proof = await company.verify(accountId);
  expect(proof.problem).toBeNull();
  expect(proof.mailboxes.filter((box) => !box.complete)).toEqual([]);
  return server.size;
}

/** Every stored blob reads back byte-exact. */
async function expectBlobsReadable() {
  const store = await openPackStore(company.config.dataDir);
  const rows = await company.db.selectFrom('blob').selectAll().execute();
  for (const row of rows)
    await store.read({
      sha256: row.sha256.toString('hex'),
      size: row.size,
      storedSize: row.stored_size,
      codec: row.codec,
      pack: row.pack,
      packOffset: row.pack_offset,
    });
  await store.close();
}

/** Mails written as a Maildir at once: delivering 1,500 one by one takes too long. */
async function fill(user: { user: string }, count: number, file?: Buffer) {
  const folder = join(company.dovecot.mailDir, user.user, 'cur');
  await company.dovecot.deliver(user.user, mail({ from: 'seed@seed.example', to: user.user }));
  await mkdir(folder, { recursive: true });
  for (let index = 0; index < count; index++)
    await writeFile(
      join(folder, `17${String(index).padStart(8, '0')}.M${index}P1.seed:2,`),
      mail({
        from: `buyer${index % 40}@customer${index % 40}.example`,
        to: user.user,
        subject: `Order ${index}`,
        messageId: `seed-${index}@customer.example`,
        date: new Date(Date.UTC(2026, 0, 1) + index * 60_000),
        ...(file === undefined ? { body: `Item ${index} `.repeat(200) } : withFile(`Item ${index}`, file)),
      }),
    );
  await company.dovecot.doveadm(['exec', 'true']).catch(() => '');
  return count + 1;
}

const withFile = (text: string, file: Buffer) => ({
  contentType: 'multipart/mixed; boundary=b',
  body: [
    '--b',
    'Content-Type: text/plain',
    '',
    text,
    '--b',
    'Content-Type: application/octet-stream',
    'Content-Disposition: attachment; filename=drawing.bin',
    'Content-Transfer-Encoding: base64',
    '',
    ...(file.toString('base64').match(/.{1,76}/g) ?? []),
    '--b--',
  ].join('\r\n'),
});

/** A batch's, of mails with a file of so many octets: about a hundred of them. */
const BATCH_OCTETS = 6_000_000;
const FILE_OCTETS = 42_000;

/** mulberry32: the same points at every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return ((word ^ (word >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('nothing is lost and nothing is doubled', () => {
  it('when ingest is killed at random points of a backfill, 21 times', async () => {
    const { user, accountId } = await company.connect();
    const proxy = await startTcpProxy({ port: company.dovecot.port });
    await sql`update mail_account set imap_port = ${proxy.port}`.execute(company.db);
    const customer = await company.customer('Customer 7', { domains: ['customer7.example'] });
    const count = await fill(user, 2_600, randomBytes(FILE_OCTETS));
    const scheduler = startProcess('apps/scheduler/src/main.ts', company.env);
    let ingest: RunningProcess | null = null;
    const begin = async () => {
      // The leases and the queue's locks of the one that was killed run out by themselves; the test does not wait for the clock.
      await company.redis.flushAll();
      await sql`update mail_account set sync_owner = null, sync_lease_until = null, watch_lease_until = null`.execute(
        company.db,
      );
      ingest = startProcess('apps/ingest/src/main.ts', company.env);
      await tryNow(company, accountId);
      await enqueue(company, 'sync-account', { accountId });
      return ingest;
    };
    try {
      const random = seeded(20_261_122);
      for (let kills = 0; kills < 21; kills++) {
        const running = await begin();
        // The point of the kill is what the test is about: somewhere in fetch and parse, by octets; and in every other
        // life in write and commit, soon after a batch is there.
        const [received, before] = [proxy.received, await placesOf(company, accountId)];
        const until = received + random() * BATCH_OCTETS;
        // The archive is asked less often than a counter: to ask for it costs both cores their time.
        if (kills % 2 === 0) await waitFor(() => proxy.received > until, { intervalMs: 1 });
        else await waitFor(async () => (await placesOf(company, accountId)) > before, { intervalMs: 20 });
        await sleep(random() * 100);
        await running.kill();
      }
      expect(await placesOf(company, accountId)).toBeLessThan(count);
      await begin();
      await company.synced();
      expect(await expectWhole(accountId)).toBe(count);
      const doubles = await sql<{ n: number }>`
        select count(*) - count(distinct message_id) as n from timeline_entry where customer_id = ${customer}`.execute(
        company.db,
      );
      expect(doubles.rows[0]?.n).toBe(0);
      await expectBlobsReadable();
    } finally {
      await (ingest as RunningProcess | null)?.kill();
      await scheduler.kill();
      await proxy.stop();
    }
  }, 300_000);

  it('when the mailbox gets another UIDVALIDITY', async () => {
    const { user, accountId } = await company.connect();
    const customer = await company.customer('Acme', { addresses: ['a@acme.example'] });
    for (let index = 0; index < 30; index++)
      await company.dovecot.deliver(
        user,
        mail({ from: 'a@acme.example', to: user.address, subject: `Mail ${index}` }),
      );
    await company.startServices();
    await company.synced();
    await expectWhole(accountId);
    await company.dovecot.doveadm([
      'mailbox',
      'update',
      '-u',
      user.user,
      '--uid-validity',
      '424242',
      'INBOX',
    ]);
    await company.dovecot.doveadm(['expunge', '-u', user.user, 'mailbox', 'INBOX', 'subject', 'Mail 17']);
    await company.dovecot.deliver(user, mail({ from: 'a@acme.example', to: user.address, subject: 'After' }));
    await company.synced();
    expect(await expectWhole(accountId)).toBe(30);
    const inbox = (await company.verify(accountId)).mailboxes.find((box) => box.path === 'INBOX');
    expect(inbox).toMatchObject({ server: 30, archived: 30, vanished: 1, missing: 0 });
    const { rows } = await sql<{ entries: number; messages: number }>`
      select (select count(*) from timeline_entry where customer_id = ${customer}) as entries,
        (select count(*) from message) as messages`.execute(company.db);
    expect(rows[0]).toEqual({ entries: 31, messages: 31 });
  });

  it('when mail vanishes from the server: it stays, marked', async () => {
    const { user, accountId } = await company.connect();
    const customer = await company.customer('Acme', { addresses: ['a@acme.example'] });
    for (let index = 0; index < 5; index++)
      await company.dovecot.deliver(
        user,
        mail({ from: 'a@acme.example', to: user.address, subject: `Mail ${index}` }),
      );
    await company.startServices();
    await company.synced();
    await company.dovecot.doveadm(['expunge', '-u', user.user, 'mailbox', 'INBOX', 'subject', 'Mail 3']);
    const proof = await company.verify(accountId);
    expect(proof.mailboxes.find((box) => box.path === 'INBOX')).toMatchObject({
      server: 4,
      archived: 4,
      vanished: 1,
      missing: 0,
      complete: true,
    });
    const { rows } = await sql<{
      n: number;
    }>`select count(*) as n from timeline_entry where customer_id = ${customer}`.execute(company.db);
    expect(rows[0]?.n).toBe(5);
  });

  it('when Redis is emptied in the middle of a backfill', async () => {
    const { user, accountId } = await company.connect();
    const count = await fill(user, 1_200);
    await company.startServices();
    for (const share of [0.1, 0.4, 0.7]) {
      await waitFor(async () => {
        const { rows } = await sql<{ n: number }>`select count(*) as n from mailbox_message`.execute(
          company.db,
        );
        return (rows[0]?.n ?? 0) >= count * share;
      });
      await company.redis.flushAll();
    }
    await company.synced();
    expect(await expectWhole(accountId)).toBe(count);
  }, 200_000);

  it('when Redis dies and comes back empty', async () => {
    const { user, accountId } = await company.connect();
    await company.startServices();
    await company.synced();
    await company.redis.kill();
    await company.dovecot.deliver(user, mail({ from: 'a@acme.example', to: user.address }));
    await company.redis.restart({ empty: true });
    await company.synced();
    expect(await expectWhole(accountId)).toBe(1);
  });

  it('when Postgres ends every connection in the middle', async () => {
    const { user, accountId } = await company.connect();
    const count = await fill(user, 800);
    await company.startServices();
    for (let round = 0; round < 5; round++) {
      await waitFor(async () => {
        const { rows } = await sql<{ n: number }>`select count(*) as n from mailbox_message`.execute(
          company.db,
        );
        return (rows[0]?.n ?? 0) >= (count * (round + 1)) / 8;
      });
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'tradepost-%' and datname = current_database()`.execute(
        company.db,
      );
      await sql`update mail_account set next_attempt_at = now()`.execute(company.db);
    }
    await company.synced();
    expect(await expectWhole(accountId)).toBe(count);
  }, 200_000);
});

describe('one bad mail', () => {
  it('is quarantined, visible, and the rest arrives', async () => {
    const { user, accountId } = await company.connect();
    await company.customer('Acme', { addresses: ['a@acme.example'] });
    const parts = Array.from(
      { length: 1_500 },
      (_, index) => `--b\r\nContent-Type: text/plain\r\n\r\npart ${index}\r\n`,
    );
    const poison = `From: a@acme.example\r\nTo: ${user.address}\r\nSubject: poison\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${parts.join('')}--b--\r\n`;
    await company.dovecot.deliver(
      user,
      mail({ from: 'a@acme.example', to: user.address, subject: 'before' }),
    );
    await company.dovecot.deliver(user, poison);
    await company.dovecot.deliver(user, mail({ from: 'a@acme.example', to: user.address, subject: 'after' }));
    await company.startServices();
    await company.synced();
    await expectWhole(accountId);
    const proof = await company.verify(accountId);
    expect(proof.mailboxes.find((box) => box.path === 'INBOX')).toMatchObject({
      server: 3,
      archived: 2,
      quarantined: 1,
    });
    const rows = await company.db
      .selectFrom('message')
      .select(['subject', 'quarantine_reason', 'parse_tier'])
      .orderBy('subject')
      .execute();
    expect(rows).toEqual([
      { subject: 'after', quarantine_reason: null, parse_tier: 'full' },
      { subject: 'before', quarantine_reason: null, parse_tier: 'full' },
      { subject: 'poison', quarantine_reason: 'too-many-parts', parse_tier: 'headers' },
    ]);
  });
});
