/** Mass mail: who gets it, one by one and nobody twice, ended by its reader, stopped by what comes back. */
import { secretOwner } from '@tradepost/core/accounts/deps';
import { makeMassLetters } from '@tradepost/core/mass-mail/send-tick';
import { unsubscribeUrl } from '@tradepost/core/mass-mail/unsubscribe';
import { workOnLetter } from '@tradepost/core/letter/work-on-letter';
import { openSecretBox } from '@tradepost/core/secrets';
import { sql } from 'kysely';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startProcess } from '../helpers/process.ts';
import { type ScriptedSmtp, startScriptedSmtp } from '../helpers/scripted-smtp.ts';
import { startSmtpSink } from '../helpers/smtp-sink.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { makePerson, type Person, PUBLIC_URL, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, type TestAccount, textMail, unique } from './api-mail.ts';

let test: TestApp;
let smtp: ScriptedSmtp;
let anna: Person;
let manager: Person;
let account: TestAccount;
beforeAll(async () => {
  [test, smtp] = await Promise.all([startTestApp({ requestsAMinute: 1_000_000 }), startScriptedSmtp()]);
  [anna, manager] = await Promise.all([
    makePerson(test, 'salesperson', 'Anna'),
    makePerson(test, 'manager', 'Mei'),
  ]);
  await test.deps.db
    .insertInto('setting')
    .values({ key: 'company', value: JSON.stringify({ name: 'Yongfan & Co' }) })
    .execute();
});
afterAll(async () => {
  await test.close();
  await smtp.stop();
});
beforeEach(async () => {
  smtp.act = {};
  // An account of its own for each test: its pace is its own, too.
  account = await connectAccount(test, anna.user.id);
  await test.deps.db
    .updateTable('mail_account')
    .set({
      smtp_host: '127.0.0.1',
      smtp_port: smtp.port,
      smtp_security: 'none',
      smtp_user: account.address,
      append_sent: false,
    })
    .where('id', '=', account.id)
    .execute();
  await test.deps.db.deleteFrom('setting').where('key', '=', 'letter-approval').execute();
});

interface Mail {
  id: number;
  version: number;
  state: string;
  stopReason: string | null;
  counts: Record<string, number>;
  leftOut: { reason: string; count: number }[];
  fields: string[];
  approval: { decision: string | null; note: string | null } | null;
}
const call = async (
  who: Person,
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  body?: object,
): Promise<Mail> => {
  const reply = await who.call(method, `/api/v1/mass-mails${path}`, body);
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json<Mail>();
};
const buyer = async (owner = anna) => {
  const address = `${unique('buyer')}@${unique('acme')}.example`;
  return { address, ...(await makeCustomer(test, owner.user.id, { addresses: [address] })) };
};
type Buyer = Awaited<ReturnType<typeof buyer>>;

/** Written, and its recipients worked out. */
async function ready(buyers: readonly { id: number }[], patch: object = {}): Promise<Mail> {
  const made = await call(anna, 'POST', '', {
    name: unique('Spring '),
    kind: 'promotion',
    language: 'en',
    selection: { customerIds: buyers.map(({ id }) => id) },
  });
  const written = await call(anna, 'PATCH', `/${made.id}`, {
    version: made.version,
    accountId: account.id,
    subject: 'New hinges for {{customer.name}}',
    html: '<div>Dear {{contact.name}},</div><div>look at our new hinges.</div>',
    byDay: false,
    ...patch,
  });
  return call(anna, 'POST', `/${made.id}/recipients`, { version: written.version });
}
const start = (mail: Mail) => call(anna, 'POST', `/${mail.id}/start`, { version: mail.version });
const again = (id: number) => call(anna, 'GET', `/${id}`);
const deps = () => ({ db: test.deps.db, secrets: test.deps.secrets, publicUrl: PUBLIC_URL });

