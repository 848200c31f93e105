/** The second step of a sign-in, a forgotten password, sessions, and tokens of one area. */
import { TOKEN_AREAS, type TokenScope, routes, scopesAllow } from '@tradepost/contract';
import { fromBase32, stepAt, totpCode } from '@tradepost/core/users/totp';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  makePerson,
  PASSWORD,
  PUBLIC_URL,
  type Person,
  type Reply,
  startTestApp,
  type TestApp,
} from './api-app.ts';
import { unique } from './api-mail.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const code = (reply: Reply) => reply.json<{ error?: { code: string } }>().error?.code;
const post = (url: string, payload: object, cookies: Record<string, string> = {}, ip = '192.0.2.1') =>
  test.app.inject({ method: 'POST', url, payload, cookies, remoteAddress: ip }) as Promise<Reply>;
const cookiesOf = (reply: Reply) => Object.fromEntries(reply.cookies.map(({ name, value }) => [name, value]));
const first = (person: Person) => post('/api/v1/session', { email: person.user.email, password: PASSWORD });
const second = (step: Reply, given: string, ip?: string) =>
  post('/api/v1/session/code', { code: given }, cookiesOf(step), ip);

/** The code of a step from now; each test uses each once. */
const codeOf = (secret: string, steps = 0) => totpCode(fromBase32(secret), stepAt(Date.now()) + steps);

interface Enrolled {
  readonly secret: string;
  readonly recoveryCodes: string[];
}

/** As if done a step ago, so that the present code is left for the sign-in. A code of the step before might be too late. */
async function enrol(person: Person): Promise<Enrolled> {
  const started = await person.call('POST', '/api/v1/me/second-factor', { password: PASSWORD });
  const { secret, uri } = started.json<{ secret: string; uri: string }>();
  expect(uri).toContain(`secret=${secret}`);
  const reply = await person.call('POST', '/api/v1/me/second-factor/confirm', { code: codeOf(secret) });
  await sql`update totp set last_step = last_step - 1 where user_id = ${person.user.id}`.execute(
    test.deps.db,
  );
  return { secret, ...reply.json<{ recoveryCodes: string[] }>() };
}

const actionsOf = async (userId: number) =>
  (
    await test.deps.db
      .selectFrom('audit_log')
      .select('action')
      .where('subject_kind', '=', 'user')
      .where('subject_id', '=', String(userId))
      .orderBy('id')
      .execute()
  ).map((row) => row.action);

