/** Letters against servers that refuse, hang and vanish: what is sent is sent once, what is not is told. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { undoLetter, settleLetter } from '@tradepost/core/letter/send';
import { pauseMailAccount, resumeMailAccount, removeMailAccount } from '@tradepost/core/accounts/change';
import { parseMessage } from '@tradepost/mail/parse';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Author } from '@tradepost/core/letter/actor';
import { sql } from 'kysely';
import {
  type Desk,
  draftTo,
  endLease,
  makeAuthor,
  makeBuyer,
  makeDue,
  makeSender,
  noticesOf,
  openDesk,
  readLetter,
  sendOff,
  work,
} from '../helpers/letters.ts';
import { createTestDatabase, type TestDatabase } from '../helpers/postgres.ts';
import { startProcess } from '../helpers/process.ts';
import { startTestRedis } from '../helpers/redis.ts';
import { type ScriptedSmtp, type SmtpStage, startScriptedSmtp } from '../helpers/scripted-smtp.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { ADMINISTRATOR } from '../helpers/actors.ts';

let database: TestDatabase;
let desk: Desk;
let smtp: ScriptedSmtp;
let author: Author;
let account: { id: number; address: string };
let buyer: { id: number; contactId: number; address: string };

beforeAll(async () => {
  database = await createTestDatabase();
  desk = await openDesk(database.db);
});
beforeEach(async () => {
  smtp = await startScriptedSmtp();
  author = await makeAuthor(desk.db);
  account = await makeSender(desk, author.user.id, smtp.port);
  buyer = await makeBuyer(desk.db, author.user.id);
  return () => smtp.stop();
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

const read = (id: number) => readLetter(desk.db, id);
const draft = (patch: Parameters<typeof draftTo>[3] = {}) => draftTo(desk, author, buyer, patch);
async function sent(patch: Parameters<typeof draftTo>[3] = {}): Promise<number> {
  const id = await draft(patch);
  await sendOff(desk.db, author, id);
  return id;
}
const answering = (stage: SmtpStage, answer: string) => {
  smtp.act = { [stage]: () => answer };
};
const fine = () => {
  smtp.act = {};
};

describe('a server that refuses', () => {
  // [stage, answer, state, code]: of the account's server, or of this letter.
  it.each([
    ['GREETING', '421 come back', 'queued', 'refused-for-now'],
    ['GREETING', '554 go away', 'queued', 'server-error'],
    ['AUTH', '535 5.7.8 wrong', 'queued', 'wrong-password'],
    ['AUTH', '534 5.7.9 Application-specific password required', 'queued', 'app-password-needed'],
    [
      'AUTH',
      '535 Login fail. Please enter your authorization code to login.',
      'queued',
      'app-password-needed',
    ],
    ['AUTH', '535 5.7.139 SmtpClientAuthentication is disabled for the Tenant', 'queued', 'sending-disabled'],
    ['AUTH', '454 later', 'queued', 'refused-for-now'],
    ['MAIL', '550 5.4.5 Daily user sending limit exceeded', 'queued', 'sending-limit'],
    ['MAIL', '553 not your address', 'failed', 'sender-refused'],
    ['MAIL', '451 later', 'queued', 'refused-for-now'],
    ['RCPT', '550 no such user', 'failed', 'recipient-refused'],
    ['RCPT', '451 greylisted', 'queued', 'refused-for-now'],
    ['DATA', '451 later', 'queued', 'refused-for-now'],
    ['DATA', '554 no', 'failed', 'mail-refused'],
    ['END', '451 later', 'queued', 'refused-for-now'],
    ['END', '554 spam', 'failed', 'mail-refused'],
    ['END', '552 5.3.4 message size exceeds fixed limit', 'failed', 'too-large'],
    ['EHLO', '250-scripted.test\r\n250-AUTH PLAIN\r\n250 SIZE 300', 'failed', 'too-large'],
  ] as const)('at %s with %j leaves the letter %s: %s', async (stage, answer, state, code) => {
    answering(stage, answer);
    const id = await sent();
    await work(desk, id);
    expect(await read(id)).toMatchObject({ state, error_code: code, sent_at: null, message_id: null });
    const told = await noticesOf(desk.db, author.user.id);
    if (state === 'failed') expect(told).toEqual(['letter-failed']);
    else expect(told).not.toContain('letter-failed');
    // Mended, what waited goes out; the same octets with the same Message-ID.
    fine();
    await makeDue(desk.db, id);
    await work(desk, id);
    expect((await read(id)).state).toBe(state === 'queued' ? 'sent' : 'failed');
  });

  it('the account holds up its other letters, and says what a person must mend once for each', async () => {
    answering('AUTH', '535 wrong');
    const [first, second] = [await sent(), await sent()];
    await work(desk, first);
    const connections = smtp.connections();
    await work(desk, second);
    expect(smtp.connections()).toBe(connections);
    expect(await read(second)).toMatchObject({ state: 'queued', error_code: 'wrong-password', attempts: 0 });
    await makeDue(desk.db, first);
    await work(desk, first);
    expect(await noticesOf(desk.db, author.user.id)).toEqual(['letter-waits', 'letter-waits']);
    const row = await desk.db
      .selectFrom('mail_account')
      .selectAll()
      .where('id', '=', account.id)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ smtp_error_code: 'wrong-password', smtp_failures: 2 });
    expect(JSON.stringify(row)).not.toContain('mail password');
  });

  it('an author hears of each refused recipient; those who were taken have it once', async () => {
    smtp.act = { RCPT: (line) => (line.includes('gone@') ? '550 5.1.1 no such user' : '250 fine') };
    const id = await sent({
      cc: [{ address: 'gone@other.example' }],
      bcc: [{ address: 'boss@export.example' }],
    });
    await work(desk, id);
    const letter = await read(id);
    expect(letter.state).toBe('sent');
    expect(letter.recipients).toMatchObject(
      [
        { address: 'boss@export.example', state: 'accepted' },
        { address: 'gone@other.example', state: 'refused', detail: expect.stringContaining('no such user') },
        { address: buyer.address, state: 'accepted' },
      ].toSorted((a, b) => (a.address < b.address ? -1 : 1)),
    );
    expect(smtp.mails).toHaveLength(1);
    expect(await noticesOf(desk.db, author.user.id)).toEqual(['letter-refused']);
  });

  it('who was put off is tried again, alone; the others get no second one', async () => {
    smtp.act = { RCPT: (line) => (line.includes('later@') ? '451 greylisted' : '250 fine') };
    const id = await sent({ cc: [{ address: 'later@other.example' }] });
    await work(desk, id);
    expect(await read(id)).toMatchObject({
      state: 'queued',
      sent_at: expect.any(Date),
      archived_at: expect.any(Date),
    });
    fine();
    smtp.said.length = 0;
    await makeDue(desk.db, id);
    await work(desk, id);
    expect(await read(id)).toMatchObject({ state: 'sent', error_code: null });
    expect(smtp.said.filter((line) => line.startsWith('RCPT'))).toEqual(['RCPT TO:<later@other.example>']);
    const [first, second] = smtp.mails;
    expect(second?.raw).toBe(first?.raw);
    // On the wire a part of it cannot be taken back.
    await expect(undoLetter(desk.db, author, id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('three days of it are enough', async () => {
    answering('DATA', '451 later');
    const id = await sent();
    await work(desk, id);
    await sql`update letter set composed_at = now() - interval '4 days' where id = ${id}`.execute(desk.db);
    await makeDue(desk.db, id);
    await work(desk, id);
    expect(await read(id)).toMatchObject({ state: 'failed', error_code: 'expired' });
    await settleLetter(desk.db, author, id, 'to-draft');
    expect(await read(id)).toMatchObject({ state: 'draft', rfc_message_id: null, subject: 'Offer' });
  });
});

describe('a letter whose fate nobody knows', () => {
  it.each(['drop', 'hang'])('after its end (%s) is unknown, and never sent again by itself', async (act) => {
    answering('END', act);
    const id = await sent();
    await work(desk, id, 1_000);
    expect(await read(id)).toMatchObject({ state: 'unknown', recipients: [{ state: 'unknown' }] });
    fine();
    for (let look = 0; look < 3; look++) {
      await makeDue(desk.db, id);
      await work(desk, id);
    }
    expect(smtp.mails).toHaveLength(1);
    expect(await read(id)).toMatchObject({ state: 'unknown', looks: 3 });
    expect(await noticesOf(desk.db, author.user.id)).toEqual(['letter-unknown']);
    await expect(undoLetter(desk.db, author, id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is sent when it turns up on a server', async () => {
    answering('END', 'drop');
    const id = await sent();
    await work(desk, id);
    await arrive((smtp.mails[0]?.raw ?? '') + '\r\n');
    await makeDue(desk.db, id);
    await work(desk, id);
    expect(await read(id)).toMatchObject({ state: 'sent', recipients: [{ state: 'accepted' }] });
    expect(smtp.mails).toHaveLength(1);
  });

  it('is what its author says: sent, or sent again as it is', async () => {
    answering('END', 'drop');
    const [one, other] = [await sent(), await sent()];
    for (const id of [one, other]) await work(desk, id);
    fine();
    await settleLetter(desk.db, author, one, 'was-sent');
    await settleLetter(desk.db, author, other, 'send-again');
    for (const id of [one, other]) await work(desk, id);
    expect(await read(one)).toMatchObject({ state: 'sent', message_id: expect.any(Number) });
    expect(await read(other)).toMatchObject({ state: 'sent', message_id: expect.any(Number) });
    expect(smtp.mails).toHaveLength(3);
    expect(smtp.mails[2]?.raw).toBe(smtp.mails[1]?.raw);
    await expect(settleLetter(desk.db, author, one, 'send-again')).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  /** In the archive, as it lies on a mail server. */
  async function arrive(raw: string): Promise<void> {
    const processed = await desk.pool.process(Buffer.from(raw, 'latin1'), { priority: 'new' });
    const { archiveBatch } = await import('@tradepost/core/ingest/archive-batch');
    const box = await desk.db
      .insertInto('mailbox')
      .values({ account_id: account.id, path: 'Sent', special_use: '\\Sent', uid_validity: 1, uid_next: 2 })
      .returning('id')
      .executeTakeFirstOrThrow();
    await archiveBatch(desk, {
      mailboxId: box.id,
      uidValidity: 1,
      items: [{ uid: 1, internalDate: Date.now(), processed }],
      covered: '{[1,2)}',
    });
  }
});