/** As when the time between two letters has passed, so often. */
async function tick(times = 1): Promise<number> {
  let made = 0;
  for (let n = 0; n < times; n++) {
    await sql`update mass_mail_pace set next_at = now()`.execute(test.deps.db);
    made += await makeMassLetters(deps());
  }
  return made;
}
const letters = (id: number) =>
  test.deps.db
    .selectFrom('mass_mail_recipient as r')
    .innerJoin('letter as l', 'l.id', 'r.letter_id')
    .selectAll('l')
    .select(['r.id as recipient_id', 'r.address'])
    .where('r.mass_mail_id', '=', id)
    .orderBy('r.id')
    .execute();
async function sendAll(id: number): Promise<void> {
  const { db, blobs, pool, secrets } = test.deps;
  for (const letter of await letters(id))
    if (letter.state === 'queued')
      await workOnLetter(
        { db, blobs, pool, secrets, allowedMailHosts: ['127.0.0.1'], publish: () => undefined },
        letter.id,
        { patienceMs: 5_000 },
      );
}
async function complain(customerId: number): Promise<void> {
  await test.deps.db
    .insertInto('complaint')
    .values({
      customer_id: customerId,
      sort: 'quality',
      severity: 2,
      what: 'Hinges rust',
      complained_at: new Date(),
      action_due_on: '2027-01-10',
      close_due_on: '2027-01-20',
    })
    .execute();
}

describe('who gets a mass mail', () => {
  it('is one person of each customer; whoever does not get it stands there with the reason', async () => {
    const { db } = test.deps;
    const fine = await buyer();
    const nobody = await makeCustomer(test, anna.user.id);
    const invalid = await buyer();
    await db
      .updateTable('contact_address')
      .set({ invalid_at: new Date() })
      .where('address', '=', invalid.address)
      .execute();
    const unsubscribed = await buyer();
    await db.insertInto('mail_unsubscribe').values({ address: unsubscribed.address, way: 'page' }).execute();
    const complaining = await buyer();
    await complain(complaining.id);
    const lately = await buyer();
    const listed = await buyer();
    await db.insertInto('never_archive').values({ kind: 'address', value: listed.address }).execute();
    const own = await makeCustomer(test, anna.user.id, {
      addresses: [account.address.replace('seller', 'seller')],
    });
    const nameless = await buyer();
    await db.updateTable('contact').set({ name: null }).where('id', '=', nameless.contactId).execute();
    await start(await ready([lately]));
    await tick();

    const mail = await ready([
      fine,
      nobody,
      invalid,
      unsubscribed,
      complaining,
      lately,
      listed,
      own,
      nameless,
    ]);
    expect(Object.fromEntries(mail.leftOut.map(({ reason, count }) => [reason, count]))).toEqual({
      'no-contact': 1,
      invalid: 1,
      unsubscribed: 1,
      'open-complaint': 1,
      'mailed-lately': 1,
      'never-archive': 1,
      internal: 1,
      'missing-fields': 1,
    });
    expect(mail.counts).toMatchObject({ waiting: 1, leftOut: 8 });
    const list = (await anna.call('GET', `/api/v1/mass-mails/${mail.id}/recipients?state=waiting`)).json();
    expect(list.items.map(({ address }: Buyer) => address)).toEqual([fine.address]);
  });

  it('is found by a filter, among those alone that one may change', async () => {
    const tag = unique('tag');
    const [mine, others] = [await buyer(), await buyer(manager)];
    await test.deps.db
      .updateTable('customer')
      .set({ tags: [tag] })
      .where('id', 'in', [mine.id, others.id])
      .execute();
    const made = await call(anna, 'POST', '', { name: 'By tag', selection: { filter: { tag } } });
    const mail = await call(anna, 'POST', `/${made.id}/recipients`, { version: made.version });
    expect(mail.counts.waiting).toBe(1);
    const refused = await anna.call('POST', '/api/v1/mass-mails', {
      name: 'x',
      selection: { customerIds: [others.id] },
    });
    expect(refused.statusCode).toBe(400);
  });

  it('leaves out whom one leaves out by hand, also when it is worked out again', async () => {
    const [one, two] = [await buyer(), await buyer()];
    const mail = await ready([one, two]);
    const list = (await anna.call('GET', `/api/v1/mass-mails/${mail.id}/recipients`)).json();
    const left = await call(anna, 'POST', `/${mail.id}/recipients/${list.items[0].id}/left-out`, {
      leftOut: true,
    });
    expect(left.leftOut).toEqual([{ reason: 'by-hand', count: 1 }]);
    expect((await call(anna, 'POST', `/${mail.id}/recipients`, { version: left.version })).leftOut).toEqual(
      left.leftOut,
    );
  });

  it('asks for what no record holds, once for all', async () => {
    const mail = await ready([await buyer()], {
      kind: 'dunning',
      html: '<div>{{amount.outstanding}} is due.</div>',
    });
    expect(mail.fields).toEqual(['amount.outstanding']);
    await start(mail);
    await tick();
    // Nobody is written to about {{amount.outstanding}}.
    expect(await again(mail.id)).toMatchObject({
      counts: { made: 0 },
      leftOut: [{ reason: 'missing-fields', count: 1 }],
    });
  });
});