describe('a second factor', () => {
  it('is asked for after the password, and only its code makes a session', async () => {
    const anna = await makePerson(test, 'salesperson');
    const { secret } = await enrol(anna);
    const step = await first(anna);
    expect(step.json()).toEqual({ step: 'code' });
    expect(step.cookies.map(({ name }) => name)).toEqual(['tradepost-code']);
    expect(step.cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
    // What proves the password is no session.
    const asSession = { tradepost: step.cookies[0]?.value ?? '' };
    expect((await test.app.inject({ url: '/api/v1/session', cookies: asSession })).statusCode).toBe(401);
    const done = await second(step, codeOf(secret));
    expect(done.json()).toMatchObject({ user: { id: anna.user.id }, mustEnrol: false });
    const me = await test.app.inject({ url: '/api/v1/session', cookies: cookiesOf(done) });
    expect(me.statusCode).toBe(200);
    expect(await actionsOf(anna.user.id)).toEqual(['user.totp-enabled', 'session.started']);
  });

  it('takes each code once, and none of another time', async () => {
    const anna = await makePerson(test, 'salesperson');
    const { secret } = await enrol(anna);
    // The one that confirmed it, and one of two minutes ago.
    for (const used of [codeOf(secret, -1), codeOf(secret, -4), codeOf(secret, 4)])
      expect(code(await second(await first(anna), used))).toBe('wrong-credentials');
    const now = codeOf(secret);
    const steps = [await first(anna), await first(anna)] as const;
    const both = await Promise.all(steps.map((step) => second(step, now)));
    expect(both.map((reply) => reply.statusCode).sort()).toEqual([200, 401]);
    // The next one is good a little early; after it the present one is past.
    expect((await second(await first(anna), codeOf(secret, 1))).statusCode).toBe(200);
    expect(code(await second(await first(anna), now))).toBe('wrong-credentials');
  });

  it('is refused for a while after five wrong codes, in whatever sign-in they come, the right one too', async () => {
    const anna = await makePerson(test, 'salesperson');
    const { secret } = await enrol(anna);
    const statuses: number[] = [];
    for (let i = 0; i < 7; i++)
      statuses.push((await second(await first(anna), '000000', `198.51.100.${i}`)).statusCode);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
    const blocked = await second(await first(anna), codeOf(secret), '198.51.100.99');
    expect(Number(blocked.headers['retry-after'])).toBeGreaterThan(0);
    await sql`update login_throttle set blocked_until = now() - interval '1 second'
      where key = ${`code:${anna.user.id}`}`.execute(test.deps.db);
    expect((await second(await first(anna), codeOf(secret))).statusCode).toBe(200);
  });

  it('is waited for ten minutes, and not of who was disabled meanwhile', async () => {
    const anna = await makePerson(test, 'salesperson');
    const { secret } = await enrol(anna);
    const late = await first(anna);
    await sql`update sign_in_step set expires_at = now() where user_id = ${anna.user.id}`.execute(
      test.deps.db,
    );
    expect(code(await second(late, codeOf(secret)))).toBe('link-expired');
    const step = await first(anna);
    await sql`update app_user set disabled_at = now() where id = ${anna.user.id}`.execute(test.deps.db);
    expect(code(await second(step, codeOf(secret)))).toBe('link-expired');
    expect(code(await post('/api/v1/session/code', { code: '123456' }))).toBe('link-expired');
  });

  it('is replaced by one of ten recovery codes, each once; new ones void the old', async () => {
    const anna = await makePerson(test, 'salesperson');
    const { recoveryCodes } = await enrol(anna);
    expect(new Set(recoveryCodes).size).toBe(10);
    const [one, two] = recoveryCodes as [string, string];
    // As people type it.
    const typed = one.toLowerCase().replaceAll('-', ' ');
    expect((await second(await first(anna), typed)).statusCode).toBe(200);
    expect(code(await second(await first(anna), one))).toBe('wrong-credentials');
    const security = await anna.call('GET', '/api/v1/me/security');
    expect(security.json()).toMatchObject({ secondFactor: { recoveryCodesLeft: 9 } });
    const renew = (password: string) =>
      anna.call('POST', '/api/v1/me/second-factor/recovery-codes', { password });
    expect(code(await renew('wrong'))).toBe('wrong-credentials');
    const fresh = (await renew(PASSWORD)).json<{ recoveryCodes: string[] }>().recoveryCodes;
    expect(code(await second(await first(anna), two))).toBe('wrong-credentials');
    expect((await second(await first(anna), fresh[0] as string)).statusCode).toBe(200);
    const bo = await makePerson(test, 'salesperson');
    await enrol(bo);
    expect(code(await second(await first(bo), fresh[1] as string))).toBe('wrong-credentials');
  });

  it('keeps neither its secret nor a recovery code readable in the database', async () => {
    const anna = await makePerson(test, 'salesperson');
    const { secret, recoveryCodes } = await enrol(anna);
    const rows = await Promise.all(
      (['totp', 'recovery_code', 'audit_log'] as const).map((table) =>
        test.deps.db.selectFrom(table).selectAll().execute(),
      ),
    );
    const stored = rows
      .flat()
      .flatMap((row) => Object.values(row))
      .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : JSON.stringify(value)))
      .join('\n');
    for (const one of [secret, ...recoveryCodes, ...recoveryCodes.map((it) => it.replaceAll('-', ''))])
      expect(stored).not.toContain(one);
  });

  it('is set up and switched off with the password again, and not offered anew while it is on', async () => {
    const anna = await makePerson(test, 'salesperson');
    const start = (password?: string) =>
      anna.call('POST', '/api/v1/me/second-factor', password === undefined ? {} : { password });
    expect(code(await start())).toBe('wrong-credentials');
    expect(code(await start('wrong'))).toBe('wrong-credentials');
    await start(PASSWORD);
    // Offered only: the sign-in asks for nothing.
    expect((await first(anna)).json()).toHaveProperty('csrfToken');
    await enrol(anna);
    expect(code(await start(PASSWORD))).toBe('conflict');
    const off = (password: string) => anna.call('POST', '/api/v1/me/second-factor/disable', { password });
    expect(code(await off('wrong'))).toBe('wrong-credentials');
    expect((await off(PASSWORD)).statusCode).toBe(200);
    expect((await first(anna)).json()).toHaveProperty('csrfToken');
  });

  it('is switched off for another by an administrator, an owner’s by an owner only; the log says who', async () => {
    const [owner, admin] = [await makePerson(test, 'owner'), await makePerson(test, 'admin')];
    const anna = await makePerson(test, 'salesperson');
    await enrol(anna);
    await enrol(owner);
    const off = (whom: Person) => admin.call('DELETE', `/api/v1/users/${whom.user.id}/second-factor`);
    expect(code(await off(owner))).toBe('forbidden');
    expect((await off(anna)).statusCode).toBe(200);
    expect(code(await off(anna))).toBe('conflict');
    const row = await test.deps.db
      .selectFrom('audit_log')
      .select('actor_id')
      .where('action', '=', 'user.totp-disabled')
      .where('subject_id', '=', String(anna.user.id))
      .executeTakeFirstOrThrow();
    expect(row.actor_id).toBe(admin.user.id);
  });

  it('may be demanded of leaders: until it is set up nothing but that is open', async () => {
    const admin = await makePerson(test, 'admin');
    const demand = (secondFactorForLeaders: boolean) =>
      admin.call('PATCH', '/api/v1/sign-in-settings', { secondFactorForLeaders });
    expect((await demand(true)).json()).toMatchObject({ secondFactorForLeaders: true });
    try {
      const [manager, clerk] = [await makePerson(test, 'manager'), await makePerson(test, 'salesperson')];
      expect((await clerk.call('GET', '/api/v1/company')).statusCode).toBe(200);
      expect((await first(manager)).json()).toMatchObject({ mustEnrol: true });
      for (const url of ['/api/v1/company', '/api/v1/users', '/api/v1/events'])
        expect(code(await manager.call('GET', url))).toBe('second-factor-required');
      expect((await manager.call('GET', '/api/v1/session')).json()).toMatchObject({ mustEnrol: true });
      await enrol(manager);
      expect((await manager.call('GET', '/api/v1/session')).json()).toMatchObject({ mustEnrol: false });
      expect((await manager.call('GET', '/api/v1/company')).statusCode).toBe(200);
      await enrol(admin);
    } finally {
      expect((await demand(false)).statusCode).toBe(200);
    }
  });
});

