import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPackStore } from '@tradepost/core/blobs/pack-store';
import { fileMessages } from '@tradepost/core/filing/file-messages';
import { holdFiling } from '@tradepost/core/filing/filing-lock';
import { requestRefile } from '@tradepost/core/filing/refile';
import { insertMessages } from '@tradepost/core/ingest/message-rows';
import { openParsePool } from '@tradepost/core/ingest/open-pool';
import { reparseMessage } from '@tradepost/core/ingest/reparse';
import { JOB_KINDS } from '@tradepost/core/jobs/kinds';
import { runJob } from '@tradepost/core/jobs/run-job';
import { makeLogger } from '@tradepost/core/log';
import { openSecretBox } from '@tradepost/core/secrets';
import { ByteBudget } from '@tradepost/core/sync/byte-budget';
import { SizesLieError } from '@tradepost/core/sync/fetch-batch';
import type { SyncDeps } from '@tradepost/core/sync/deps';
import { dueMailboxes } from '@tradepost/core/sync/due-mailboxes';
import { recordNewMailSuccess } from '@tradepost/core/sync/health';
import { reconcileMailbox } from '@tradepost/core/sync/reconcile';
import { Suspects } from '@tradepost/core/sync/suspects';
import { syncMailbox } from '@tradepost/core/sync/sync-mailbox';
import { makeHostGuard, openImap } from '@tradepost/mail/imap';
import { parseMessage } from '@tradepost/mail/parse';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Company, openAccount, startCompany } from '../helpers/company.ts';
import { startLyingServer } from '../helpers/lying-server.ts';
import { mail } from '../helpers/mails.ts';

let company: Company;
let deps: SyncDeps;
beforeEach(async () => {
  company = await startCompany();
  const log = makeLogger('test', 'silent');
  deps = {
    db: company.db,
    blobs: await openPackStore(company.config.dataDir),
    pool: openParsePool({ parseThreads: 1 }),
    secrets: await openSecretBox(company.config),
    queues: { add: async () => {} },
    budget: new ByteBudget(24_000_000),
    suspects: new Suspects(),
    log,
    publish: () => {},
    allowedMailHosts: [],
    workerId: 'test',
    spoolDir: await mkdtemp(join(tmpdir(), 'tp-spool-')),
  };
});
afterEach(async () => {
  await deps.pool.close();
  await deps.blobs.close();
  await company.stop();
});

const all = { scope: 'all' as const, shouldStop: async () => false };

