/** I8: mail of the product's own goes out once. A server that says no, hangs or goes away at any verb. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { OutgoingServerInput } from '@tradepost/contract';
import { decideAboutMail } from '@tradepost/core/outbox/decide';
import { queueMail } from '@tradepost/core/outbox/queue-mail';
import { sendDueMail } from '@tradepost/core/outbox/send-due';
import { type ServerDeps, setOutgoingServer } from '@tradepost/core/outbox/server';
import { insertUser } from '@tradepost/core/users/create';
import { SecretBox } from '@tradepost/core/secrets';
import type { OutboxRow } from '@tradepost/db/queries/outbox';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../helpers/postgres.ts';
import { startProcess } from '../helpers/process.ts';
import { startTestRedis } from '../helpers/redis.ts';
import { type ScriptedSmtp, type SmtpStage, startScriptedSmtp } from '../helpers/scripted-smtp.ts';
import { waitFor } from '../helpers/wait-for.ts';

const KEY = randomBytes(32);
let database: TestDatabase;
let smtp: ScriptedSmtp;
let deps: ServerDeps;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  smtp = await startScriptedSmtp();
  const secrets = new SecretBox(new Map([['env', KEY]]), 'env');
  deps = { db: database.db, secrets, allowedMailHosts: ['127.0.0.1'] };
});
afterEach(async () => {
  smtp.act = {};
  smtp.mails.length = 0;
  smtp.said.length = 0;
  await sql`truncate outbox_mail, outgoing_server cascade`.execute(deps.db);
});
afterAll(async () => {
  await smtp.stop();
  await database.drop();
});

const settings = (changes: Partial<OutgoingServerInput> = {}): OutgoingServerInput => ({
  host: '127.0.0.1',
  port: smtp.port,
  security: 'none',
  user: null,
  fromAddress: 'Office@Lindqvist.test',
  fromName: 'Lindqvist Tools',
  ...changes,
});
const COMMAND_LINE = { actorId: null, privateHostAllowed: false };
const setServer = (changes: Partial<OutgoingServerInput> = {}) =>
  setOutgoingServer(deps, settings(changes), COMMAND_LINE);

async function queue(to = `an${++count}@lindqvist.test`, period = `day-${++count}`): Promise<number> {
  const mail = {
    recipientId: null,
    to,
    kind: 'reminder-daily' as const,
    period,
    subject: 'Today 今天',
    text: 'Three customers\n',
  };
  return (await deps.db.transaction().execute((tx) => queueMail(tx, mail))) as number;
}

const find = (id: number): Promise<OutboxRow> =>
  deps.db.selectFrom('outbox_mail').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const findServer = () => deps.db.selectFrom('outgoing_server').selectAll().executeTakeFirstOrThrow();
const makeDue = () =>
  sql`with mail as (update outbox_mail set next_attempt_at = now()) update outgoing_server set next_attempt_at = now()`.execute(
    deps.db,
  );
const endLeases = () =>
  sql`update outbox_mail set lease_until = now() - interval '1 second'`.execute(deps.db);
/** Where a server hangs, half a second without a word from it is enough. */
const send = (patienceMs = 20_000) => sendDueMail(deps, { patienceMs });
const patienceFor = (answer: unknown) => (answer === 'hang' ? 500 : undefined);
const messageIdOf = (raw: string) => /^Message-ID: <(.+)>/im.exec(raw)?.[1];