describe('a forgotten password', () => {
  const ask = (email: string, ip = '203.0.113.1') => post('/api/v1/password-resets', { email }, {}, ip);
  const mailsTo = (email: string) =>
    test.deps.db
      .selectFrom('outbox_mail')
      .select(['kind', 'subject', 'body_text'])
      .where('to_address', '=', email)
      .orderBy('id')
      .execute();
  const linkIn = (text: string) => /http:\S+\/invitations\/(\S+)/.exec(text)?.[1] ?? '';
  const use = (token: string, email: string) =>
    post(`/api/v1/invitations/${token}`, { email, password: 'a password that is new' });

  it('is set anew by a link that is mailed, once, within the hour; every session ends', async () => {
    const anna = await makePerson(test, 'salesperson', '安娜');
    await sql`update app_user set locale = 'zh-CN' where id = ${anna.user.id}`.execute(test.deps.db);
    expect((await ask(anna.user.email.toUpperCase())).statusCode).toBe(200);
    const [mail] = await mailsTo(anna.user.email);
    expect(mail).toMatchObject({ kind: 'password-reset', subject: 'Tradepost 重设密码' });
    expect(mail?.body_text).toContain('安娜，您好');
    expect(mail?.body_text).toContain(`${PUBLIC_URL}/invitations/`);
    const token = linkIn(mail?.body_text ?? '');
    const row = await test.deps.db
      .selectFrom('invitation')
      .select('expires_at')
      .where('email', '=', anna.user.email)
      .executeTakeFirstOrThrow();
    expect(row.expires_at.getTime() - Date.now()).toBeLessThanOrEqual(3_600_000);
    expect((await use(token, anna.user.email)).json()).toMatchObject({ user: { id: anna.user.id } });
    expect((await anna.call('GET', '/api/v1/session')).statusCode).toBe(401);
    expect((await use(token, anna.user.email)).statusCode).toBe(410);
    expect(await actionsOf(anna.user.id)).toEqual([
      'user.reset-link-mailed',
      'user.password-reset',
      'session.started',
    ]);
  });

  it('says the same, and takes as long, whether there is such a person or not', async () => {
    const anna = await makePerson(test, 'salesperson');
    const off = await makePerson(test, 'salesperson');
    await sql`update app_user set disabled_at = now() where id = ${off.user.id}`.execute(test.deps.db);
    const answers = [];
    for (const email of [anna.user.email, off.user.email, 'nobody@lindqvist.test']) {
      const began = performance.now();
      const reply = await ask(email, '203.0.113.2');
      answers.push({ status: reply.statusCode, body: reply.body });
      expect(performance.now() - began).toBeGreaterThan(550);
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await mailsTo(off.user.email)).toEqual([]);
    expect(await mailsTo('nobody@lindqvist.test')).toEqual([]);
  });

  it('is mailed three times an hour at most, and asked for twenty times from one network', async () => {
    const anna = await makePerson(test, 'salesperson');
    const replies = await Promise.all(
      Array.from({ length: 22 }, (_, i) =>
        ask(i < 6 ? anna.user.email : `x${i}@lindqvist.test`, '2001:db8:9::1'),
      ),
    );
    expect(replies.filter((reply) => reply.statusCode === 200)).toHaveLength(20);
    expect(replies.filter((reply) => reply.statusCode === 429)).toHaveLength(2);
    expect((await mailsTo(anna.user.email)).length).toBeLessThanOrEqual(3);
  });

  it('does not stand for the second factor', async () => {
    const anna = await makePerson(test, 'salesperson');
    const { secret } = await enrol(anna);
    await ask(anna.user.email, '203.0.113.3');
    const [mail] = await mailsTo(anna.user.email);
    const used = await use(linkIn(mail?.body_text ?? ''), anna.user.email);
    expect(used.json()).toEqual({ step: 'code' });
    expect((await second(used, codeOf(secret))).json()).toMatchObject({ user: { id: anna.user.id } });
  });

  it('does not void the link that an administrator has made', async () => {
    const admin = await makePerson(test, 'admin');
    const anna = await makePerson(test, 'salesperson');
    const link = (await admin.call('POST', `/api/v1/users/${anna.user.id}/reset-link`)).json<{
      url: string;
    }>();
    await ask(anna.user.email, '203.0.113.4');
    expect((await use(link.url.split('/').at(-1) as string, anna.user.email)).statusCode).toBe(200);
    // One of them was used: the other is void.
    const [mail] = await mailsTo(anna.user.email);
    expect((await use(linkIn(mail?.body_text ?? ''), anna.user.email)).statusCode).toBe(410);
  });
});

