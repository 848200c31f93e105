import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { type Company, startCompany } from '../helpers/company.ts';
import { mail } from '../helpers/mails.ts';
import { waitFor } from '../helpers/wait-for.ts';

let company: Company;
beforeAll(async () => {
  company = await startCompany();
  await company.startServices();
});
afterAll(() => company.stop());

const timelineOf = async (customerId: number) =>
  (
    await sql<{ subject: string; direction: string; message_id: number; rule: string; confidence: number }>`
      select m.subject, t.direction, t.message_id, f.rule, f.confidence
      from timeline_entry t join message m on m.id = t.message_id
      join filing f on f.message_id = m.id and f.customer_id = t.customer_id and f.undone_at is null
      where t.customer_id = ${customerId} order by t.occurred_at desc, t.id desc`.execute(company.db)
  ).rows;

describe('the archive', () => {
  it('puts a mail delivered to a watched mailbox on its customer’s timeline', async () => {
    const { user } = await company.connect();
    const customer = await company.customer('Acme GmbH', { addresses: ['maria@acme.example'] });
    await company.synced();
    await waitFor(async () => {
      const row = await company.db
        .selectFrom('mail_account')
        .select('watch_owner')
        .where('address', '=', user.address)
        .executeTakeFirst();
      return row?.watch_owner;
    });
    await company.dovecot.deliver(
      user,
      mail({ from: 'Maria <maria@acme.example>', to: user.address, subject: 'Quotation please' }),
    );
    const [entry] = await waitFor(async () => {
      const rows = await timelineOf(customer);
      return rows.length > 0 && rows;
    });
    expect(entry).toMatchObject({
      subject: 'Quotation please',
      direction: 'inbound',
      rule: 'contact',
      confidence: 1,
    });
  });

  it('knows the sent copy and the delivered copy of a mail as one', async () => {
    const seller = await company.connect();
    const colleague = await company.connect();
    const customer = await company.customer('Bolt SA', { addresses: ['jean@bolt.example'] });
    const sent = mail({
      from: seller.user.address,
      to: 'jean@bolt.example',
      subject: 'PI 2026-118',
      headers: [`Cc: ${colleague.user.address}`],
    });
    const delivered = `Return-Path: <${seller.user.address}>\r\nReceived: from mx.example by mail.example; Mon, 2 Mar 2026 09:00:05 +0000\r\n${sent}`;
    await company.dovecot.deliver(seller.user, `Bcc: boss@haitong.example\r\n${sent}`, 'Sent');
    await company.dovecot.deliver(colleague.user, delivered);
    await company.synced();
    expect(await timelineOf(customer)).toMatchObject([{ subject: 'PI 2026-118', direction: 'outbound' }]);
    const proof = await company.verify(colleague.accountId);
    expect(proof.complete).toBe(true);
  });

  it('keeps a mail in three accounts as one message in three places', async () => {
    const accounts = [await company.connect(), await company.connect(), await company.connect()];
    const raw = mail({ from: 'li@cable.example', to: accounts.map((one) => one.user.address).join(', ') });
    for (const { user } of accounts) await company.dovecot.deliver(user, raw);
    await company.synced();
    const { rows } = await sql<{ messages: number; places: number; blobs: number }>`
      select count(distinct p.message_id) as messages, count(*) as places, count(distinct p.blob_id) as blobs
      from mailbox_message p join message m on m.id = p.message_id where m.from_address = 'li@cable.example'`.execute(
      company.db,
    );
    expect(rows[0]).toEqual({ messages: 1, places: 3, blobs: 1 });
    const proofs = await Promise.all(accounts.map((one) => company.verify(one.accountId)));
    const sums = proofs.flatMap((proof) => proof.mailboxes.filter((box) => box.path === 'INBOX'));
    expect(sums.map((box) => box.archived).sort()).toEqual([0, 0, 1]);
    expect(sums.map((box) => box.duplicates).sort()).toEqual([0, 1, 1]);
    expect(proofs.every((proof) => proof.complete)).toBe(true);
  });

  it('files by thread and by company domain, and says by which rule', async () => {
    const { user } = await company.connect();
    const customer = await company.customer('Dacia SRL', {
      addresses: ['ion@dacia.example'],
      domains: ['dacia.example'],
    });
    const first = mail({
      from: 'ion@dacia.example',
      to: user.address,
      messageId: 'first@dacia.example',
      subject: 'Order',
      // References alone prove nothing: the customer brings the forwarder in himself.
      headers: ['Cc: desk@forwarder.example'],
    });
    const colleague = mail({ from: 'ana@sub.dacia.example', to: user.address, subject: 'Other' });
    const forwarder = mail({
      from: 'desk@forwarder.example',
      to: user.address,
      subject: 'Re: Order',
      headers: ['In-Reply-To: <first@dacia.example>'],
    });
    for (const raw of [forwarder, colleague, first]) await company.dovecot.deliver(user, raw);
    await company.synced();
    const entries = await timelineOf(customer);
    expect(Object.fromEntries(entries.map((entry) => [entry.subject, entry.rule]))).toEqual({
      Order: 'contact',
      Other: 'domain',
      'Re: Order': 'thread',
    });
  });

  it('is not called complete before its mailboxes were looked at', async () => {
    await company.stopServices();
    const { user, accountId } = await company.connect();
    await company.dovecot.deliver(user, mail({ from: 'x@y.example', to: user.address }));
    const proof = await company.verify(accountId);
    await company.startServices();
    expect(proof.complete).toBe(false);
    expect(proof.mailboxes.find((box) => box.path === 'INBOX')).toMatchObject({ server: 1, missing: 1 });
  });

  it('archives all mailboxes but junk, trash and drafts, and leaves the flags on the server as they were', async () => {
    const { user, accountId } = await company.connect();
    for (const mailbox of ['INBOX', 'Sent', 'Archive', 'Junk', 'Trash', 'Drafts'])
      await company.dovecot.deliver(
        user,
        mail({ from: 'x@y.example', to: user.address, subject: mailbox }),
        mailbox,
      );
    const flags = async () => company.dovecot.doveadm(['fetch', '-u', user.user, 'mailbox flags', 'all']);
    const before = await flags();
    await company.synced();
    const { rows } = await sql<{ subject: string }>`
      select m.subject from message m join mailbox_message p on p.message_id = m.id
      join mailbox b on b.id = p.mailbox_id where b.account_id = ${accountId} order by 1`.execute(company.db);
    expect(rows.map((row) => row.subject)).toEqual(['Archive', 'INBOX', 'Sent']);
    expect(await flags()).toBe(before);
    expect(before).not.toContain('\\Seen');
    // What ingest has asked of the server before the mail came it may write after this proof; then it asks again.
    const junk = await waitFor(async () => {
      const proof = await company.verify(accountId);
      expect(proof.complete).toBe(true);
      return proof.mailboxes.find((box) => box.path === 'Junk' && box.server === 1);
    });
    expect(junk).toMatchObject({ server: 1, skipped: 1, missing: 0 });
  });
});
