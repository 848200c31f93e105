/** Other programs change the mailboxes while they are archived. */
import { execFile } from 'node:child_process';
import { cp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { type Company, startCompany } from '../helpers/company.ts';
import type { MailUser } from '../helpers/dovecot.ts';
import { holdMailsUpTo } from '../helpers/hold-mails.ts';
import { mail } from '../helpers/mails.ts';
import {
  addAccount,
  expectWhole,
  fillInbox,
  inArchive,
  look,
  mailboxOf,
  onServer,
  placesOf,
  sha256,
} from '../helpers/oracle.ts';
import { startTcpProxy, type TcpProxy } from '../helpers/tcp-proxy.ts';
import { waitFor } from '../helpers/wait-for.ts';

let company: Company;
let user: MailUser;
let proxy: TcpProxy | null = null;
beforeAll(async () => {
  company = await startCompany();
  await company.startServices();
});
afterAll(() => company.stop());
beforeEach(async () => {
  user = await company.dovecot.createUser();
});
afterEach(async () => {
  await company.db.updateTable('mail_account').set({ state: 'paused' }).execute();
  await proxy?.stop();
  proxy = null;
});

const connect = () => addAccount(company, { ...user, port: company.dovecot.port });
const letter = (subject: string) => mail({ from: 'a@acme.example', to: user.address, subject });
const doveadm = (...args: string[]) => company.dovecot.doveadm(args);
const messagesOf = async (accountId: number) =>
  (
    await sql<{ subject: string; messages: number }>`
      select m.subject, count(distinct m.id) as messages from message m
      join mailbox_message p on p.message_id = m.id join mailbox b on b.id = p.mailbox_id
      where b.account_id = ${accountId} group by 1 order by 1`.execute(company.db)
  ).rows;

describe('another client', () => {
  it('expunges all through the backfill: what is left on the server is archived, what was archived stays', async () => {
    const count = await fillInbox(company, user, 900, { octets: 5_000 });
    // Held, so that the expunges fall between the listing of mails and their fetch.
    proxy = await startTcpProxy({ port: company.dovecot.port });
    proxy.set({ hold: holdMailsUpTo(count - 240) });
    const accountId = await addAccount(company, { ...user, port: proxy.port });
    await waitFor(() => proxy !== null && proxy.held > 0);
    for (let round = 0; round < 8; round++)
      await doveadm(
        'expunge',
        '-u',
        user.user,
        'mailbox',
        'INBOX',
        'uid',
        `${1 + round * 100}:${40 + round * 100}`,
      );
    proxy.set({});
    await look(company, accountId);
    const before = await placesOf(company, accountId);
    await company.verify(accountId);
    expect(await expectWhole(company, accountId, user)).toBe(count - 8 * 40);
    // I3: marked, never taken away.
    expect(await placesOf(company, accountId)).toBe(before);
    const proof = await company.verify(accountId);
    expect(proof.mailboxes.find((box) => box.path === 'INBOX')).toMatchObject({
      server: count - 320,
      archived: count - 320,
      missing: 0,
      complete: true,
    });
  });

  it('moves mails between mailboxes: each is one message, where it is now and where it was', async () => {
    for (let index = 0; index < 20; index++) await company.dovecot.deliver(user, letter(`Mail ${index}`));
    await company.dovecot.deliver(user, letter('seed'), 'Archive');
    const accountId = await connect();
    await look(company, accountId);
    await doveadm('move', '-u', user.user, 'Archive', 'mailbox', 'INBOX', 'subject', 'Mail 1');
    await look(company, accountId);
    await company.verify(accountId);
    expect(await expectWhole(company, accountId, user, ['INBOX', 'Archive'])).toBe(21);
    expect((await messagesOf(accountId)).filter((row) => row.messages !== 1)).toEqual([]);
    const { rows } = await sql<{ gone: number }>`
      select count(*) as gone from mailbox_message p join mailbox b on b.id = p.mailbox_id
      where b.account_id = ${accountId} and b.path = 'INBOX' and p.vanished_at is not null`.execute(
      company.db,
    );
    // "Mail 1" and "Mail 10" to "Mail 19": the subject is searched by part.
    expect(rows[0]?.gone).toBe(11);
  });

  it('deletes a mailbox and makes it anew under its name: old and new mail are both in the archive', async () => {
    for (const subject of ['Old 1', 'Old 2', 'Kept'])
      await company.dovecot.deliver(user, letter(subject), 'Orders');
    const accountId = await connect();
    await look(company, accountId);
    const before = await mailboxOf(company, accountId, 'Orders');
    await doveadm('mailbox', 'delete', '-u', user.user, 'Orders');
    await look(company, accountId);
    expect((await mailboxOf(company, accountId, 'Orders'))?.vanished_at).not.toBeNull();
    await doveadm('mailbox', 'create', '-u', user.user, 'Orders');
    for (const subject of ['New 1', 'New 2']) await company.dovecot.deliver(user, letter(subject), 'Orders');
    await look(company, accountId);
    const after = await mailboxOf(company, accountId, 'Orders');
    expect(after).toMatchObject({ id: before?.id, vanished_at: null });
    expect(after?.uid_validity).not.toBe(before?.uid_validity);
    expect(await expectWhole(company, accountId, user, ['Orders'])).toBe(2);
    expect((await messagesOf(accountId)).map((row) => row.subject)).toEqual([
      'Kept',
      'New 1',
      'New 2',
      'Old 1',
      'Old 2',
    ]);
  });

  it('renames a mailbox: no message is doubled, the old name is marked as gone', async () => {
    for (let index = 0; index < 5; index++)
      await company.dovecot.deliver(user, letter(`Mail ${index}`), 'Projects');
    const accountId = await connect();
    await look(company, accountId);
    await doveadm('mailbox', 'rename', '-u', user.user, 'Projects', '项目 2026');
    await look(company, accountId);
    expect(await expectWhole(company, accountId, user, ['项目 2026'])).toBe(5);
    expect((await mailboxOf(company, accountId, 'Projects'))?.vanished_at).not.toBeNull();
    expect((await messagesOf(accountId)).map((row) => row.messages)).toEqual([1, 1, 1, 1, 1]);
  });

  it('puts an older copy of the mailbox back: the mail that follows is archived too', async () => {
    const maildir = join(company.dovecot.mailDir, user.user);
    for (let index = 0; index < 4; index++) await company.dovecot.deliver(user, letter(`Mail ${index}`));
    const accountId = await connect();
    await look(company, accountId);
    await cp(maildir, `${maildir}.backup`, { recursive: true, preserveTimestamps: true });
    for (const subject of ['Lost 1', 'Lost 2', 'Lost 3'])
      await company.dovecot.deliver(user, letter(subject));
    await look(company, accountId);
    const before = await mailboxOf(company, accountId);
    await company.db
      .updateTable('mail_account')
      .set({ state: 'paused' })
      .where('id', '=', accountId)
      .execute();
    // Fails where nobody is signed in at the moment, which is what is wanted.
    await doveadm('kick', user.user).catch(() => '');
    await rm(maildir, { recursive: true });
    await rename(`${maildir}.backup`, maildir);
    await promisify(execFile)('chown', ['-R', '--reference', company.dovecot.mailDir, maildir]);
    // The same UIDVALIDITY, and UIDs that the lost mails had.
    for (const subject of ['After 1', 'After 2', 'After 3', 'After 4'])
      await company.dovecot.deliver(user, letter(subject));
    await company.db
      .updateTable('mail_account')
      .set({ state: 'active' })
      .where('id', '=', accountId)
      .execute();
    await sql`update mailbox set reconciled_at = null where id = ${before?.id}`.execute(company.db);
    await look(company, accountId);
    expect([...(await onServer(company, user)).keys()]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await expectWhole(company, accountId, user)).toBe(8);
    const rows = await messagesOf(accountId);
    expect(rows.map((row) => row.messages)).toEqual(Array(11).fill(1));
    expect(rows.map((row) => row.subject)).toContain('Lost 2');
  });
});

describe('mailbox names', () => {
  it('in Chinese, with quotes, with a broken encoding: each is archived under a name that can be read', async () => {
    const names = ['客户询盘', 'Angebote "2026"', 'A&B', 'ロシア語 и русский'];
    for (const name of names) {
      await doveadm('mailbox', 'create', '-u', user.user, name);
      await company.dovecot.deliver(user, letter(`In ${name}`), 'INBOX');
      await doveadm('move', '-u', user.user, name, 'mailbox', 'INBOX', 'all');
    }
    const accountId = await connect();
    await look(company, accountId);
    expect(await expectWhole(company, accountId, user, names)).toBe(names.length);
  });

  it('that no decoder understands do not stop the others', async () => {
    const { startLyingServer } = await import('../helpers/lying-server.ts');
    const inside = letter('In a broken name');
    const liar = await startLyingServer({
      INBOX: { mails: [{ uid: 1, raw: letter('In the inbox') }], uidValidity: 3 },
      'R&D': { mails: [{ uid: 1, raw: inside }], uidValidity: 4 },
      '&ZeVnLIqe': { mails: [{ uid: 1, raw: inside }], uidValidity: 5 },
    });
    try {
      const accountId = await addAccount(company, liar);
      await look(company, accountId);
      expect((await inArchive(company, accountId)).size).toBe(1);
      expect([...(await inArchive(company, accountId, 'R&D')).values()]).toEqual([sha256(inside)]);
      const proof = await company.verify(accountId);
      expect(proof.mailboxes.map((box) => [box.server, box.missing])).toEqual([
        [1, 0],
        [1, 0],
        [1, 0],
      ]);
    } finally {
      await liar.server.stop();
    }
  });
});