describe('the sessions of a person', () => {
  interface Shown {
    sessions: { id: number; current: boolean; via: string; userAgent: string | null }[];
  }
  const shown = async (person: Person) =>
    (await person.call('GET', '/api/v1/me/security')).json<Shown>().sessions;

  it('are shown with device and last sign of life, and ended one by one or all', async () => {
    const anna = await makePerson(test, 'salesperson');
    const phone = (await test.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { email: anna.user.email, password: PASSWORD },
      headers: { 'user-agent': 'Phone' },
    })) as Reply;
    const onPhone = async () =>
      (await test.app.inject({ url: '/api/v1/session', cookies: cookiesOf(phone) })).statusCode;
    expect(await onPhone()).toBe(200);
    const sessions = await shown(anna);
    expect(sessions).toHaveLength(2);
    expect(sessions.find(({ current }) => !current)).toMatchObject({ userAgent: 'Phone', via: 'password' });
    const other = sessions.find(({ current }) => !current)?.id;
    const bo = await makePerson(test, 'salesperson');
    expect((await bo.call('DELETE', `/api/v1/me/sessions/${other}`)).statusCode).toBe(404);
    expect((await anna.call('DELETE', `/api/v1/me/sessions/${other}`)).statusCode).toBe(200);
    expect(await onPhone()).toBe(401);
    const again = await first(anna);
    await anna.call('POST', '/api/v1/me/sessions/end', { keepThis: true });
    expect(await shown(anna)).toHaveLength(1);
    expect((await test.app.inject({ url: '/api/v1/session', cookies: cookiesOf(again) })).statusCode).toBe(
      401,
    );
    await anna.call('POST', '/api/v1/me/sessions/end', { keepThis: false });
    expect((await anna.call('GET', '/api/v1/session')).statusCode).toBe(401);
    expect((await bo.call('GET', '/api/v1/session')).statusCode).toBe(200);
    expect((await actionsOf(anna.user.id)).filter((action) => action === 'session.ended')).toHaveLength(3);
  });

  it('are ended by an administrator, an owner’s by an owner only', async () => {
    const [owner, admin] = [await makePerson(test, 'owner'), await makePerson(test, 'admin')];
    const anna = await makePerson(test, 'salesperson');
    const of = (whom: Person) => `/api/v1/users/${whom.user.id}`;
    const seen = (await admin.call('GET', `${of(anna)}/security`)).json<Shown>().sessions;
    expect(seen).toMatchObject([{ current: false }]);
    expect((await admin.call('DELETE', `${of(anna)}/sessions/${seen[0]?.id}`)).statusCode).toBe(200);
    expect((await anna.call('GET', '/api/v1/session')).statusCode).toBe(401);
    expect(code(await admin.call('DELETE', `${of(owner)}/sessions`))).toBe('forbidden');
    expect((await owner.call('DELETE', `${of(admin)}/sessions`)).statusCode).toBe(200);
    expect((await admin.call('GET', '/api/v1/session')).statusCode).toBe(401);
  });
});

