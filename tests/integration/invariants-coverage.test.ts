/** I1 and I2 at their core, without the nets behind them: what moves a mailbox's coverage, and what does not. */
import { openPackStore } from '@tradepost/core/blobs/pack-store';
import { archiveBatch, StaleGenerationError, UidReusedError } from '@tradepost/core/ingest/archive-batch';
import { archivePastRefusals } from '@tradepost/core/ingest/archive-past-refusals';
import { openParsePool } from '@tradepost/core/ingest/open-pool';
import { makeLogger } from '@tradepost/core/log';
import { openSecretBox } from '@tradepost/core/secrets';
import { ByteBudget } from '@tradepost/core/sync/byte-budget';
import { connectAccount } from '@tradepost/core/sync/connections';
import type { SyncDeps } from '@tradepost/core/sync/deps';
import { loadActiveAccount } from '@tradepost/core/sync/load-account';
import { Suspects } from '@tradepost/core/sync/suspects';
import { syncMailbox } from '@tradepost/core/sync/sync-mailbox';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type Company, startCompany } from '../helpers/company.ts';
import { digests, type LyingMailbox, mails, startLyingServer } from '../helpers/lying-server.ts';
import { mail } from '../helpers/mails.ts';
import { addAccount, inArchive } from '../helpers/oracle.ts';

let company: Company;
let deps: SyncDeps;
let accountId: number;
let mailboxId: number;
beforeAll(async () => {
  company = await startCompany();
  const { db, config } = company;
  deps = {
    db,
    blobs: await openPackStore(config.dataDir),
    pool: openParsePool({ parseThreads: 1 }),
    secrets: await openSecretBox(config),
    queues: { add: async () => undefined },
    budget: new ByteBudget(24 * 1024 * 1024),
    suspects: new Suspects(),
    log: makeLogger('test', 'silent'),
    publish: () => undefined,
    allowedMailHosts: [],
    workerId: 'test',
    spoolDir: config.dataDir,
  };
});
afterAll(async () => {
  await deps.pool.close();
  await deps.blobs.close();
  await company.stop();
});

/** A mailbox of generation 7, with nothing in it. */
async function newMailbox(server = { port: 9, user: `u${Math.random()}`, password: 'p' }): Promise<void> {
  accountId = await addAccount(company, server);
  const { id } = await company.db
    .insertInto('mailbox')
    .values({ account_id: accountId, path: 'INBOX', uid_validity: 7, uid_next: 100 })
    .returning('id')
    .executeTakeFirstOrThrow();
  mailboxId = id;
}
const state = async () =>
  (
    await sql<{ covered: string; place_count: number; places: number; uid_validity: number }>`
      select covered::text, place_count, uid_validity,
        (select count(*) from mailbox_message p where p.mailbox_id = b.id) as places
      from mailbox b where id = ${mailboxId}`.execute(company.db)
  ).rows[0];
const item = async (uid: number, subject: string) => ({
  uid,
  internalDate: null,
  processed: await deps.pool.process(
    Buffer.from(mail({ from: 'a@acme.example', to: 'b@b.example', subject })),
    {
      priority: 'new',
    },
  ),
});

