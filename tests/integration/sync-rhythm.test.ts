/** When an account is looked at, and by how many sessions: of real servers that allow little and break off often. */
import { updateMailAccount } from '@tradepost/core/accounts/change';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ADMINISTRATOR, openRules, type Rules } from '../helpers/actors.ts';
import { type Company, startCompany } from '../helpers/company.ts';
import type { FakeCommand } from '../helpers/fake-imap-server.ts';
import { digests, type LyingServer, mails, startLyingServer } from '../helpers/lying-server.ts';
import {
  addAccount,
  healthOf,
  inArchive,
  look,
  lookForNewMail,
  mailboxOf,
  tryNow,
} from '../helpers/oracle.ts';
import { startTcpProxy } from '../helpers/tcp-proxy.ts';
import { waitFor } from '../helpers/wait-for.ts';

let company: Company;
let rules: Rules;
let liar: LyingServer;
beforeAll(async () => {
  company = await startCompany();
  rules = await openRules(company);
  await company.startServices({ sliceMs: 30 });
});
afterAll(async () => {
  await rules.close();
  await company.stop();
});
afterEach(async () => {
  await company.db.updateTable('mail_account').set({ state: 'paused' }).execute();
  await liar.server.stop();
});

const numbered = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, n) => [`Customer-${n}`, { mails: mails(1), uidValidity: n + 1 }]),
  );
const isAtRest = async (accountId: number) => {
  const { next_attempt_at: next, sync_owner: owner } = await healthOf(company, accountId);
  return owner === null && next.getTime() > Date.now() + 30_000;
};