describe('an API token', () => {
  const make = async (person: Person, scopes: TokenScope[]) =>
    (await person.call('POST', '/api/v1/api-tokens', { name: unique('token '), scopes })).json<{
      token: string;
    }>().token;
  const use = async (token: string, method: 'GET' | 'POST', url: string, payload?: object) =>
    (
      await test.app.inject({
        method,
        url,
        headers: { authorization: `Bearer ${token}` },
        ...(payload === undefined ? {} : { payload }),
      })
    ).statusCode;

  it('of one area opens nothing of another, and reading no writing', async () => {
    const admin = await makePerson(test, 'admin');
    const reads = await make(admin, ['customers:read']);
    expect(await use(reads, 'GET', '/api/v1/customers')).toBe(200);
    expect(await use(reads, 'POST', '/api/v1/customers', { name: 'No' })).toBe(403);
    expect(await use(reads, 'GET', '/api/v1/mail-accounts')).toBe(403);
    expect(await use(reads, 'GET', '/api/v1/users')).toBe(403);
    const writes = await make(admin, ['customers:write', 'people:read']);
    expect(await use(writes, 'GET', '/api/v1/customers')).toBe(200);
    expect(await use(writes, 'POST', '/api/v1/customers', { name: unique('Yes ') })).toBe(200);
    expect(await use(writes, 'GET', '/api/v1/departments')).toBe(200);
    expect(await use(writes, 'GET', '/api/v1/sign-in-settings')).toBe(403);
    const administers = await make(admin, ['admin']);
    expect(await use(administers, 'GET', '/api/v1/sign-in-settings')).toBe(200);
    expect(await use(administers, 'GET', '/api/v1/customers')).toBe(403);
    const all = await make(admin, ['write']);
    expect(await use(all, 'GET', '/api/v1/sign-in-settings')).toBe(403);
  });

  it('gives nobody more than the own role', async () => {
    const clerk = await makePerson(test, 'salesperson');
    expect(await use(await make(clerk, ['write', 'admin']), 'GET', '/api/v1/sign-in-settings')).toBe(403);
  });

  it('must name a scope that there is, and ends on its day', async () => {
    const anna = await makePerson(test, 'salesperson');
    const ask = (body: object) => anna.call('POST', '/api/v1/api-tokens', { name: 'x', ...body });
    expect(code(await ask({ scopes: [] }))).toBe('invalid-request');
    expect(code(await ask({ scopes: ['everything'] }))).toBe('invalid-request');
    const { token } = (await ask({ scopes: ['read'], expiresInDays: 1 })).json<{ token: string }>();
    expect(await use(token, 'GET', '/api/v1/company')).toBe(200);
    await sql`update api_token set expires_at = now() where user_id = ${anna.user.id}`.execute(test.deps.db);
    expect(await use(token, 'GET', '/api/v1/company')).toBe(401);
  });

  it('knows the area of every route: a tag in none would be closed to every token', () => {
    const known = new Set<string>(Object.values(TOKEN_AREAS).flat());
    expect(known.size).toBe(Object.values(TOKEN_AREAS).flat().length);
    const strange = Object.entries(routes).filter(([, { tag }]) => !known.has(tag));
    expect(strange.map(([name, { tag }]) => `${name}: ${tag}`)).toEqual([]);
    expect(scopesAllow(['read', 'write', 'admin'], { method: 'GET', tag: 'unheard of' })).toBe(false);
  });
});
