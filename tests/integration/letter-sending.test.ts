/** Letters from the first word to the customer's timeline: with a real mail server, a sink, and the services running. */
import { sendLetter, undoLetter } from '@tradepost/core/letter/send';
import { createLetter } from '@tradepost/core/letter/create';
import { addLetterFile } from '@tradepost/core/letter/files';
import { updateLetter } from '@tradepost/core/letter/change';
import { renewMornings } from '@tradepost/core/letter/tick';
import { openSecretBox } from '@tradepost/core/secrets';
import { parseMessage } from '@tradepost/mail/parse';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Company, openAccount, startCompany } from '../helpers/company.ts';
import type { MailUser } from '../helpers/dovecot.ts';
import {
  type Desk,
  draftTo,
  makeAuthor,
  makeBuyer,
  makeDue,
  openDesk,
  readLetter,
  sendOff,
  work,
} from '../helpers/letters.ts';
import { mail } from '../helpers/mails.ts';
import { type SmtpSink, startSmtpSink } from '../helpers/smtp-sink.ts';
import { waitFor } from '../helpers/wait-for.ts';
import type { Author } from '@tradepost/core/letter/actor';
import { PNG, richMail } from './api-mail.ts';

let company: Company;
let desk: Desk;
let sink: SmtpSink;
beforeAll(async () => {
  [company, sink] = await Promise.all([startCompany(), startSmtpSink()]);
  desk = await openDesk(company.db, {
    dataDir: company.config.dataDir,
    secrets: await openSecretBox(company.config),
  });
  await company.startServices();
});
afterAll(async () => {
  await company.stopServices();
  await desk.close();
  await Promise.all([company.stop(), sink.stop()]);
});

/** A salesperson with a mailbox on the server that sends by the sink, and a customer. */
async function makeDesk(): Promise<{
  author: Author;
  user: MailUser;
  accountId: number;
  buyer: Awaited<ReturnType<typeof makeBuyer>>;
}> {
  const author = await makeAuthor(company.db);
  const { accountId, user } = await company.connect();
  await company.db
    .updateTable('mail_account')
    .set({
      owner_id: author.user.id,
      smtp_host: '127.0.0.1',
      smtp_port: sink.port,
      smtp_security: 'none',
      smtp_user: user.user,
      smtp_private_host_allowed: true,
    })
    .where('id', '=', accountId)
    .execute();
  const buyer = await makeBuyer(company.db, author.user.id, { country: 'DE' });
  return { author, user, accountId, buyer };
}
const read = (id: number) => readLetter(company.db, id);
const inSink = (subject: string) => sink.mails.filter(({ raw }) => raw.includes(`Subject: ${subject}`));
const copiesInSent = async (user: MailUser, messageId: string) => {
  const found = await company.dovecot.doveadm([
    'fetch',
    '-u',
    user.user,
    'flags',
    'mailbox',
    'Sent',
    'header',
    'message-id',
    messageId,
  ]);
  return found.split('\n').filter((line) => line.startsWith('flags:'));
};
const placesOf = async (rfcMessageId: string) => {
  const { rows } = await sql<{ message_id: number; kind: string }>`
    select m.id as message_id, mb.kind from message m
    join mailbox_message mm on mm.message_id = m.id join mailbox mb on mb.id = mm.mailbox_id
    where m.rfc_message_id = ${rfcMessageId} order by mb.kind`.execute(company.db);
  return rows;
};