describe('workers', () => {
  it('any number at once send it once', async () => {
    smtp.act = { END: async () => new Promise((resolve) => setTimeout(() => resolve('250 taken'), 200)) };
    const ids = [await sent(), await sent(), await sent()];
    await Promise.all([...ids, ...ids, ...ids, ...ids].map((id) => work(desk, id, 20_000)));
    expect(smtp.mails).toHaveLength(3);
    for (const id of ids) expect(await read(id)).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it('one that comes back after its lease sends nothing: another has it', async () => {
    const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    smtp.act = {
      DATA: async () => {
        reach();
        await released;
        return '354 go on';
      },
    };
    const id = await sent();
    const slow = work(desk, id, 20_000);
    await reached;
    await endLease(desk.db, id);
    fine();
    await work(desk, id);
    release();
    await slow;
    expect(smtp.mails).toHaveLength(1);
    expect(await read(id)).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it.each([
    ['DATA', 'sent'],
    ['END', 'unknown'],
  ] as const)('killed (kill -9) at %s leave the letter %s, sent once at most', async (stage, state) => {
    const redis = await startTestRedis();
    const dataDir = await mkdtemp(path.join(tmpdir(), 'tp-letter-kill-'));
    const own = await openDesk(database.db, { key: desk.key, dataDir });
    let reached = false;
    smtp.act = {
      [stage]: () => {
        reached = true;
        return 'hang';
      },
    };
    const id = await draftTo(own, author, buyer);
    await sendOff(own.db, author, id);
    const env = {
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
      TRADEPOST_DATA: dataDir,
      TRADEPOST_KEY: desk.key.toString('base64'),
      ALLOWED_MAIL_HOSTS: '127.0.0.1',
      LOG_LEVEL: 'silent',
    };
    const processes = ['ingest', 'scheduler'].map((name) => startProcess(`apps/${name}/src/main.ts`, env));
    try {
      await waitFor(async () => reached, { what: `the worker at ${stage}` });
    } finally {
      await Promise.all(processes.map((one) => one.kill()));
      await redis.stop();
    }
    expect((await read(id)).state).toBe('sending');
    fine();
    expect(await work(own, id)).toBe(false);
    await endLease(desk.db, id);
    await work(own, id);
    expect((await read(id)).state).toBe(state);
    expect(smtp.mails).toHaveLength(1);
    await own.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('one that died after the server took it leaves it unknown: its own copy in the archive proves nothing', async () => {
    const id = await sent();
    await work(desk, id);
    const before = await read(id);
    // As it was when the answer came, and the transaction did not.
    await sql`
      update letter set state = 'sending', sent_at = null, archived_at = null, message_id = null,
        lease_until = now() - interval '1 second', next_step_at = now() where id = ${id}`.execute(desk.db);
    await sql`update letter_recipient set state = 'waiting' where letter_id = ${id}`.execute(desk.db);
    await work(desk, id);
    expect((await read(id)).state).toBe('unknown');
    expect(smtp.mails).toHaveLength(1);
    expect((await read(id)).rfc_message_id).toBe(before.rfc_message_id);
  });
});

describe('the account', () => {
  const deps = () => ({
    db: desk.db,
    secrets: desk.secrets,
    notifier: { publish: async () => undefined, enqueue: async () => undefined } as never,
    probe: {} as never,
  });

  it('paused holds its letters, and says so; resumed lets them go', async () => {
    const id = await sent();
    await pauseMailAccount(deps(), ADMINISTRATOR, account.id);
    await work(desk, id);
    expect(await read(id)).toMatchObject({ state: 'queued', error_code: 'account-paused' });
    expect(await noticesOf(desk.db, author.user.id)).toEqual(['letter-waits']);
    await resumeMailAccount(deps(), ADMINISTRATOR, account.id);
    await work(desk, id);
    expect(await read(id)).toMatchObject({ state: 'sent' });
  });

  it('removed sends nothing more', async () => {
    const id = await sent();
    await removeMailAccount(deps(), ADMINISTRATOR, account.id);
    await work(desk, id);
    expect(await read(id)).toMatchObject({ state: 'failed', error_code: 'account-removed' });
    expect(smtp.mails).toHaveLength(0);
  });

  it('taken from its author sends nothing of his', async () => {
    const id = await sent();
    const other = await makeAuthor(desk.db);
    await sql`update mail_account set owner_id = ${other.user.id} where id = ${account.id}`.execute(desk.db);
    await work(desk, id);
    expect(await read(id)).toMatchObject({ state: 'failed', error_code: 'no-right-to-account' });
    await sql`update mail_account set owner_id = ${author.user.id} where id = ${account.id}`.execute(desk.db);
    await sql`update app_user set disabled_at = now() where id = ${author.user.id}`.execute(desk.db);
    await settleLetter(desk.db, author, id, 'send-again');
    await work(desk, id);
    expect(smtp.mails).toHaveLength(0);
  });
});

describe('a customer', () => {
  it('who changed hands before a letter’s moment gets it no more in the name of who wrote it, who is told', async () => {
    const id = await sent();
    const other = await makeAuthor(desk.db);
    const give = (to: Author | null) =>
      sql`update customer set owner_id = ${to?.user.id ?? null} where id = ${buyer.id}`.execute(desk.db);
    for (const heir of [other, null]) {
      await give(heir);
      await work(desk, id);
      expect(await read(id)).toMatchObject({ state: 'failed', error_code: 'customer-not-yours' });
      await settleLetter(desk.db, author, id, 'send-again');
    }
    expect(await noticesOf(desk.db, author.user.id)).toEqual(['letter-failed']);
    // Who was let in to edit still writes.
    await sql`
      insert into customer_collaborator (customer_id, user_id, can_edit) values (${buyer.id}, ${author.user.id}, true)`.execute(
      desk.db,
    );
    await sql`update app_user set role = 'reader' where id = ${author.user.id}`.execute(desk.db);
    await work(desk, id);
    expect(await read(id)).toMatchObject({ state: 'failed', error_code: 'no-right-to-account' });
    expect(smtp.mails).toHaveLength(0);
    await sql`update app_user set role = 'salesperson' where id = ${author.user.id}`.execute(desk.db);
    await settleLetter(desk.db, author, id, 'send-again');
    await work(desk, id);
    expect(smtp.mails).toHaveLength(1);
  });
});

describe('what is sent', () => {
  it('is what was fixed: a letter that was changed behind its author’s back does not go out', async () => {
    for (const change of [
      sql`update letter set final_text = 'Pay to another account' where id = `,
      sql`update letter set bcc_list = '[{"address": "evil@x.example", "name": null}]' where id = `,
      sql`update letter set subject = 'Other' where id = `,
    ]) {
      const id = await sent();
      await sql`${change}${id}`.execute(desk.db);
      await work(desk, id);
      expect(await read(id)).toMatchObject({ state: 'failed', error_code: 'content-changed' });
    }
    expect(smtp.mails).toHaveLength(0);
  });

  it('names nobody in Bcc, and everybody in its own copy', async () => {
    const id = await sent({ bcc: [{ address: 'boss@export.example' }] });
    await work(desk, id);
    expect(smtp.mails[0]?.raw).not.toMatch(/boss@export/);
    expect(smtp.said.filter((line) => line.startsWith('RCPT'))).toContain('RCPT TO:<boss@export.example>');
    const { message_id: messageId } = await read(id);
    const people = await desk.db
      .selectFrom('message_address as ma')
      .innerJoin('address as a', 'a.id', 'ma.address_id')
      .select(['ma.role', 'a.address'])
      .where('ma.message_id', '=', messageId)
      .execute();
    expect(people).toContainEqual({ role: 'bcc', address: 'boss@export.example' });
  });

  it('bears the Message-ID that was fixed, and no mark of a machine', async () => {
    const raw = smtp.mails;
    const id = await sent();
    await work(desk, id);
    const parsed = parseMessage(Buffer.from(raw[0]?.raw ?? '', 'latin1'));
    expect(parsed).toMatchObject({
      automatic: null,
      subject: 'Offer',
      messageId: (await read(id)).rfc_message_id,
    });
  });
});
