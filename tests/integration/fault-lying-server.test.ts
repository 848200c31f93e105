/** A server that breaks its word, against the whole engine: what can be had is archived, the rest is named. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Company, startCompany } from '../helpers/company.ts';
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
import { waitFor } from '../helpers/wait-for.ts';

let company: Company;
let liar: LyingServer;
beforeAll(async () => {
  company = await startCompany();
  await company.startServices();
});
afterAll(() => company.stop());
afterEach(async () => {
  await company.db.updateTable('mail_account').set({ state: 'paused' }).execute();
  await liar.server.stop();
});

const proofOf = async (accountId: number, path = 'INBOX') =>
  (await company.verify(accountId)).mailboxes.find((box) => box.path === path);

describe('a server that leaves mails out', () => {
  it('of its size lists: the reconciliation finds them and they are archived', async () => {
    const all = mails(10);
    let lying = true;
    liar = await startLyingServer({
      INBOX: {
        mails: all,
        uidValidity: 7,
        hides: (uid, purpose) => lying && purpose === 'sizes' && uid === 4,
      },
    });
    const accountId = await addAccount(company, liar);
    await look(company, accountId);
    // While the lie goes on it is told, not believed.
    expect(await mailboxOf(company, accountId)).toMatchObject({ error_code: 'mailbox-unreadable' });
    expect(await proofOf(accountId)).toMatchObject({ server: 10, archived: 9, missing: 1, complete: false });
    lying = false;
    await look(company, accountId);
    expect(await inArchive(company, accountId)).toEqual(digests(all));
    expect(await mailboxOf(company, accountId)).toMatchObject({ error_code: null });
  });

  it('now and then: what was left out once is fetched by the daily proof', async () => {
    const all = mails(10);
    let hidden = new Set([3, 8]);
    liar = await startLyingServer({
      INBOX: { mails: all, uidValidity: 7, exists: 8, hides: (uid) => hidden.has(uid) },
    });
    const accountId = await addAccount(company, liar);
    await look(company, accountId);
    expect((await inArchive(company, accountId)).size).toBe(8);
    hidden = new Set();
    (liar.mailboxes.INBOX as { exists?: number }).exists = 10;
    await company.db.updateTable('mailbox').set({ reconciled_at: null }).execute();
    await look(company, accountId);
    expect(await inArchive(company, accountId)).toEqual(digests(all));
  });

  it('of every list, while it counts them: the mailbox says so instead of being synced', async () => {
    const all = mails(6);
    liar = await startLyingServer({ INBOX: { mails: all, uidValidity: 7, hides: (uid) => uid === 2 } });
    const accountId = await addAccount(company, liar);
    await look(company, accountId);
    const box = await mailboxOf(company, accountId);
    expect(box).toMatchObject({ error_code: 'mailbox-unreadable' });
    expect(box?.error_detail).toMatch(/counts 6 .* lists 5/);
    expect(await proofOf(accountId)).toMatchObject({ server: 6, archived: 5, missing: 1, complete: false });
  });
});

describe('a mail that is listed and never handed out', () => {
  it('is a named fault of its mailbox, counted as missing, and the rest is archived', async () => {
    const all = mails(12);
    const other = mails(3);
    liar = await startLyingServer({
      INBOX: { mails: all, uidValidity: 7, beforeSource: (uid) => (uid === 5 ? 'silent' : undefined) },
      Archive: { mails: other, uidValidity: 9 },
    });
    const accountId = await addAccount(company, liar);
    const begun = Date.now();
    await look(company, accountId);
    expect(await inArchive(company, accountId)).toEqual(digests(all.filter(({ uid }) => uid !== 5)));
    expect(await inArchive(company, accountId, 'Archive')).toEqual(digests(other));
    const box = await mailboxOf(company, accountId);
    expect(box).toMatchObject({ error_code: 'mailbox-unreadable' });
    expect(box?.error_detail).toContain('UID 5');
    // Its next look is a back-off away: no hot loop.
    expect(Number(box?.next_attempt_at)).toBeGreaterThan(begun + 30_000);
    expect(await healthOf(company, accountId)).toMatchObject({ error_code: null });
    expect(await proofOf(accountId)).toMatchObject({ server: 12, archived: 11, missing: 1, complete: false });
  });

  it('stays a named fault when new mail arrives beside it', async () => {
    const all = mails(3);
    liar = await startLyingServer({
      INBOX: { mails: all, uidValidity: 7, beforeSource: (uid) => (uid === 1 ? 'silent' : undefined) },
    });
    const accountId = await addAccount(company, liar, { watched: false });
    await look(company, accountId);
    expect(await mailboxOf(company, accountId)).toMatchObject({ error_code: 'mailbox-unreadable' });
    liar.mailboxes.INBOX!.mails = [...all, ...mails(1, 4)];
    await lookForNewMail(company, accountId);
    expect((await inArchive(company, accountId)).has(4)).toBe(true);
    expect(await mailboxOf(company, accountId)).toMatchObject({
      error_code: 'mailbox-unreadable',
      last_success_at: null,
    });
  });

  it('and ends the session each time: the mails on both sides of it are archived all the same', async () => {
    const all = mails(9);
    liar = await startLyingServer({
      INBOX: {
        mails: all,
        uidValidity: 7,
        beforeSource: (uid, { send, socket }) => {
          if (uid !== 5) return undefined;
          send('* BYE internal error');
          socket.end();
          return 'stop';
        },
      },
      Sent: { mails: mails(2), uidValidity: 8 },
    });
    const accountId = await addAccount(company, liar);
    const wanted = digests(all.filter(({ uid }) => uid !== 5));
    await waitFor(
      async () => {
        await tryNow(company, accountId);
        const sent = await inArchive(company, accountId, 'Sent');
        return sent.size === 2 && (await inArchive(company, accountId)).size === wanted.size;
      },
      { intervalMs: 200 },
    );
    expect(await inArchive(company, accountId)).toEqual(wanted);
    await waitFor(
      async () => {
        await tryNow(company, accountId);
        return (await mailboxOf(company, accountId))?.error_code === 'mailbox-unreadable';
      },
      { intervalMs: 500 },
    );
    await waitFor(async () => (await healthOf(company, accountId)).error_code === null, {});
    // Each further look costs it a few tries at most.
    const before = liar.asked.length;
    await look(company, accountId);
    expect(liar.asked.length - before).toBeLessThan(10);
  });
});

describe('a session that the server ended while it was kept for the next look', () => {
  it('that look takes a new one, and the new mail is there', async () => {
    const all = mails(3);
    liar = await startLyingServer({ INBOX: { mails: all, uidValidity: 7 } });
    const inbox = liar.mailboxes.INBOX!;
    const accountId = await addAccount(company, liar, { watched: false });
    await look(company, accountId);
    await lookForNewMail(company, accountId);
    let ended = 0;
    inbox.beforeExamine = ({ socket }) => {
      if (ended++ > 0) return undefined;
      socket.destroy();
      return 'stop';
    };
    inbox.mails = [...all, ...mails(1, 4)];
    await lookForNewMail(company, accountId);
    expect(ended).toBe(2);
    expect(await inArchive(company, accountId)).toEqual(digests(inbox.mails));
  });
});