describe('sending', () => {
  it('makes a letter of his own for each, with his name, a way to end it, and one recipient', async () => {
    const [one, two] = [await buyer(), await buyer()];
    const mail = await start(await ready([one, two]));
    expect(mail.state).toBe('sending');
    expect(await tick(2)).toBe(2);
    await sendAll(mail.id);
    const got = smtp.mails.filter(({ to }) => [one, two].some(({ address }) => to.includes(address)));
    expect(got).toHaveLength(2);
    const raw = got.find(({ to }) => to.includes(one.address))?.raw ?? '';
    expect(raw).toMatch(new RegExp(`^To: Maria <${one.address}>`, 'm'));
    expect(raw).not.toContain(two.address);
    expect(raw).toMatch(/^Precedence: bulk/m);
    expect(raw.replace(/\r\n[ \t]/g, '')).toMatch(
      /^List-Unsubscribe: ?<http:\/\/tradepost\.test:8420\/unsubscribe\/[\w.-]+>/m,
    );
    expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m);
    await tick();
    expect(await again(mail.id)).toMatchObject({ state: 'done', counts: { sent: 2, waiting: 0 } });
  });

  it('stands on the timeline as a mass mail, and counts neither as contact nor as an answer', async () => {
    const one = await buyer();
    const mail = await start(await ready([one]));
    await tick();
    await sendAll(mail.id);
    const timeline = (await anna.call('GET', `/api/v1/customers/${one.id}/timeline`)).json();
    const entry = timeline.items.find(({ kind }: { kind: string }) => kind === 'mail');
    expect(entry).toMatchObject({ automatic: 'bulk', direction: 'outbound' });
    const customer = (await anna.call('GET', `/api/v1/customers/${one.id}`)).json();
    expect(customer.lastContactAt).toBeNull();
  });

  it('keeps to the pace of its account, whatever the number of senders, and gives nobody two', async () => {
    const buyers = await Promise.all(Array.from({ length: 6 }, () => buyer()));
    const mail = await start(await ready(buyers));
    // Not due again at once: ten seconds lie between two, at six a minute.
    expect((await Promise.all([1, 2, 3].map(() => makeMassLetters(deps())))).reduce((a, b) => a + b, 0)).toBe(
      1,
    );
    for (let n = 0; n < 8; n++) {
      await sql`update mass_mail_pace set next_at = now()`.execute(test.deps.db);
      await Promise.all([1, 2, 3, 4].map(() => makeMassLetters(deps())));
      await sql`update letter set state = 'sent', blob_id = (select min(id) from blob) where bulk and state = 'queued'
        and exists (select from blob)`.execute(test.deps.db);
    }
    const made = await letters(mail.id);
    expect(made).toHaveLength(6);
    expect(new Set(made.map(({ address }) => address)).size).toBe(6);
  });

  it('goes out once to each, though everything is killed in the middle of it, twice', async () => {
    const { dataDir } = test;
    const { db } = test.deps;
    const sink = await startSmtpSink();
    const box = await openSecretBox({ key: null, keyFile: path.join(dataDir, 'keys.json') });
    const { keyId, sealed } = box.seal(secretOwner(account.address), 'mail password');
    await db
      .updateTable('mail_account')
      .set({ smtp_port: sink.port, smtp_private_host_allowed: true, secret_key_id: keyId, secret: sealed })
      .where('id', '=', account.id)
      .execute();
    const buyers = await Promise.all(Array.from({ length: 12 }, () => buyer()));
    const mail = await start(await ready(buyers));
    const env = {
      DATABASE_URL: test.database.url,
      REDIS_URL: test.redisServer.url,
      TRADEPOST_DATA: dataDir,
      LOG_LEVEL: 'silent',
    };
    const run = () => ['ingest', 'scheduler'].map((app) => startProcess(`apps/${app}/src/main.ts`, env));
    // The time between two letters, and that of a dead process's claim, is over sooner.
    const hurry = () =>
      sql`update mass_mail_pace set next_at = now() where account_id = ${account.id}`.execute(db);
    const sentAtLeast = (count: number) =>
      waitFor(async () => (await hurry(), sink.mails.length >= count), {
        timeoutMs: 180_000,
        intervalMs: 100,
      });
    let running = run();
    try {
      for (const count of [2, 6]) {
        await sentAtLeast(count);
        await Promise.all(running.map((one) => one.kill()));
        // Nobody works on a letter now: what the dead had claimed need not be waited for.
        await sql`update letter set lease_until = now() - interval '1 second', next_step_at = now()
          where account_id = ${account.id} and lease_until is not null`.execute(db);
        running = run();
      }
      await waitFor(
        async () => {
          await hurry();
          const all = await letters(mail.id);
          return all.length === 12 && all.every(({ state }) => state === 'sent' || state === 'unknown');
        },
        { timeoutMs: 240_000, intervalMs: 250, what: 'every letter to be sent' },
      );
    } finally {
      await Promise.all(running.map((one) => one.kill()));
      await sink.stop();
    }
    const to = sink.mails.flatMap((one) => one.to);
    expect(new Set(to).size).toBe(to.length);
    const unknown = (await letters(mail.id)).filter(({ state }) => state === 'unknown').length;
    expect(to.length).toBeGreaterThanOrEqual(12 - unknown);
  }, 480_000);

  it('makes no more while some wait for a server that is behind', async () => {
    const buyers = await Promise.all(Array.from({ length: 8 }, () => buyer()));
    const mail = await start(await ready(buyers));
    await tick(10);
    expect(await letters(mail.id)).toHaveLength(5);
  });

  it('sends no more on a day than the account may', async () => {
    const mail = await start(await ready(await Promise.all([buyer(), buyer(), buyer()])));
    const pace = await manager.call('PATCH', `/api/v1/mass-mail-pace/${account.id}`, {
      perMinute: 60,
      perDay: 2,
    });
    expect(pace.statusCode).toBe(200);
    await tick(5);
    expect(await letters(mail.id)).toHaveLength(2);
    await sql`update mass_mail_pace set day = day - 1`.execute(test.deps.db);
    await tick(2);
    expect(await letters(mail.id)).toHaveLength(3);
  });

  it('waits for the customer’s day', async () => {
    const one = await buyer();
    // Where it is three o'clock at night just now.
    const hour = new Date().getUTCHours();
    const zone = `Etc/GMT${hour >= 3 ? '+' : '-'}${Math.min(Math.abs(hour - 3), 12)}`;
    await test.deps.db.updateTable('customer').set({ time_zone: zone }).where('id', '=', one.id).execute();
    const local = Number(
      new Intl.DateTimeFormat('en', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' }).format(new Date()),
    );
    const mail = await start(await ready([one], { byDay: true }));
    await tick();
    expect((await letters(mail.id)).length).toBe(local >= 8 && local < 18 ? 1 : 0);
    expect((await again(mail.id)).state).toBe('sending');
  });

  it('is paused, goes on, and is ended; whoever was not written to by then is not', async () => {
    const mail = await start(await ready(await Promise.all([buyer(), buyer(), buyer()])));
    await tick();
    await call(anna, 'POST', `/${mail.id}/pause`);
    await tick(2);
    expect(await letters(mail.id)).toHaveLength(1);
    await call(anna, 'POST', `/${mail.id}/resume`);
    await tick();
    expect(await letters(mail.id)).toHaveLength(2);
    // Who leads her may end it.
    await call(manager, 'POST', `/${mail.id}/cancel`);
    await tick(2);
    expect(await letters(mail.id)).toHaveLength(2);
    expect((await anna.call('POST', `/api/v1/mass-mails/${mail.id}/resume`)).statusCode).toBe(409);
  });

  it('looks at each again before it writes: a complaint, or a customer given away, since', async () => {
    const [one, two, three] = [await buyer(), await buyer(), await buyer()];
    const mail = await start(await ready([one, two, three]));
    await complain(one.id);
    await test.deps.db
      .updateTable('customer')
      .set({ owner_id: manager.user.id })
      .where('id', '=', two.id)
      .execute();
    await tick(3);
    expect((await letters(mail.id)).map(({ address }) => address)).toEqual([three.address]);
    expect((await again(mail.id)).leftOut.map(({ reason }) => reason).sort()).toEqual([
      'not-yours',
      'open-complaint',
    ]);
  });

  it('stops when its sender is gone, and tells who leads him', async () => {
    const bo = await makePerson(test, 'salesperson', 'Bo');
    const customer = await buyer(bo);
    const his = await connectAccount(test, bo.user.id);
    const { id } = await test.deps.db
      .insertInto('mass_mail')
      .values({
        name: 'Left alone',
        owner_id: bo.user.id,
        account_id: his.id,
        kind: 'promotion',
        language: 'en',
        subject: 'x',
        html: '<div>x</div>',
        selection: JSON.stringify({ customerIds: [customer.id] }),
        state: 'sending',
        started_at: new Date(),
        by_day: false,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await test.deps.db
      .insertInto('mass_mail_recipient')
      .values({ mass_mail_id: id, customer_id: customer.id, address: customer.address })
      .execute();
    await test.deps.db.insertInto('mass_mail_pace').values({ account_id: his.id }).execute();
    await tick();
    // It has no server to send with, either.
    expect(await call(manager, 'GET', `/${id}`)).toMatchObject({ state: 'stopped', stopReason: 'account' });
    await test.deps.db
      .updateTable('mail_account')
      .set({ smtp_host: 'smtp.test', smtp_port: 465, smtp_security: 'tls' })
      .where('id', '=', his.id)
      .execute();
    await test.deps.db
      .updateTable('app_user')
      .set({ disabled_at: new Date() })
      .where('id', '=', bo.user.id)
      .execute();
    await call(manager, 'POST', `/${id}/resume`);
    await tick();
    expect(await call(manager, 'GET', `/${id}`)).toMatchObject({
      state: 'stopped',
      stopReason: 'sender',
      counts: { made: 0 },
    });
  });
});

describe('what comes back', () => {
  const bounce = (to: string) =>
    [
      'From: MAILER-DAEMON@mx.example',
      `To: ${account.address}`,
      'Subject: Undelivered Mail Returned to Sender',
      `Date: ${new Date(Date.now() + 60_000).toUTCString()}`,
      `Message-ID: <${unique('b')}@mx.example>`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'The mail could not be delivered.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example',
      '',
      `Final-Recipient: rfc822; ${to}`,
      'Action: failed',
      'Status: 5.1.1',
      '',
      '--b--',
      '',
    ].join('\r\n');

  /** As the mail server says it: read by the archive, and by nobody else. */
  const comesBack = (address: string) => deliver(test, account, bounce(address));

  it('stops it by itself where it is too much, and says so; a person lets it go on', async () => {
    const buyers = await Promise.all(Array.from({ length: 9 }, () => buyer()));
    const mail = await start(await ready(buyers));
    await tick(4);
    await sendAll(mail.id);
    for (const { address } of (await letters(mail.id)).slice(0, 3)) await comesBack(address as string);
    await tick(3);
    expect(await again(mail.id)).toMatchObject({
      state: 'stopped',
      stopReason: 'bounces',
      counts: { made: 4, bounced: 3 },
    });
    const notices = await test.deps.db
      .selectFrom('notice')
      .select(['user_id', 'kind'])
      .where('subject_id', '=', mail.id)
      .where('subject_kind', '=', 'mass-mail')
      .execute();
    expect(notices.map(({ user_id: id }) => id).sort()).toEqual([anna.user.id, manager.user.id].sort());
    await call(anna, 'POST', `/${mail.id}/resume`);
    expect(await tick(2)).toBe(2);
    expect((await again(mail.id)).state).toBe('sending');
  });

  it('counts an address that the server refuses at once', async () => {
    smtp.act = { RCPT: () => '550 5.1.1 no such user' };
    const buyers = await Promise.all(Array.from({ length: 5 }, () => buyer()));
    const mail = await start(await ready(buyers));
    for (let n = 0; n < 4; n++) {
      await tick();
      await sendAll(mail.id);
    }
    await tick();
    expect(await again(mail.id)).toMatchObject({
      state: 'stopped',
      stopReason: 'bounces',
      counts: { bounced: 3, made: 3 },
    });
  });

  it('is an ordinary mail where a reader answers, and is counted', async () => {
    const one = await buyer();
    const mail = await start(await ready([one]));
    await tick();
    await sendAll(mail.id);
    const answer = textMail({
      from: one.address,
      to: account.address,
      subject: 'Re: New hinges',
      date: new Date(Date.now() + 5_000),
    });
    const id = await deliver(test, account, answer);
    expect((await anna.call('GET', `/api/v1/messages/${id}`)).json()).toMatchObject({
      automatic: null,
      direction: 'inbound',
    });
    expect((await again(mail.id)).counts).toMatchObject({ sent: 1, replied: 1 });
  });
});

describe('ending it', () => {
  const recipient = async (language = 'en') => {
    const one = await buyer();
    const mail = await ready([one], { language });
    const row = await test.deps.db
      .selectFrom('mass_mail_recipient')
      .select('id')
      .where('mass_mail_id', '=', mail.id)
      .executeTakeFirstOrThrow();
    const link = new URL(unsubscribeUrl({ secrets: test.deps.secrets, publicUrl: PUBLIC_URL }, row.id));
    return { ...one, mail, link: link.pathname };
  };
  const isUnsubscribed = async (address: string) =>
    (
      await test.deps.db
        .selectFrom('mail_unsubscribe')
        .select('way')
        .where('address', '=', address)
        .executeTakeFirst()
    )?.way;

  it('shows a page in the language of the mail, that changes nothing before its button is pressed', async () => {
    const one = await recipient('ar');
    const page = await test.app.inject({ url: one.link });
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.body).toContain('lang="ar" dir="rtl"');
    expect(page.body).toContain(one.address);
    expect(page.body).toContain('Yongfan &amp; Co');
    expect(await isUnsubscribed(one.address)).toBeUndefined();

    // A form of a page without a referrer has no origin either.
    const pressed = await test.app.inject({
      method: 'POST',
      url: one.link,
      payload: 'confirm=yes',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'null' },
    });
    expect(pressed.statusCode).toBe(200);
    expect(pressed.body).not.toContain('<form');
    expect(await isUnsubscribed(one.address)).toBe('page');
  });

  it.each([
    ['application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
    ],
  ])('is one click of a mail program, as %s (RFC 8058)', async (type, payload) => {
    const one = await recipient();
    const post = () =>
      test.app.inject({
        method: 'POST',
        url: one.link,
        payload,
        headers: { 'content-type': type, origin: 'https://mail.example' },
      });
    expect((await post()).statusCode).toBe(200);
    expect((await post()).statusCode).toBe(200);
    expect(await isUnsubscribed(one.address)).toBe('one-click');
    // It holds for what was worked out before, too.
    await start(one.mail);
    await tick();
    expect((await again(one.mail.id)).leftOut).toEqual([{ reason: 'unsubscribed', count: 1 }]);
  });

  it('takes no link that we did not make', async () => {
    const one = await recipient();
    for (const token of ['abc', 'YWJj.ZGVm', `${one.link.slice(13, -2)}AA`]) {
      const reply = await test.app.inject({ method: 'POST', url: `/unsubscribe/${token}`, payload: '' });
      expect(reply.statusCode).toBe(404);
      expect(reply.body).not.toContain(one.address);
    }
    expect(await isUnsubscribed(one.address)).toBeUndefined();
  });

  it('may be told to a person, and taken back with words that the audit log keeps', async () => {
    const one = await recipient();
    expect(
      (await anna.call('POST', '/api/v1/unsubscribed', { address: one.address, note: 'By phone' }))
        .statusCode,
    ).toBe(200);
    expect(await isUnsubscribed(one.address)).toBe('person');
    const back = await anna.call('POST', '/api/v1/unsubscribed/undo', {
      address: one.address,
      note: 'Asked again at the fair',
    });
    expect(back.statusCode).toBe(200);
    expect(await isUnsubscribed(one.address)).toBeUndefined();
    const log = await test.deps.db
      .selectFrom('audit_log')
      .select('detail')
      .where('action', '=', 'mass-mail.subscribed-again')
      .execute();
    expect(log.at(-1)?.detail).toMatchObject({ address: one.address, note: 'Asked again at the fair' });
  });
});

