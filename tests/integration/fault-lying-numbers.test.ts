/** A server whose numbers are wrong, against the whole engine: sizes, UIDNEXT, UIDVALIDITY, UIDs, refusals. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Company, startCompany } from '../helpers/company.ts';
import { digests, type LyingServer, mails, startLyingServer } from '../helpers/lying-server.ts';
import { mail } from '../helpers/mails.ts';
import { addAccount, healthOf, inArchive, look, mailboxOf } from '../helpers/oracle.ts';
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

describe('a server that says something else than it does', () => {
  it('claims wrong sizes: the octets count', async () => {
    const all = mails(6).map((one, index) =>
      index % 2 === 0 ? { ...one, claimedSize: one.raw.length + 100 } : { ...one, claimedSize: 1 },
    );
    liar = await startLyingServer({ INBOX: { mails: all, uidValidity: 7 } });
    const accountId = await addAccount(company, liar);
    await look(company, accountId);
    expect(await inArchive(company, accountId)).toEqual(digests(all));
    expect(await proofOf(accountId)).toMatchObject({ archived: 6, missing: 0, complete: true });
  });

  it.each([
    ['0', 0],
    ['none', null],
    ['one that is too low', 3],
  ])('gives UIDNEXT %s: nothing is missed, not even what comes later', async (_name, uidNext) => {
    const all = mails(5, 11);
    liar = await startLyingServer({ INBOX: { mails: all, uidValidity: 7, uidNext } });
    const accountId = await addAccount(company, liar);
    await look(company, accountId);
    expect(await inArchive(company, accountId)).toEqual(digests(all));
    const more = [...all, ...mails(2, 16)];
    liar.mailboxes.INBOX!.mails = more;
    await company.db.updateTable('mailbox').set({ reconciled_at: null }).execute();
    await look(company, accountId);
    expect(await inArchive(company, accountId)).toEqual(digests(more));
    expect(await proofOf(accountId)).toMatchObject({ archived: 7, missing: 0, complete: true });
  });

  it('gives UIDVALIDITY 0: all is archived once, and not fetched again while nothing changes', async () => {
    const all = mails(8);
    liar = await startLyingServer({ INBOX: { mails: all, uidValidity: 0 } });
    const accountId = await addAccount(company, liar);
    await look(company, accountId);
    expect(await inArchive(company, accountId)).toEqual(digests(all));
    const fetched = liar.asked.length;
    await look(company, accountId);
    await look(company, accountId);
    expect(liar.asked.length).toBe(fetched);
    liar.mailboxes.INBOX!.mails = [...all, ...mails(1, 9)];
    await look(company, accountId);
    expect((await inArchive(company, accountId)).size).toBe(9);
    const messages = await company.db
      .selectFrom('message')
      .select('id')
      .where('fingerprint', 'is not', null)
      .execute();
    const places = await company.db
      .selectFrom('mailbox_message')
      .select('message_id')
      .where('mailbox_id', '=', (await mailboxOf(company, accountId))!.id)
      .execute();
    expect(new Set(places.map((place) => place.message_id)).size).toBe(9);
    expect(messages.length).toBeGreaterThanOrEqual(9);
  });

  it('refuses one mailbox: the others go on, and that one shows its fault until it opens', async () => {
    const all = mails(4);
    liar = await startLyingServer({
      INBOX: { mails: all, uidValidity: 7 },
      Broken: { mails: mails(2), uidValidity: 8, refusal: '[SERVERBUG] index is corrupt' },
      Zeta: { mails: mails(3), uidValidity: 9 },
    });
    const accountId = await addAccount(company, liar);
    await look(company, accountId);
    expect((await inArchive(company, accountId)).size).toBe(4);
    expect((await inArchive(company, accountId, 'Zeta')).size).toBe(3);
    const broken = await mailboxOf(company, accountId, 'Broken');
    expect(broken?.error_code).not.toBeNull();
    expect(broken?.error_detail).toContain('index is corrupt');
    liar.mailboxes.Broken!.refusal = undefined;
    await look(company, accountId);
    expect((await inArchive(company, accountId, 'Broken')).size).toBe(2);
    expect(await mailboxOf(company, accountId, 'Broken')).toMatchObject({ error_code: null, failures: 0 });
  });

  it('says BYE in the middle of a fetch, once: the next session ends it whole', async () => {
    const all = mails(20);
    let byes = 0;
    liar = await startLyingServer({
      INBOX: {
        mails: all,
        uidValidity: 7,
        beforeSource: (uid, { send, socket }) => {
          if (uid !== 11 || byes++ > 0) return undefined;
          send('* BYE shutting down');
          socket.end();
          return 'stop';
        },
      },
    });
    const accountId = await addAccount(company, liar);
    await waitFor(async () => (await inArchive(company, accountId)).size === 20);
    expect(await inArchive(company, accountId)).toEqual(digests(all));
    // Health follows the mail: the look that ends whole clears the fault of the one that broke off.
    await waitFor(
      async () =>
        (await healthOf(company, accountId)).error_code === null &&
        (await mailboxOf(company, accountId))?.failures === 0,
    );
  });

  it('uses a UID again for another mail: neither of the two is lost', async () => {
    const old = mails(6);
    liar = await startLyingServer({ INBOX: { mails: old, uidValidity: 7 } });
    const accountId = await addAccount(company, liar);
    await look(company, accountId);
    // An older copy of the mailbox was put back, and new mail took the UIDs of what was lost by it.
    const after = [
      ...old.slice(0, 4),
      ...mails(4, 5).map((one) => ({
        ...one,
        raw: mail({ from: 'b@bolt.example', to: 'liar@tradepost.test', subject: `After ${one.uid}` }),
        internalDate: '05-Mar-2026 10:00:00 +0000',
      })),
    ];
    liar.mailboxes.INBOX!.mails = after;
    await company.db.updateTable('mailbox').set({ reconciled_at: null }).execute();
    await look(company, accountId);
    expect(await inArchive(company, accountId)).toEqual(digests(after));
    const { length } = await company.db
      .selectFrom('message')
      .select('id')
      .where('subject', 'in', ['Mail 5', 'Mail 6'])
      .where('id', 'in', (query) =>
        query
          .selectFrom('mailbox_message')
          .select('message_id')
          .$castTo<{ message_id: number }>()
          .where(
            'mailbox_id',
            '=',
            query.selectFrom('mailbox').select('id').where('account_id', '=', accountId),
          ),
      )
      .execute();
    expect(length).toBe(2);
  });
});