describe('a letter', () => {
  it('goes out after its time to undo, is on the timeline at once, and lies in Sent once, as the same message', async () => {
    const { author, user, accountId, buyer } = await makeDesk();
    const id = await draftTo(desk, author, buyer, {
      subject: 'Live letter',
      bcc: [{ address: 'boss@export.example' }],
    });
    await addLetterFile(desk, author, id, {
      name: '报价单.pdf',
      type: 'application/pdf',
      octets: Buffer.from('%PDF-1.4'),
      inline: false,
    });
    const { version } = await read(id);
    const before = Date.now();
    await sendLetter(company.db, author, id, { version });
    await waitFor(async () => (await read(id)).sent_at !== null);
    expect(Date.now() - before).toBeGreaterThan(9_000);
    const letter = await waitFor(async () => {
      const row = await read(id);
      return row.message_id !== null && row.append_state === 'done' ? row : null;
    });
    expect(inSink('Live letter')).toHaveLength(1);
    const [sunk] = inSink('Live letter');
    expect(sunk?.to).toEqual([buyer.address, 'boss@export.example'].toSorted());
    const parsed = parseMessage(sunk?.raw ?? Buffer.alloc(0));
    expect(parsed).toMatchObject({
      messageId: letter.rfc_message_id,
      attachments: [{ fileName: '报价单.pdf' }],
    });

    const { rows } = await sql<{ direction: string; actor: string | null }>`
      select e.direction from timeline_entry e where e.customer_id = ${buyer.id} and e.message_id = ${letter.message_id}`.execute(
      company.db,
    );
    expect(rows).toMatchObject([{ direction: 'outbound' }]);
    const customer = await company.db
      .selectFrom('customer')
      .select(['last_contact_at', 'last_outbound_at'])
      .where('id', '=', buyer.id)
      .executeTakeFirstOrThrow();
    expect(customer.last_contact_at).toEqual(expect.any(Date));

    expect(await copiesInSent(user, letter.rfc_message_id as string)).toMatchObject([
      expect.stringContaining('\\Seen'),
    ]);
    await company.synced();
    const places = await placesOf(letter.rfc_message_id as string);
    expect(places.map(({ kind }) => kind)).toEqual(['imap', 'letters']);
    expect(new Set(places.map((place) => place.message_id)).size).toBe(1);
    const proof = await company.verify(accountId);
    expect(proof.problem).toBeNull();
  });

  it('is a draft again when it is taken back in time, and nothing went out', async () => {
    const { author, buyer } = await makeDesk();
    const id = await draftTo(desk, author, buyer, { subject: 'Taken back' });
    const { version } = await read(id);
    await sendLetter(company.db, author, id, { version });
    await undoLetter(company.db, author, id);
    expect(await read(id)).toMatchObject({
      state: 'draft',
      rfc_message_id: null,
      next_step_at: null,
      recipients: [],
    });
    // Another letter that was sent later has gone out, so this one would have, too.
    const other = await draftTo(desk, author, buyer, { subject: 'After it' });
    await sendOff(company.db, author, other);
    await waitFor(async () => (await read(other)).state === 'sent');
    expect(inSink('Taken back')).toHaveLength(0);
  });

  it('answers in the thread of the mail, quotes it, and stands in that thread in the archive', async () => {
    const { author, user, buyer } = await makeDesk();
    await company.dovecot.deliver(
      user,
      mail({
        from: `John <${buyer.address}>`,
        to: `${user.address}, mary@acme.example`,
        subject: 'Inquiry for lamps',
        headers: ['References: <root@acme.example>', 'Reply-To: purchasing@acme.example'],
        body: 'Please quote 500 lamps CIF Hamburg.',
        messageId: `q-${buyer.id}@acme.example`,
      }),
    );
    await company.synced();
    const source = await company.db
      .selectFrom('message')
      .select(['id', 'thread_id'])
      .where('rfc_message_id', '=', `q-${buyer.id}@acme.example`)
      .executeTakeFirstOrThrow();
    const id = await createLetter(desk, author, { kind: 'reply-all', messageId: source.id });
    expect(await read(id)).toMatchObject({
      subject: 'Re: Inquiry for lamps',
      customer_id: buyer.id,
      to_list: [{ address: 'purchasing@acme.example' }, { address: 'mary@acme.example' }],
      in_reply_to: `q-${buyer.id}@acme.example`,
      reference_ids: ['root@acme.example', `q-${buyer.id}@acme.example`],
      quoted_html: expect.stringMatching(/wrote:[^]*<blockquote[^]*500 lamps/),
    });
    await updateLetter(company.db, author, id, { version: 1, html: '<p>Dear John, USD 3.20.</p>' });
    await sendOff(company.db, author, id);
    const letter = await waitFor(async () => {
      const row = await read(id);
      return row.message_id === null ? null : row;
    });
    const archived = await company.db
      .selectFrom('message as m')
      .innerJoin('message_text as t', 't.message_id', 'm.id')
      .select(['m.thread_id', 'm.in_reply_to', 't.body'])
      .where('m.id', '=', letter.message_id)
      .executeTakeFirstOrThrow();
    expect(archived.thread_id).toBe(source.thread_id);
    expect(archived.body).toMatch(/USD 3\.20[^]*> Please quote 500 lamps/);
  });

  it('forwards a mail with its files and its pictures', async () => {
    const { author, user, buyer } = await makeDesk();
    await company.dovecot.deliver(
      user,
      richMail({ from: buyer.address, to: user.address, subject: 'Drawings' }),
    );
    await company.synced();
    const source = await company.db
      .selectFrom('message')
      .select('id')
      .where('subject', '=', 'Drawings')
      .executeTakeFirstOrThrow();
    const id = await createLetter(desk, author, {
      kind: 'forward',
      messageId: source.id,
      to: [{ address: 'works@supplier.example' }],
    });
    await sendOff(company.db, author, id);
    await waitFor(async () => (await read(id)).message_id !== null);
    const [sunk] = inSink('Fwd: Drawings');
    const parsed = parseMessage(sunk?.raw ?? Buffer.alloc(0));
    expect(parsed.attachments).toMatchObject([
      { fileName: 'logo.png', inline: true, size: PNG.length },
      { fileName: 'quotation.html', inline: false },
    ]);
    expect(parsed.text).toContain('Drawings');
  });
});