describe('approval', () => {
  const rules = (body: object) =>
    test.deps.db
      .insertInto('setting')
      .values({ key: 'letter-approval', value: JSON.stringify(body) })
      .onConflict((oc) => oc.column('key').doUpdateSet({ value: JSON.stringify(body) }))
      .execute();

  it('is asked for once for all of it; nothing goes out before, and what is returned says why', async () => {
    const admin = await makePerson(test, 'admin');
    const set = await admin.call('PATCH', '/api/v1/letter-approval-rules', {
      enabled: true,
      newEmployeeDays: 0,
      words: ['hinges'],
      priceSheet: false,
      bankDetails: false,
      attachmentWords: [],
      newDomain: false,
      people: [],
    });
    expect(set.statusCode, set.body).toBe(200);
    const mail = await start(await ready(await Promise.all([buyer(), buyer()])));
    expect(mail.state).toBe('waiting-approval');
    await tick();
    expect(await letters(mail.id)).toHaveLength(0);
    const silent = await manager.call('POST', `/api/v1/mass-mails/${mail.id}/decision`, {
      version: mail.version,
      decision: 'return',
    });
    expect(silent.statusCode).toBe(400);
    const returned = await call(manager, 'POST', `/${mail.id}/decision`, {
      version: mail.version,
      decision: 'return',
      note: 'Name the price',
    });
    expect(returned).toMatchObject({
      state: 'draft',
      approval: { decision: 'returned', note: 'Name the price' },
    });

    const asked = await start(
      await call(anna, 'POST', `/${mail.id}/recipients`, { version: returned.version }),
    );
    const own = await anna.call('POST', `/api/v1/mass-mails/${mail.id}/decision`, {
      version: asked.version,
      decision: 'approve',
    });
    expect(own.statusCode).toBe(403);
    const approved = await call(manager, 'POST', `/${mail.id}/decision`, {
      version: asked.version,
      decision: 'approve',
    });
    expect(approved.state).toBe('sending');
    expect(await tick(2)).toBe(2);
    await rules({ enabled: false });
  });
});