describe('an account with more mailboxes than one turn is long enough for', () => {
  it('is looked at whole, turn by turn, and then left in peace', async () => {
    liar = await startLyingServer({ INBOX: { mails: mails(2), uidValidity: 7 }, ...numbered(5) });
    const proxy = await startTcpProxy(liar);
    proxy.set({ delayMs: 10 });
    const accountId = await addAccount(company, { ...liar, port: proxy.port }, { watched: false });
    await waitFor(() => isAtRest(accountId));
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from mailbox where account_id = ${accountId} and place_count > 0`.execute(
      company.db,
    );
    expect(rows[0]?.n).toBe(6);
    await proxy.stop();
  });
});

describe('a backfill whose session breaks off', () => {
  it('goes on when its mailbox is due again, not at the next look at the account', async () => {
    let cuts = 1;
    liar = await startLyingServer({
      INBOX: {
        mails: mails(5),
        uidValidity: 7,
        beforeSource: (_uid, { socket }) => {
          if (cuts-- <= 0) return undefined;
          socket.destroy();
          return 'stop';
        },
      },
    });
    const accountId = await addAccount(company, liar, { watched: false });
    await waitFor(async () => (await mailboxOf(company, accountId))?.error_code === 'connection-lost');
    // The account's turn comes before its mailbox's, as the chance of the two waits may have it.
    await sql`update mailbox set next_attempt_at = now() + interval '3 seconds' where account_id = ${accountId}`.execute(
      company.db,
    );
    await sql`update mail_account set next_attempt_at = now() where id = ${accountId}`.execute(company.db);
    await waitFor(async () => (await inArchive(company, accountId)).size === 5);
  });

  it('is no fault any more, nor tried more rarely, once mail comes again', async () => {
    const all = mails(300);
    let ends = 0;
    liar = await startLyingServer({
      INBOX: {
        mails: all,
        uidValidity: 7,
        beforeSource: (uid, { socket }) => {
          if (uid !== 10 || ++ends > 2) return undefined;
          socket.destroy();
          return 'stop';
        },
      },
    });
    const accountId = await addAccount(company, liar, { watched: false });
    await company.db
      .updateTable('mail_account')
      .set({ state: 'paused' })
      .where('id', '=', accountId)
      .execute();
    await sql`
      insert into mailbox (account_id, path, special_use, error_code, failures)
      values (${accountId}, 'INBOX', '\\Inbox', 'connection-lost', 9)
      on conflict (account_id, path) do update set error_code = 'connection-lost', failures = 9, covered = '{}'`.execute(
      company.db,
    );
    await company.db
      .updateTable('mail_account')
      .set({ state: 'active' })
      .where('id', '=', accountId)
      .execute();
    await waitFor(async () => {
      await tryNow(company, accountId);
      return ends > 0 && (await mailboxOf(company, accountId))?.failures !== 9;
    });
    expect((await mailboxOf(company, accountId))?.failures).toBeLessThan(3);
  });
});

describe('a server that allows two connections', () => {
  it('is watched by fewer, so that the whole account is archived', async () => {
    const open = new Set<object>();
    liar = await startLyingServer(
      {
        INBOX: { mails: mails(2), uidValidity: 7 },
        Sent: { mails: mails(1), uidValidity: 8 },
        Old: { mails: [], uidValidity: 9 },
      },
      {
        LOGIN: ({ socket, tag, send, ok }: FakeCommand) => {
          if (open.size >= 2) return send(`${tag} NO [LIMIT] Too many simultaneous connections.`);
          open.add(socket);
          socket.on('close', () => open.delete(socket));
          return ok();
        },
      },
    );
    const accountId = await addAccount(company, liar);
    await waitFor(() => liar.server.commands().filter((name) => name === 'IDLE').length >= 2);
    liar.mailboxes['Old']!.mails = mails(3);
    await waitFor(async () => {
      await tryNow(company, accountId);
      return (await inArchive(company, accountId, 'Old')).size === 3;
    });
  });
});

describe('an account that is asked for while it is looked at', () => {
  it('is looked at once more, at once', async () => {
    let signedIn = 0;
    liar = await startLyingServer(
      { INBOX: { mails: mails(2), uidValidity: 7 } },
      {
        LOGIN: ({ ok }: FakeCommand) => {
          signedIn += 1;
          if (signedIn > 1) return ok();
          void sql`update mail_account set next_attempt_at = now()`.execute(company.db).then(() => ok());
        },
      },
    );
    const accountId = await addAccount(company, liar, { watched: false });
    await waitFor(() => signedIn === 2);
    await waitFor(() => isAtRest(accountId));
    expect(signedIn).toBe(2);
  });
});

describe('a server that ends sessions that wait', () => {
  it('is no fault of the account: it is watched again, more rarely where they last a moment only', async () => {
    let waiting = 0;
    liar = await startLyingServer(
      { INBOX: { mails: mails(2), uidValidity: 7 } },
      {
        IDLE: ({ socket, send }: FakeCommand) => {
          send('+ idling');
          if (++waiting > 2) return;
          send('* BYE Autologout; idle for too long');
          socket.end();
        },
      },
    );
    const accountId = await addAccount(company, liar);
    const faults = new Set<string | null>();
    await waitFor(async () => {
      faults.add((await healthOf(company, accountId)).error_code);
      return waiting > 2;
    });
    expect([...faults]).toEqual([null]);
    expect(await inArchive(company, accountId)).toEqual(digests(liar.mailboxes['INBOX']!.mails));
  });
});

describe('a password that the server takes no more', () => {
  it('is tried once at a time, not once for each thing that waits for it', async () => {
    let refuses = false;
    let refused = 0;
    const open = new Set<FakeCommand['socket']>();
    liar = await startLyingServer(
      { INBOX: { mails: mails(2), uidValidity: 7 }, Sent: { mails: mails(1), uidValidity: 8 } },
      {
        LOGIN: ({ socket, tag, send, ok }: FakeCommand) => {
          open.add(socket);
          if (!refuses) return ok();
          refused += 1;
          return send(`${tag} NO [AUTHENTICATIONFAILED] Invalid credentials`);
        },
      },
    );
    const accountId = await addAccount(company, liar);
    await waitFor(() => liar.server.commands().filter((name) => name === 'IDLE').length >= 2);
    refuses = true;
    for (const socket of open) socket.destroy();
    await waitFor(async () => (await healthOf(company, accountId)).error_code === 'wrong-password');
    // Those that were under way as the sessions ended; one that is asked for now does not even sign in.
    await lookForNewMail(company, accountId);
    const before = refused;
    const { failures } = await healthOf(company, accountId);
    await tryNow(company, accountId);
    await waitFor(
      async () => (await healthOf(company, accountId)).failures > failures && (await isAtRest(accountId)),
    );
    expect(refused).toBe(before + 1);
  });
});

describe('a list with odd mailboxes in it', () => {
  let names: string[] = [];
  const listing = {
    LIST: ({ args, send, ok }: FakeCommand) => {
      if (args.includes('*')) send(...names.map((name) => `* LIST ${name}`));
      return ok();
    },
  };
  const notKept = async (accountId: number) =>
    (await company.verify(accountId)).fault ?? (await healthOf(company, accountId)).error_code;

  it('stops nothing: one that is gone when it is counted, one with a name no table can hold; and the account is not whole', async () => {
    const long = Array.from({ length: 900 }, (_, n) => n * n).join('/');
    names = ['() "/" INBOX', '() "/" "Gone"', '() "/" "A&AAA-B"', `() "/" "${long}"`];
    const all = mails(2);
    liar = await startLyingServer({ INBOX: { mails: all, uidValidity: 7 } }, listing);
    const accountId = await addAccount(company, liar);
    await look(company, accountId);
    expect(await inArchive(company, accountId)).toEqual(digests(all));
    expect(await notKept(accountId)).toEqual({
      code: 'mailboxes-not-kept',
      detail: `2 with names that are too long or odd: A B, ${long.slice(0, 60)}`,
    });
    names = ['() "/" INBOX'];
    await look(company, accountId);
    expect(await notKept(accountId)).toBeNull();
    expect((await company.verify(accountId)).complete).toBe(true);
  });

  it('that is longer than is kept hides nothing: what is beyond is counted, and not taken for deleted', async () => {
    const all = mails(2);
    names = ['() "/" INBOX', '() "/" Zebra'];
    const box = { mails: all, uidValidity: 7 };
    liar = await startLyingServer({ INBOX: box, Zebra: { mails: mails(1), uidValidity: 8 } }, listing);
    const accountId = await addAccount(company, liar);
    await look(company, accountId);
    names.push(...Array.from({ length: 10_005 }, (_, n) => `(\\Noselect) "/" F${n}`));
    await look(company, accountId);
    expect(await notKept(accountId)).toEqual({
      code: 'mailboxes-not-kept',
      detail: '7 beyond the first 10000',
    });
    expect(await mailboxOf(company, accountId, 'Zebra')).toMatchObject({ place_count: 1, vanished_at: null });
  });
});

describe('a server that numbers a mailbox anew at each look', () => {
  it('is named, and asked more and more rarely; each mail is one message all the same', async () => {
    const all = mails(5);
    const box = {
      mails: all,
      uidValidity: 7,
      beforeExamine: () => {
        box.uidValidity += 1;
        return undefined;
      },
    };
    liar = await startLyingServer({ INBOX: box });
    const accountId = await addAccount(company, liar, { watched: false });
    for (let looks = 0; looks < 5; looks++) await look(company, accountId);
    const found = await mailboxOf(company, accountId);
    expect(found?.error_code).toBe('mailbox-unreadable');
    expect(found?.error_detail).toContain('UIDVALIDITY');
    expect(found?.failures).toBeGreaterThan(1);
    const { rows } = await sql<{ messages: number }>`
      select count(distinct message_id)::int as messages from mailbox_message
      where mailbox_id = ${found?.id}`.execute(company.db);
    expect(rows).toEqual([{ messages: 5 }]);
  });
});

describe('an account that is given another user of the server', () => {
  it('archives that one’s mail, too, though the mailboxes bear the same numbers', async () => {
    const [before, after] = [
      mails(5),
      mails(5, 1).map((one) => ({
        ...one,
        raw: one.raw.replace('Mail', 'Other'),
        internalDate: '02-Jan-2026 00:00:00 +0000',
      })),
    ];
    liar = await startLyingServer({ INBOX: { mails: before, uidValidity: 7 } });
    const accountId = await addAccount(company, liar, { watched: false });
    await look(company, accountId);
    liar.mailboxes['INBOX']!.mails = after;
    await updateMailAccount(rules, ADMINISTRATOR, accountId, {
      imap: { host: '127.0.0.1', port: liar.port, security: 'none', user: 'another' },
    });
    await waitFor(
      async () => (await isAtRest(accountId)) && (await inArchive(company, accountId)).size === 5,
    );
    expect(await inArchive(company, accountId)).toEqual(digests(after));
  });
});