describe('a mail that is due', () => {
  it('goes out once, signed in, with the Message-ID of its row and the mark of a machine', async () => {
    await setServer({ user: 'office', password: 'a canary secret' });
    const id = await queue();
    expect(await send()).toBe(1);
    expect(await send()).toBe(0);
    const row = await find(id);
    expect(row).toMatchObject({ state: 'sent', attempts: 1, error_code: null });
    expect(smtp.mails).toHaveLength(1);
    const { raw, to } = smtp.mails[0]!;
    expect(to).toBe(row.to_address);
    expect(messageIdOf(raw)).toBe(row.rfc_message_id);
    expect(raw).toContain('Auto-Submitted: auto-generated');
    expect(raw).toContain('From: Lindqvist Tools <office@lindqvist.test>');
    expect(smtp.said.some((line) => line.startsWith('AUTH PLAIN'))).toBe(true);
  });

  it('waits where no server is set', async () => {
    const id = await queue();
    expect(await send()).toBe(0);
    expect(await find(id)).toMatchObject({ state: 'queued', attempts: 0 });
  });

  it('is not queued twice for one recipient, kind and period', async () => {
    await queue('bo@lindqvist.test', 'monday');
    expect(await queue('Bo@Lindqvist.test', 'monday')).toBeNull();
  });

  it('goes to nobody else where an address bears a line break', async () => {
    await setServer();
    const id = await queue('bo@lindqvist.test\r\nRCPT TO:<eve@evil.example>');
    await send();
    expect(await find(id)).toMatchObject({ state: 'failed', error_code: 'bad-address' });
    expect(smtp.said.join('\n')).not.toContain('eve@evil.example');
  });

  it('is sent once by any number of senders', async () => {
    await setServer();
    const ids = [];
    for (let i = 0; i < 30; i++) ids.push(await queue());
    await Promise.all([send(), send(), send()]);
    await send();
    expect(smtp.mails.map(({ to }) => to).sort()).toEqual(
      [...new Set(smtp.mails.map(({ to }) => to))].sort(),
    );
    expect(smtp.mails).toHaveLength(30);
  });

  it('that waited is not sent to who has left meanwhile', async () => {
    await setServer();
    const email = `leaver${++count}@lindqvist.test`;
    const leaver = await insertUser(deps.db, { email, name: 'Leaver', role: 'salesperson' }, 'no password');
    const [his, another] = [await queue(email), await queue()];
    await sql`update outbox_mail set recipient_id = ${leaver.id} where id = ${his}`.execute(deps.db);
    await sql`update app_user set disabled_at = now() where id = ${leaver.id}`.execute(deps.db);
    await sendDueMail(deps);
    expect(smtp.mails).toHaveLength(1);
    expect(await find(another)).toMatchObject({ state: 'sent' });
    expect(await find(his)).toMatchObject({ state: 'failed', error_code: 'recipient-left', attempts: 0 });
  });

  it('that waited for days is not sent when a server is set at last', async () => {
    const id = await queue();
    await sql`update outbox_mail set next_attempt_at = now() - interval '4 days'`.execute(deps.db);
    await setServer();
    expect(await send()).toBe(0);
    expect(await find(id)).toMatchObject({ state: 'failed', error_code: 'expired' });
    await decideAboutMail(deps.db, null, id, 'queued');
    expect(await send()).toBe(1);
  });
});

describe('a refusal of one mail', () => {
  it.each([
    ['RCPT', '450 greylisted, come back'],
    ['DATA', '451 greylisted, come back'],
    ['END', '451 greylisted, come back'],
    ['END', '421 greylisted, come back'],
  ] as const)('for now (%s: %s) is tried again later, as the same mail', async (stage, answer) => {
    await setServer();
    smtp.act = { [stage]: () => answer };
    const id = await queue();
    const begun = Date.now();
    await send();
    const waiting = await find(id);
    expect(waiting).toMatchObject({ state: 'queued', attempts: 1, error_code: 'refused-for-now' });
    expect(waiting.error_detail).toContain('greylisted');
    expect(waiting.next_attempt_at.getTime()).toBeGreaterThan(begun + 30_000);
    smtp.act = {};
    expect(await send()).toBe(0);
    await makeDue();
    expect(await send()).toBe(1);
    expect(messageIdOf(smtp.mails.at(-1)!.raw)).toBe(waiting.rfc_message_id);
  });

  it.each(['RCPT', 'DATA', 'END'] as const)(
    'for good (5xx at %s) fails it, and the next one goes out',
    async (stage) => {
      await setServer();
      let first = true;
      const refuseFirst = () => {
        const answer = first ? '550 no such person' : stage === 'DATA' ? '354 go on' : '250 fine';
        first = false;
        return answer;
      };
      smtp.act = { [stage]: refuseFirst };
      const [bad, good] = [await queue(), await queue()];
      expect(await send()).toBe(1);
      expect((await find(bad)).state).toBe('failed');
      expect((await find(bad)).error_detail).toContain('no such person');
      expect((await find(good)).state).toBe('sent');
      await makeDue();
      expect(await send()).toBe(0);
    },
  );

  it('for now, for days, is given up', async () => {
    await setServer();
    smtp.act = { RCPT: () => '450 later' };
    const id = await queue();
    await send();
    await sql`update outbox_mail set first_attempt_at = now() - interval '4 days', next_attempt_at = now()`.execute(
      deps.db,
    );
    await send();
    expect(await find(id)).toMatchObject({ state: 'failed', error_code: 'refused-for-now' });
  });
});