describe('S1-07 no promotion while a complaint is open', () => {
  const send = async (kind: string, customer: Buyer, confirmed?: string[]) => {
    const template = (
      await anna.call('POST', '/api/v1/letter-templates', {
        kind,
        language: 'en',
        name: unique('T'),
        subject: 'News',
        html: '<div>Our news</div>',
        companyWide: false,
      })
    ).json();
    const letter = (
      await anna.call('POST', '/api/v1/letters', {
        kind: 'new',
        customerId: customer.id,
        contactId: customer.contactId,
        accountId: account.id,
        templateId: template.id,
      })
    ).json();
    return anna.call('POST', `/api/v1/letters/${letter.id}/send`, {
      version: letter.version,
      ...(confirmed ? { confirmed } : {}),
    });
  };

  it.each(['promotion', 'follow-up'])(
    'S1-07 a %s template to such a customer is held back by a warning that blocks',
    async (kind) => {
      const customer = await buyer();
      await complain(customer.id);
      const refused = await send(kind, customer);
      expect(refused.statusCode).toBe(422);
      expect(refused.json().error.details.check.warnings).toContainEqual(
        expect.objectContaining({ code: 'open-complaint', blocking: true, about: ['Hinges rust'] }),
      );
      expect((await send('thank-you', customer)).statusCode).toBe(200);
      expect((await send(kind, customer, ['open-complaint'])).statusCode).toBe(200);
    },
  );

  it('S1-07 a mass mail leaves such a customer out, whatever its kind', async () => {
    const customer = await buyer();
    await complain(customer.id);
    const mail = await ready([customer, await buyer()], { kind: 'thank-you' });
    expect(mail.leftOut).toEqual([{ reason: 'open-complaint', count: 1 }]);
  });
});