describe('the copy in Sent', () => {
  it('is not made twice where the server has one by itself', async () => {
    const { author, user, buyer } = await makeDesk();
    const id = await draftTo(desk, author, buyer, { subject: 'Kept by the server' });
    await sql`update mail_account set append_sent = false where owner_id = ${author.user.id}`.execute(
      company.db,
    );
    await sendOff(company.db, author, id);
    await waitFor(async () => (await read(id)).message_id !== null);
    // The server's own copy, and only then ours is asked for.
    await company.dovecot.deliver(user, inSink('Kept by the server')[0]?.raw ?? '', 'Sent');
    await sql`update letter set append_state = 'due', next_step_at = now() where id = ${id}`.execute(
      company.db,
    );
    const letter = await waitFor(async () => {
      const row = await read(id);
      return row.append_state === 'done' ? row : null;
    });
    expect(await copiesInSent(user, letter.rfc_message_id as string)).toHaveLength(1);
  });

  it('that cannot be put there sends nothing again, and is put there when it can be', async () => {
    const { author, user, accountId, buyer } = await makeDesk();
    const { imap_port: port } = await company.db
      .selectFrom('mail_account')
      .select('imap_port')
      .where('id', '=', accountId)
      .executeTakeFirstOrThrow();
    await sql`update mail_account set imap_port = 9 where id = ${accountId}`.execute(company.db);
    const id = await draftTo(desk, author, buyer, { subject: 'Copy later' });
    await sendOff(company.db, author, id);
    // And whoever tried has let go of it: what is claimed is not made due.
    await waitFor(async () => {
      const { append_failures, lease_until } = await read(id);
      return append_failures > 0 && lease_until === null;
    });
    expect(await read(id)).toMatchObject({ state: 'sent', append_state: 'due', append_error: 'unreachable' });
    await sql`update mail_account set imap_port = ${port} where id = ${accountId}`.execute(company.db);
    await makeDue(company.db, id);
    const letter = await waitFor(async () => {
      const row = await read(id);
      return row.append_state === 'done' ? row : null;
    });
    expect(await copiesInSent(user, letter.rfc_message_id as string)).toHaveLength(1);
    expect(inSink('Copy later')).toHaveLength(1);
  });

  it('is the only thing that is ever written: reading leaves the rest as it was', async () => {
    const { user, accountId } = await makeDesk();
    await company.dovecot.deliver(
      user,
      mail({ from: 'a@acme.example', to: user.address, subject: 'Unread' }),
    );
    await company.synced();
    const connection = await openAccount(company, accountId);
    await connection.close();
    const flags = await company.dovecot.doveadm([
      'fetch',
      '-u',
      user.user,
      'flags',
      'mailbox',
      'INBOX',
      'all',
    ]);
    expect(flags).not.toContain('\\Seen');
  });
});

describe('a letter for the customer’s morning', () => {
  it('moves with the customer’s zone, and goes out at its moment', async () => {
    const { author, buyer } = await makeDesk();
    const id = await draftTo(desk, author, buyer, { subject: 'Good morning' });
    await sendLetter(company.db, author, id, { version: 2, when: { kind: 'morning' } });
    const berlin = await read(id);
    expect(berlin).toMatchObject({ state: 'scheduled', schedule: 'morning' });
    expect(hourIn('Europe/Berlin', berlin.due_at)).toBe('09:00');
    await sql`update customer set time_zone = 'Asia/Tokyo', country = 'JP' where id = ${buyer.id}`.execute(
      company.db,
    );
    await renewMornings(company.db);
    const tokyo = await read(id);
    expect(hourIn('Asia/Tokyo', tokyo.due_at)).toBe('09:00');
    expect(tokyo.next_step_at).toEqual(tokyo.due_at);
    expect(await work(desk, id)).toBe(false);
    await makeDue(company.db, id);
    await waitFor(async () => (await read(id)).state === 'sent');
  });

  const hourIn = (timeZone: string, at: Date | null) =>
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at ?? 0);

  it('needs to know where the customer is', async () => {
    const { author } = await makeDesk();
    const buyer = await makeBuyer(company.db, author.user.id, { country: 'US' });
    const id = await draftTo(desk, author, buyer);
    await expect(
      sendLetter(company.db, author, id, { version: 2, when: { kind: 'morning' } }),
    ).rejects.toMatchObject({
      code: 'unprocessable',
    });
  });
});