describe('a fault of the server', () => {
  it.each([
    ['GREETING', '554 go away', 'server-error'],
    ['AUTH', '535 wrong', 'wrong-password'],
    ['MAIL', '553 sender must be the user', 'sender-refused'],
    ['MAIL', '421 closing', 'refused-for-now'],
    ['EHLO', 'drop', 'connection-lost'],
    ['RCPT', 'drop', 'connection-lost'],
    ['DATA', 'hang', 'timeout'],
  ] as const)('at %s (%s) keeps all mail waiting and says why', async (stage, answer, code) => {
    await setServer({ user: 'office', password: 'a canary secret' });
    smtp.act = { [stage as SmtpStage]: () => answer };
    const ids = [await queue(), await queue()];
    const before = smtp.connections();
    const begun = Date.now();
    await send(patienceFor(answer));
    // The second one would have met the same.
    expect(smtp.connections() - before).toBe(1);
    for (const id of ids) expect((await find(id)).state).toBe('queued');
    const server = await findServer();
    expect(server.error_code).toBe(code);
    expect(server.next_attempt_at.getTime()).toBeGreaterThan(begun + 30_000);
    expect(await send()).toBe(0);
    smtp.act = {};
    await makeDue();
    expect(await send()).toBe(2);
    expect((await findServer()).error_code).toBeNull();
  });

  it('that has no STARTTLS gets neither password nor mail', async () => {
    await setServer({ security: 'starttls', user: 'office', password: 'a canary secret' });
    const id = await queue();
    await send();
    expect((await findServer()).error_code).toBe('starttls-missing');
    expect(smtp.said.some((line) => /^(AUTH|MAIL)/.test(line))).toBe(false);
    expect((await find(id)).state).toBe('queued');
  });

  it('that is another machine than is allowed is not even connected to', async () => {
    await setServer();
    const before = smtp.connections();
    await queue();
    await sendDueMail({ ...deps, allowedMailHosts: [] });
    expect((await findServer()).error_code).toBe('host-not-allowed');
    expect(smtp.connections()).toBe(before);
    await expect(
      setOutgoingServer({ ...deps, allowedMailHosts: [] }, settings(), COMMAND_LINE),
    ).rejects.toThrow(/ALLOWED_MAIL_HOSTS/);
  });
});

describe('what does not go out', () => {
  const notices = (kind: string) =>
    deps.db.selectFrom('notice').selectAll().where('kind', '=', kind).orderBy('id').execute();
  const person = (role: 'owner' | 'admin' | 'salesperson') =>
    deps.db
      .insertInto('app_user')
      .values({ email: `${role}${++count}@lindqvist.test`, name: role, role })
      .returning('id')
      .executeTakeFirstOrThrow();

  it('for good is told to who was to get it and to who can mend it, once a day for each address', async () => {
    await setServer();
    const [owner, seller] = [await person('owner'), await person('salesperson')];
    smtp.act = { RCPT: () => '550 5.1.1 no such person' };
    for (const period of ['a', 'b'])
      await deps.db.transaction().execute((tx) =>
        queueMail(tx, {
          recipientId: seller.id,
          to: 'gone@lindqvist.test',
          kind: 'reminder-daily',
          period,
          subject: 'Today',
          text: 'x',
        }),
      );
    await send();
    const told = await notices('mail-not-sent');
    expect(told.map(({ user_id }) => user_id)).toEqual([owner.id, seller.id]);
    expect(told[0]!.detail).toMatchObject({ userName: 'gone@lindqvist.test', code: 'recipient-refused' });
  });

  it('because of the server is told to administrators: at once where the password is wrong, else after a while', async () => {
    const admin = await person('admin');
    await setServer({ user: 'office', password: 'a canary secret' });
    smtp.act = { EHLO: () => 'drop' };
    await queue();
    for (const times of [1, 2, 3]) {
      await send();
      await makeDue();
      expect((await notices('outgoing-stopped')).some(({ user_id }) => user_id === admin.id)).toBe(
        times === 3,
      );
    }
    await send();
    expect((await notices('outgoing-stopped')).filter(({ user_id }) => user_id === admin.id)).toHaveLength(1);
    await sql`truncate notice`.execute(deps.db);
    await setServer({ user: 'office', password: 'a canary secret' });
    smtp.act = { AUTH: () => '535 wrong' };
    await makeDue();
    await send();
    const [notice] = (await notices('outgoing-stopped')).filter(({ user_id }) => user_id === admin.id);
    expect(notice!.detail).toMatchObject({ code: 'wrong-password' });
    expect(JSON.stringify(notice)).not.toContain('canary');
  });
});