describe('S4-B13 thank-you letters, payment reminders and promotions', () => {
  it.each(['thank-you', 'dunning', 'promotion'])(
    'S4-B13 a %s is sent from its template and stands on the timeline',
    async (kind) => {
      const customer = await buyer();
      const template = (
        await anna.call('POST', '/api/v1/letter-templates', {
          kind,
          language: 'en',
          name: unique('T'),
          subject: 'To {{customer.name}}',
          companyWide: false,
          html:
            kind === 'dunning'
              ? '<div>Dear {{contact.name}}, {{amount.outstanding}} is due.</div>'
              : '<div>Dear {{contact.name}}, thank you.</div>',
        })
      ).json();
      const letter = (
        await anna.call('POST', '/api/v1/letters', {
          kind: 'new',
          customerId: customer.id,
          contactId: customer.contactId,
          accountId: account.id,
        })
      ).json();
      // There are no contracts to take the amount from: it is asked for, and nothing goes out without it.
      const rendered = (
        await anna.call('POST', `/api/v1/letter-templates/${template.id}/render`, { customerId: customer.id })
      ).json();
      expect(rendered.missing).toEqual(kind === 'dunning' ? ['amount.outstanding'] : []);
      const applied = (
        await anna.call('POST', `/api/v1/letters/${letter.id}/template`, {
          version: letter.version,
          templateId: template.id,
          values: kind === 'dunning' ? { 'amount.outstanding': 'USD 1,200' } : {},
        })
      ).json();
      expect(applied.html).toContain(
        kind === 'dunning' ? 'Dear Maria, USD 1,200 is due.' : 'Dear Maria, thank you.',
      );
      const sent = await anna.call('POST', `/api/v1/letters/${letter.id}/send`, { version: applied.version });
      expect(sent.statusCode, sent.body).toBe(200);
      await sql`update letter set due_at = now(), next_step_at = now() where id = ${letter.id}`.execute(
        test.deps.db,
      );
      const { db, blobs, pool, secrets } = test.deps;
      await workOnLetter(
        { db, blobs, pool, secrets, allowedMailHosts: ['127.0.0.1'], publish: () => undefined },
        letter.id,
        { patienceMs: 5_000 },
      );
      const timeline = (await anna.call('GET', `/api/v1/customers/${customer.id}/timeline`)).json();
      expect(timeline.items.filter(({ kind: what }: { kind: string }) => what === 'mail')).toHaveLength(1);
    },
  );
});