describe('a batch', () => {
  beforeEach(() => newMailbox());

  it('of another generation writes nothing at all', async () => {
    const batch = { mailboxId, uidValidity: 6, items: [await item(3, 'Stale')], covered: '{[1,50)}' };
    await expect(archiveBatch(deps, batch)).rejects.toThrow(StaleGenerationError);
    expect(await state()).toEqual({ covered: '{}', place_count: 0, places: 0, uid_validity: 7 });
    expect(
      await company.db.selectFrom('message').select('id').where('subject', '=', 'Stale').execute(),
    ).toEqual([]);
  });

  it('that fails anywhere in its transaction moves neither coverage nor places', async () => {
    await sql`create or replace function fail() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`.execute(
      company.db,
    );
    const batch = { mailboxId, uidValidity: 7, items: [await item(3, 'Half')], covered: '{[1,50)}' };
    for (const table of ['blob', 'message', 'message_text', 'message_address', 'mailbox_message']) {
      await sql`create trigger fail before insert on ${sql.table(table)} for each row execute function fail()`.execute(
        company.db,
      );
      await expect(archiveBatch(deps, batch)).rejects.toThrow('no');
      await sql`drop trigger fail on ${sql.table(table)}`.execute(company.db);
      expect(await state()).toMatchObject({ covered: '{}', place_count: 0, places: 0 });
    }
    await archiveBatch(deps, batch);
    expect(await state()).toMatchObject({ covered: '{[1,50)}', place_count: 1, places: 1 });
  });

  it('with mails whose rows are refused keeps their octets, unread, and holds up no other; a fault of ours is not hidden so', async () => {
    await sql`
      create or replace function refuse() returns trigger language plpgsql as $$
      begin if new.subject like 'Refused %' then raise exception 'too long' using errcode = '54000'; end if; return new; end $$`.execute(
      company.db,
    );
    await sql`create trigger refuse before insert on message for each row execute function refuse()`.execute(
      company.db,
    );
    const batchOf = async (refused: number) => ({
      mailboxId,
      uidValidity: 7,
      items: [
        await item(1, 'Before'),
        ...(await Promise.all(
          Array.from({ length: refused }, (_, index) => item(2 + index, `Refused ${index}`)),
        )),
        await item(2 + refused, 'Behind'),
      ],
      covered: '{[1,50)}',
    });
    const batch = await batchOf(2);
    expect(await archivePastRefusals(deps, batch)).toMatchObject({
      places: 4,
      newMessages: 4,
      refused: [{ code: '54000' }, { code: '54000' }],
    });
    expect(await state()).toMatchObject({ covered: '{[1,50)}', place_count: 4, places: 4 });
    const { rows } = await sql<{ tier: string; reason: string | null; sha256: string }>`
      select m.parse_tier as tier, m.quarantine_reason as reason, encode(b.sha256, 'hex') as sha256
      from mailbox_message p join message m on m.id = p.message_id join blob b on b.id = p.blob_id
      where p.mailbox_id = ${mailboxId} order by p.uid`.execute(company.db);
    const [read, unread] = [
      { tier: 'full', reason: null },
      { tier: 'raw', reason: 'parser-error' },
    ];
    expect(rows).toEqual(
      [read, unread, unread, read].map((one, index) => ({
        ...one,
        sha256: batch.items[index]?.processed.sha256,
      })),
    );
    await newMailbox();
    await expect(archivePastRefusals(deps, await batchOf(21))).rejects.toThrow('too long');
    expect(await state()).toMatchObject({ covered: '{}' });
    await sql`drop trigger refuse on message`.execute(company.db);
  });

  it('that comes twice is there once', async () => {
    const batch = { mailboxId, uidValidity: 7, items: [await item(3, 'Twice')], covered: '{[3,4)}' };
    expect([await archiveBatch(deps, batch), await archiveBatch(deps, batch)]).toMatchObject([
      { places: 1, newMessages: 1 },
      { places: 0, newMessages: 0 },
    ]);
    expect(await state()).toMatchObject({ covered: '{[3,4)}', place_count: 1, places: 1 });
  });

  it('with another mail for a place that is taken is refused whole', async () => {
    const batch = (items: Awaited<ReturnType<typeof item>>[]) => ({
      mailboxId,
      uidValidity: 7,
      items,
      covered: '{[3,5)}',
    });
    await archiveBatch(deps, batch([await item(3, 'First')]));
    await expect(
      archiveBatch(deps, batch([await item(3, 'Second'), await item(4, 'Third')])),
    ).rejects.toThrow(UidReusedError);
    expect(await state()).toMatchObject({ place_count: 1, places: 1 });
  });
});

describe('one run over a mailbox, without the proof that follows it', () => {
  const run = async (box: LyingMailbox) => {
    const liar = await startLyingServer({ INBOX: box });
    onTestFinished(() => liar.server.stop());
    await newMailbox(liar);
    const login = await loadActiveAccount(company.db, accountId);
    const connection = await connectAccount(deps, login as NonNullable<typeof login>);
    onTestFinished(() => connection.close());
    return syncMailbox(
      deps,
      connection,
      { id: mailboxId, accountId, path: 'INBOX' },
      { scope: 'all', shouldStop: async () => false },
    );
  };

  it('leaves uncovered what the server lists and does not hand out', async () => {
    const all = mails(6);
    const outcome = await run({
      mails: all,
      uidValidity: 8,
      beforeSource: (uid) => (uid === 4 ? 'silent' : undefined),
    });
    expect(outcome).toMatchObject({ stopped: false, stuck: [4] });
    expect(await state()).toMatchObject({ covered: '{[1,4),[5,7)}', place_count: 5 });
  });

  it('covers of a fetch that breaks off only what came', async () => {
    const all = mails(6);
    await expect(
      run({
        mails: all,
        uidValidity: 8,
        beforeSource: (uid, { socket }) => {
          if (uid !== 4) return undefined;
          socket.destroySoon();
          return 'stop';
        },
      }),
    ).rejects.toThrow();
    expect(await state()).toMatchObject({ covered: '{[1,4)}', place_count: 3 });
    expect(await inArchive(company, accountId)).toEqual(digests(all.slice(0, 3)));
  });

  it('knows that there is more than it was shown', async () => {
    const outcome = await run({ mails: mails(6), uidValidity: 8, exists: 7 });
    expect(outcome).toMatchObject({ stopped: false, stuck: [], doubtful: true });
  });
});