/** An account's inbox, known to the database, without the processes that would sync it. */
async function inboxOf(accountId: number) {
  const { id } = await company.db
    .insertInto('mailbox')
    .values({ account_id: accountId, path: 'INBOX', special_use: '\\Inbox' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, accountId, path: 'INBOX' };
}

describe('a mailbox that is synced', () => {
  it('is archived whether or not anybody wants to be told', async () => {
    const { user, accountId } = await company.connect();
    const mailbox = await inboxOf(accountId);
    await company.dovecot.deliver(user, mail({ from: 'a@acme.example', to: user.address }));
    const connection = await openAccount(company, accountId);
    await syncMailbox(deps, connection, mailbox, all);
    await connection.close();
    const { rows } = await sql<{ n: number }>`select count(*) as n from mailbox_message`.execute(company.db);
    expect(rows[0]?.n).toBe(1);
  });

  it('keeps a mail that was archived between the look at the server and its judgement', async () => {
    const { user, accountId } = await company.connect();
    const mailbox = await inboxOf(accountId);
    await company.dovecot.deliver(user, mail({ from: 'a@acme.example', to: user.address }));
    const [looking, other] = [await openAccount(company, accountId), await openAccount(company, accountId)];
    await syncMailbox(deps, other, mailbox, all);
    const racing = new Proxy(looking, {
      get(target, name) {
        if (name !== 'listUids') return Reflect.get(target, name) as unknown;
        return async () => {
          const uids = await target.listUids();
          await company.dovecot.deliver(user, mail({ from: 'b@acme.example', to: user.address }));
          await syncMailbox(deps, other, mailbox, all);
          return uids;
        };
      },
    });
    const proof = await reconcileMailbox(company.db, racing, mailbox);
    await Promise.all([looking.close(), other.close()]);
    expect(proof).toMatchObject({ vanished: 0, lost: [] });
    const box = await company.db
      .selectFrom('mailbox')
      .select(['covered', 'uid_next', 'place_count', 'server_count'])
      .where('id', '=', mailbox.id)
      .executeTakeFirstOrThrow();
    expect(box).toEqual({ covered: '{[1,3)}', uid_next: 3, place_count: 2, server_count: 2 });
  });
});

describe('a mailbox whose past is not here yet', () => {
  it('has its turn in a round that begins while a look for its new mail ends', async () => {
    const { accountId } = await company.connect();
    const mailbox = await inboxOf(accountId);
    const listed = await company.db.transaction().execute(async (tx) => {
      // Postgres stops the clock of the round here; it sees the table below.
      await sql`select now()`.execute(tx);
      await recordNewMailSuccess(company.db, mailbox.id);
      return dueMailboxes(tx, accountId);
    });
    expect(listed).toEqual([{ id: mailbox.id, path: 'INBOX', proofDue: true }]);
  });
});

describe('a server whose mails are far larger than it claims', () => {
  it('brings a few at a time, and all in the end', async () => {
    const mails = Array.from({ length: 8 }, (_, index) => ({
      uid: index + 1,
      raw: mail({ from: 'a@acme.example', to: 'us@company.example', body: `${index}`.repeat(6_000_000) }),
      claimedSize: 100,
    }));
    const liar = await startLyingServer({ INBOX: { mails, uidValidity: 7 } });
    const { accountId } = await company.connect();
    const mailbox = await inboxOf(accountId);
    let broken = 0;
    for (let whole = false; !whole && broken < 20; ) {
      const connection = await openImap(
        { host: '127.0.0.1', port: liar.port, security: 'none', user: liar.user, password: liar.password },
        { guard: makeHostGuard({ allowedHosts: [], allowPrivate: true }) },
      );
      try {
        await syncMailbox(deps, connection, mailbox, all);
        whole = true;
      } catch (error) {
        expect(error).toBeInstanceOf(SizesLieError);
        broken += 1;
      }
      await connection.close();
    }
    const { rows } = await sql<{ n: number }>`select count(*) as n from mailbox_message`.execute(company.db);
    expect(rows[0]?.n).toBe(8);
    // Two mails are past what may come unclaimed: each session ends after the first of them, or two.
    expect(broken).toBeGreaterThan(1);
    await liar.server.stop();
  });
});

describe('a mail on its way while its customer is made', () => {
  it('is on the timeline when both are done', async () => {
    const raw = Buffer.from(mail({ from: 'new@buyer.example', to: 'us@company.example' }));
    const { id: blobId } = await company.db
      .insertInto('blob')
      .values({ sha256: Buffer.alloc(32, 1), size: raw.length, stored_size: raw.length, codec: 'raw' })
      .returning('id')
      .executeTakeFirstOrThrow();
    let customer = 0;
    let refiled = false;
    let refiling: Promise<unknown> = Promise.resolve();
    await company.db.transaction().execute(async (tx) => {
      await holdFiling(tx);
      const message = { parsed: parseMessage(raw), blobId, size: raw.length, internalDate: null };
      const { created } = await insertMessages(tx, [message], Date.now());
      expect(await fileMessages(tx, created)).toEqual([]);
      customer = await company.customer('Buyer', { addresses: ['new@buyer.example'] });
      const jobId = await requestRefile(company.db, { customerId: customer }, null);
      refiling = runJob(company.db, JOB_KINDS, jobId, new AbortController().signal, () => {}).then(() => {
        refiled = true;
      });
      // The job waits for this transaction: it is seen waiting before the commit.
      for (let waiting = 0; waiting === 0; ) {
        const { rows } = await sql<{ n: number }>`
          select count(*) as n from pg_locks where locktype = 'advisory' and not granted`.execute(company.db);
        waiting = rows[0]?.n ?? 0;
      }
      expect(refiled).toBe(false);
    });
    await refiling;
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from timeline_entry where customer_id = ${customer}`.execute(company.db);
    expect(rows[0]?.n).toBe(1);
  });
});

describe('reading a mail again', () => {
  it('never replaces what is known by less', async () => {
    const { user, accountId } = await company.connect();
    const mailbox = await inboxOf(accountId);
    await company.dovecot.deliver(user, mail({ from: 'a@acme.example', to: user.address, subject: 'Whole' }));
    const connection = await openAccount(company, accountId);
    await syncMailbox(deps, connection, mailbox, all);
    await connection.close();
    const { id } = await company.db.selectFrom('message').select('id').executeTakeFirstOrThrow();
    await expect(reparseMessage(deps, id)).rejects.toMatchObject({ code: 'conflict' });
    // Archived by its header alone, once; read again it is whole, and still one message.
    await company.db
      .updateTable('message')
      .set({ parse_tier: 'headers', quarantine_reason: 'parser-timeout', subject: 'half' })
      .execute();
    expect(await reparseMessage(deps, id)).toBe(id);
    expect(
      await company.db.selectFrom('message').select(['subject', 'parse_tier', 'quarantine_reason']).execute(),
    ).toEqual([{ subject: 'Whole', parse_tier: 'full', quarantine_reason: null }]);
  });
});
