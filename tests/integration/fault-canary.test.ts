/** A password and a mail's words are where they belong, and nowhere else: no log, no reply, no error, no queue. */
import { cookieName } from '@tradepost/api/auth/cookie';
import { insertUser } from '@tradepost/core/users/create';
import { hashPassword } from '@tradepost/core/users/password';
import { startSession } from '@tradepost/core/users/session';
import { Redis } from 'ioredis';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../scripts/launch/free-port.ts';
import { type Company, startCompany } from '../helpers/company.ts';
import { startFakeImap } from '../helpers/fake-imap-server.ts';
import { mail } from '../helpers/mails.ts';
import { addAccount, enqueue, healthOf, look, tryNow } from '../helpers/oracle.ts';
import { type RunningProcess, startProcess } from '../helpers/process.ts';
import { waitFor } from '../helpers/wait-for.ts';

const PASSWORD = 'canary-pass-7f3kq9';
const WORDS = 'canary-words-x81mmz';

let company: Company;
const processes: RunningProcess[] = [];
beforeAll(async () => {
  company = await startCompany();
});
afterAll(async () => {
  for (const one of processes) await one.kill();
  await company.stop();
});

/** A secret as it is, and as SASL and others write it. */
const spellings = (user: string) =>
  [
    PASSWORD,
    Buffer.from(PASSWORD).toString('base64'),
    Buffer.from(PASSWORD).toString('hex'),
    Buffer.from(`\0${user}\0${PASSWORD}`).toString('base64'),
    WORDS,
  ].map((text) => text.replace(/=+$/, ''));

it('no password and no word of a mail is in a log at level trace, a reply about accounts, an error or the queues', async () => {
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const env = { ...company.env, LOG_LEVEL: 'trace', PORT: String(port), ALLOWED_MAIL_HOSTS: '127.0.0.1' };
  const inQueues: string[] = [];
  const redis = new Redis(company.redis.url).on('error', () => {});
  const monitor = (await redis.monitor()).on('error', () => {});
  onTestFinished(() => [monitor, redis].forEach((one) => one.disconnect()));
  monitor.on('monitor', (_time: string, args: string[]) => inQueues.push(args.join(' ')));
  for (const app of ['api', 'ingest', 'scheduler'])
    processes.push(startProcess(`apps/${app}/src/main.ts`, env));

  const user = await company.dovecot.createUser(undefined, PASSWORD);
  await company.customer('Acme', { addresses: ['a@acme.example'] });
  const deliver = (subject: string) =>
    company.dovecot.deliver(
      user,
      mail({ from: 'a@acme.example', to: user.address, subject, body: WORDS.repeat(3) }),
    );
  await deliver('First');

  // An administrator adds the account over the API, with a wrong password first, and looks at it.
  const admin = await insertUser(
    company.db,
    { email: 'admin@tradepost.test', name: 'Admin', role: 'admin' },
    await hashPassword(PASSWORD),
  );
  const session = await startSession(company.db, admin.id, { ip: null, userAgent: null });
  await waitFor(() => fetch(`${publicUrl}/health`).then((reply) => reply.ok));
  const replies: string[] = [];
  const call = async (method: string, path: string, body?: object) => {
    const reply = await fetch(`${publicUrl}/api/v1${path}`, {
      method,
      headers: {
        cookie: `${cookieName(publicUrl)}=${session.token}`,
        'x-csrf-token': session.csrfToken,
        origin: publicUrl,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await reply.text();
    replies.push(text);
    return {
      status: reply.status,
      body: text === '' ? null : (JSON.parse(text) as { id: number; code: string }),
    };
  };
  const imap = { host: '127.0.0.1', port: company.dovecot.port, security: 'none', user: user.user };
  await call('POST', '/auth/sign-in', { email: 'admin@tradepost.test', password: PASSWORD });
  await call('POST', '/mail-accounts/test', { imap, password: `${PASSWORD}-wrong` });
  const added = await call('POST', '/mail-accounts', { address: user.address, imap, password: PASSWORD });
  expect(added.status).toBe(200);
  const accountId = added.body?.id as number;
  await waitFor(() => company.db.selectFrom('message').select('id').executeTakeFirst(), {});
  await call('GET', '/mail-accounts');
  await call('GET', `/mail-accounts/${accountId}`);
  await call('GET', `/mail-accounts/${accountId}/mailboxes`);
  await call('POST', `/mail-accounts/${accountId}/test`);
  await call('POST', '/mail-accounts', { address: user.address, imap, password: PASSWORD });
  await call('POST', '/mail-accounts', {
    address: 'x',
    imap: { password: PASSWORD },
    password: 5,
    secret: PASSWORD,
  });

  // A server that says the password back, and a table that says the row back.
  const parrot = await startFakeImap({
    LOGIN: ({ send, tag, args }) => send(`${tag} NO [AUTHENTICATIONFAILED] cannot log in ${args}`),
  });
  onTestFinished(() => parrot.stop());
  const parroted = await addAccount(company, { port: parrot.port, user: 'parrot', password: PASSWORD });
  await waitFor(async () => (await healthOf(company, parroted)).error_code !== null);
  await sql`alter table message_text add constraint canary check (length(body) < 0) not valid`.execute(
    company.db,
  );
  await deliver('Second');
  await waitFor(async () => {
    await tryNow(company, accountId);
    return (await healthOf(company, accountId)).error_code === 'internal';
  });
  await sql`alter table message_text drop constraint canary`.execute(company.db);
  await look(company, accountId);
  await enqueue(company, 'background-job', { jobId: 1 });

  const errors = await sql<{ text: string | null }>`
    select concat_ws(' ', error_code, error_detail) as text from mail_account
    union all select concat_ws(' ', error_code, error_detail) from mailbox
    union all select error from background_job union all select quarantine_detail from message
    union all select detail::text from audit_log`.execute(company.db);
  const logs = processes.map((one) => one.output());
  // They did talk.
  expect(logs[0]).toContain('/api/v1/mail-accounts');
  expect(logs[1]).toContain('imap signed in');
  expect(logs[1]).toContain('sync failed');
  expect(replies.join('\n')).toContain(user.address);
  expect(inQueues.length).toBeGreaterThan(10);
  for (const secret of [...spellings(user.user), ...spellings('parrot')])
    for (const [where, text] of Object.entries({
      logs: logs.join('\n'),
      replies: replies.join('\n'),
      errors: errors.rows.map((row) => row.text).join('\n'),
      queues: inQueues.join('\n'),
    }))
      expect(
        text.includes(secret)
          ? `${secret} in ${where}: ${text.slice(text.indexOf(secret) - 300, text.indexOf(secret) + 50)}`
          : '',
      ).toBe('');
});
