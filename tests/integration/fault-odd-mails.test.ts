/** Mails that are too large, hostile, or lie about themselves. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Company, startCompany } from '../helpers/company.ts';
import { mail } from '../helpers/mails.ts';
import { addAccount, expectWhole, look, sha256 } from '../helpers/oracle.ts';
import { type RunningProcess, startProcess } from '../helpers/process.ts';
import { waitFor } from '../helpers/wait-for.ts';

const MB = 1024 * 1024;

let company: Company;
let processes: RunningProcess[] = [];
beforeEach(async () => {
  company = await startCompany();
});
afterEach(async () => {
  for (const one of processes) await one.kill();
  processes = [];
  await company.stop();
});

/** Ingest and scheduler as processes of their own. @returns octets of memory that ingest held at its peak. */
function startApart(): () => Promise<number> {
  const ingest = startProcess('apps/ingest/src/main.ts', company.env);
  processes = [ingest, startProcess('apps/scheduler/src/main.ts', company.env)];
  return async () => {
    const status = await readFile(`/proc/${ingest.pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
  };
}

function withAttachment(to: string, octets: number, subject: string): Buffer {
  const content = randomBytes(Math.floor((octets * 57) / 78))
    .toString('base64')
    .replace(/.{76}/g, '$&\r\n');
  return Buffer.from(
    `From: a@acme.example\r\nTo: ${to}\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@acme.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee the drawings.\r\n--b\r\nContent-Type: application/zip\r\nContent-Disposition: attachment; filename="drawings.zip"\r\nContent-Transfer-Encoding: base64\r\n\r\n${content}\r\n--b--\r\n`,
  );
}

describe('a mail', () => {
  // Tried again: where garbage is collected late, on a busy machine, the peak says nothing.
  it('of 60 MB is archived byte-exact and read, within 400 MB of memory, beside others', {
    retry: 2,
  }, async () => {
    const user = await company.dovecot.createUser();
    const huge = withAttachment(user.address, 60 * MB, 'Huge');
    await company.dovecot.deliver(
      user,
      mail({ from: 'b@bolt.example', to: user.address, subject: 'Before' }),
    );
    await company.dovecot.deliver(user, huge);
    await company.dovecot.deliver(user, withAttachment(user.address, 12 * MB, 'Large'));
    await company.dovecot.deliver(user, mail({ from: 'b@bolt.example', to: user.address, subject: 'After' }));
    const accountId = await addAccount(company, { ...user, port: company.dovecot.port });
    const peak = startApart();
    await company.synced();
    expect(await peak()).toBeLessThan(400 * MB);
    expect(await expectWhole(company, accountId, user)).toBe(4);
    const { rows } = await sql<{ sha256: string; tier: string; files: number }>`
      select encode(b.sha256, 'hex') as sha256, m.parse_tier as tier, m.attachment_count as files
      from message m join blob b on b.id = m.blob_id where m.subject = 'Huge'`.execute(company.db);
    expect(rows).toEqual([{ sha256: sha256(huge), tier: 'full', files: 1 }]);
  });

  it('with 20 MB of hostile HTML delays no other, and is archived whatever becomes of its text', async () => {
    const user = await company.dovecot.createUser();
    const hostile = [
      '<table><tr><td>'.repeat(200_000),
      '<a href="&#'.repeat(300_000),
      '<!--<![CDATA[<svg/onload='.repeat(200_000),
      '<p style="'.repeat(900_000),
    ].join('');
    const raw = `From: evil@evil.example\r\nTo: ${user.address}\r\nSubject: Hostile\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${hostile.slice(0, 20 * MB)}\r\n`;
    const accountId = await addAccount(company, { ...user, port: company.dovecot.port });
    const peak = startApart();
    await company.synced();
    await company.dovecot.deliver(user, raw);
    await company.dovecot.deliver(
      user,
      mail({ from: 'b@bolt.example', to: user.address, subject: 'Behind it' }),
    );
    await waitFor(() =>
      company.db.selectFrom('message').select('id').where('subject', '=', 'Hostile').executeTakeFirst(),
    );
    await waitFor(() =>
      company.db.selectFrom('message').select('id').where('subject', '=', 'Behind it').executeTakeFirst(),
    );
    expect(await expectWhole(company, accountId, user)).toBe(2);
    expect(await peak()).toBeLessThan(400 * MB);
    const row = await company.db
      .selectFrom('message')
      .select(['parse_tier', 'quarantine_reason', 'preview'])
      .where('subject', '=', 'Hostile')
      .executeTakeFirstOrThrow();
    expect(row.parse_tier === 'full').toBe(row.quarantine_reason === null);
    expect(row.preview.length).toBeLessThan(1_000);
  });

  it('without Message-ID, without a date or with an absurd one stands where it arrived on the timeline', async () => {
    await company.startServices();
    const user = await company.dovecot.createUser();
    const customer = await company.customer('Acme', { addresses: ['a@acme.example'] });
    const received = (day: number) =>
      `Received: from mx.acme.example by mail.tradepost.test; ${new Date(Date.UTC(2026, 2, day, 9)).toUTCString()}`;
    const odd = (day: number, subject: string, ...headers: string[]) =>
      [
        received(day),
        'From: a@acme.example',
        `To: ${user.address}`,
        `Subject: ${subject}`,
        ...headers,
        '',
        subject,
        '',
      ].join('\r\n');
    const mails = [
      odd(1, 'no id', 'Date: Sun, 1 Mar 2026 08:59:00 +0000'),
      odd(2, 'no date', 'Message-ID: <2@acme.example>'),
      odd(3, '1970', 'Message-ID: <3@acme.example>', 'Date: Thu, 1 Jan 1970 00:00:00 +0000'),
      odd(4, '2099', 'Message-ID: <4@acme.example>', 'Date: Tue, 1 Dec 2099 00:00:00 +0000'),
      odd(5, 'garbage', 'Message-ID: <5@acme.example>', 'Date: yesterday, around noon'),
      odd(6, 'year 10000', 'Message-ID: <6@acme.example>', 'Date: Fri, 6 Mar 99999 09:00:00 +9999'),
      odd(7, 'plain', 'Message-ID: <7@acme.example>', 'Date: Sat, 7 Mar 2026 09:00:00 +0000'),
    ];
    // Delivered in another order than they were received.
    for (const index of [3, 0, 5, 1, 6, 2, 4]) await company.dovecot.deliver(user, mails[index] as string);
    const accountId = await addAccount(company, { ...user, port: company.dovecot.port });
    await look(company, accountId);
    const { rows } = await sql<{ subject: string; at: Date }>`
      select m.subject, t.occurred_at as at from timeline_entry t join message m on m.id = t.message_id
      where t.customer_id = ${customer} order by t.occurred_at desc, t.id desc`.execute(company.db);
    expect(rows.map((row) => row.subject)).toEqual([
      'plain',
      'year 10000',
      'garbage',
      '2099',
      '1970',
      'no date',
      'no id',
    ]);
    expect(rows.map((row) => row.at.getUTCDate())).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  it('without Message-ID that is there twice is one message; two alike but for the text are two', async () => {
    await company.startServices();
    const user = await company.dovecot.createUser();
    const raw = (text: string) =>
      `From: a@acme.example\r\nTo: ${user.address}\r\nSubject: No id\r\nDate: Mon, 2 Mar 2026 09:00:00 +0000\r\n\r\n${text}\r\n`;
    await company.dovecot.deliver(user, raw('one'));
    await company.dovecot.deliver(user, `Received: from elsewhere\r\n${raw('one')}`, 'Archive');
    await company.dovecot.deliver(user, raw('two'));
    const accountId = await addAccount(company, { ...user, port: company.dovecot.port });
    await look(company, accountId);
    const { rows } = await sql<{ n: number }>`select count(*) as n from message`.execute(company.db);
    expect(rows[0]?.n).toBe(2);
    expect(await expectWhole(company, accountId, user, ['INBOX', 'Archive'])).toBe(3);
  });
});