describe('a mail whose end was on the wire, with no answer', () => {
  it.each(['drop', 'hang', 'gibberish'] as const)(
    '(%s) is of unknown fate and never sent again by itself',
    async (answer) => {
      await setServer();
      smtp.act = { END: () => answer };
      const id = await queue();
      await send(patienceFor(answer));
      expect((await find(id)).state).toBe('unknown');
      smtp.act = {};
      await makeDue();
      expect(await send()).toBe(0);
      expect(smtp.mails).toHaveLength(1);
      // A person decides: the same mail again.
      await decideAboutMail(deps.db, null, id, 'queued');
      expect(await send()).toBe(1);
      const [first, second] = smtp.mails.map(({ raw }) => messageIdOf(raw));
      expect(second).toBe(first);
    },
  );

  it('is dropped for good where a person says so', async () => {
    await setServer();
    smtp.act = { END: () => 'drop' };
    const id = await queue();
    await send();
    await decideAboutMail(deps.db, null, id, 'dropped');
    smtp.act = {};
    await makeDue();
    expect(await send()).toBe(0);
    await expect(decideAboutMail(deps.db, null, id, 'queued')).rejects.toThrow(/decided about already/);
  });
});

describe('a sender that is stopped', () => {
  it('past its lease sends nothing where another has taken the mail over', async () => {
    await setServer();
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
    smtp.act = {
      DATA: async () => {
        reach();
        await released;
        return '354 go on';
      },
    };
    const id = await queue();
    const slow = sendDueMail(deps, { patienceMs: 20_000 });
    await reached;
    await endLeases();
    smtp.act = {};
    expect(await send()).toBe(1);
    release();
    await slow;
    expect(smtp.mails).toHaveLength(1);
    expect(await find(id)).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it.each([
    ['RCPT', 'queued'],
    ['END', 'unknown'],
  ] as const)('by kill -9 at %s leaves the mail %s', async (stage, state) => {
    await setServer();
    const redis = await startTestRedis();
    const dataDir = await mkdtemp(path.join(tmpdir(), 'tradepost-outbox-'));
    let reached = false;
    smtp.act = {
      [stage]: () => {
        reached = true;
        return 'hang';
      },
    };
    const id = await queue();
    const scheduler = startProcess('apps/scheduler/src/main.ts', {
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
      TRADEPOST_DATA: dataDir,
      TRADEPOST_KEY: KEY.toString('base64'),
      ALLOWED_MAIL_HOSTS: '127.0.0.1',
    });
    try {
      await waitFor(async () => reached, { what: `the scheduler at ${stage}` });
    } finally {
      await scheduler.kill();
      await redis.stop();
      await rm(dataDir, { recursive: true, force: true });
    }
    expect((await find(id)).state).toBe('sending');
    smtp.act = {};
    expect(await send()).toBe(0);
    await endLeases();
    await makeDue();
    expect(await send()).toBe(state === 'queued' ? 1 : 0);
    expect((await find(id)).state).toBe(state === 'queued' ? 'sent' : 'unknown');
    expect(smtp.mails).toHaveLength(1);
  });
});

describe('the password of the server', () => {
  it('is sealed, and asked for again for another server or user', async () => {
    const row = await setServer({ user: 'office', password: 'a canary secret' });
    expect(row.secret?.toString('latin1')).not.toContain('canary');
    await setServer({ user: 'office', fromName: 'Other' });
    await expect(setServer({ user: 'boss' })).rejects.toThrow(/password again/);
    await expect(setServer({ user: 'office', host: '127.0.0.2' })).rejects.toThrow();
    await queue();
    expect(await send()).toBe(1);
  });
});
