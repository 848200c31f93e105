/** `scripts/tradepost department …` and `user …`, for an administrator who scripts. */
import { SecretBox } from '@tradepost/core/secrets';
import { resealSecrets } from '@tradepost/core/accounts/reseal';
import { startSecondFactor, confirmSecondFactor, takeCode } from '@tradepost/core/users/second-factor';
import { fromBase32, stepAt, totpCode } from '@tradepost/core/users/totp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { callCli } from '../helpers/cli.ts';
import { makePerson, PUBLIC_URL, startTestApp, type TestApp } from './api-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const cli = (...args: string[]) =>
  callCli(
    {
      DATABASE_URL: test.database.url,
      REDIS_URL: test.redisServer.url,
      TRADEPOST_DATA: test.dataDir,
      PUBLIC_URL,
    },
    args,
  );
const done = async (...args: string[]) => {
  const result = await cli(...args);
  expect([args.join(' '), result.code, result.stderr]).toEqual([args.join(' '), 0, '']);
  return result;
};

it('a tree of departments is made, moved and led, people are put into it, and all is in the log', async () => {
  await makePerson(test, 'admin');
  const manager = await makePerson(test, 'manager', '陈经理');
  const anna = await makePerson(test, 'salesperson', 'Anna');
  await done('department', 'add', '外贸部');
  await done('department', 'add', '一部', '--in', '外贸部');
  await done('department', 'add', 'Two');
  await done('department', 'rename', 'two', '二部');
  await done('department', 'move', '二部', '--in', '外贸部');
  await done('department', 'head', '外贸部/二部', manager.user.email);
  await done('user', 'department', anna.user.email, '外贸部/一部');
  const [departments, people, full, ring, unknown] = await Promise.all([
    done('department', 'list', '--json'),
    done('user', 'list', '--department', '外贸部', '--json'),
    cli('department', 'remove', '一部'),
    cli('department', 'move', '外贸部', '--in', '一部'),
    cli('user', 'department', anna.user.email, '三部'),
  ]);
  expect(departments.json()).toMatchObject([
    { path: '外贸部', members: 0 },
    { path: '外贸部/一部', members: 1 },
    { path: '外贸部/二部', heads: [manager.user.email] },
  ]);
  expect(people.json()).toMatchObject([
    { email: anna.user.email, department: '外贸部/一部', role: 'salesperson' },
  ]);
  expect([full.code, full.stderr]).toEqual([
    1,
    'Anna is in it. Move them first; then the department can go.\n',
  ]);
  expect([ring.code, ring.stderr]).toMatchObject([1, expect.stringContaining('below itself')]);
  expect(unknown.stderr).toContain('外贸部/一部');
  const rows = await test.deps.db
    .selectFrom('audit_log')
    .select(['action', 'actor_id'])
    .orderBy('id')
    .execute();
  expect(rows.map((row) => row.action)).toEqual([
    ...Array.from({ length: 3 }, () => 'department.created'),
    ...Array.from({ length: 3 }, () => 'department.changed'),
    'user.changed',
  ]);
  expect(rows.every((row) => row.actor_id === null)).toBe(true);
});

it('a person is invited, gets another role, is disabled and let in again', async () => {
  const invited = (await done('user', 'add', 'New@lindqvist.test', '--role', 'manager', '--json')).json<{
    url: string;
  }>();
  const accept = await test.app.inject({
    method: 'POST',
    url: `/api/v1/invitations/${invited.url.split('/').at(-1)}`,
    payload: { email: 'new@lindqvist.test', name: 'New', password: 'a long new password' },
  });
  expect(accept.json()).toMatchObject({ user: { role: 'manager' } });
  await done('user', 'role', 'new@lindqvist.test', 'reader');
  expect((await done('user', 'disable', 'new@lindqvist.test', '--json')).json()).toMatchObject({
    role: 'reader',
    disabledAt: expect.any(String),
  });
  const cookies = { tradepost: accept.cookies[0]?.value ?? '' };
  expect((await test.app.inject({ url: '/api/v1/session', cookies })).statusCode).toBe(401);
  await done('user', 'enable', 'new@lindqvist.test');
  const odd = await cli('user', 'role', 'new@lindqvist.test', 'king');
  expect([odd.code, odd.stderr.split('\n')[0]]).toEqual([
    2,
    'A role is one of owner, admin, manager, salesperson, merchandiser, reader.',
  ]);
});

it('who has lost password and phone gets a link, and the second factor off, an owner too', async () => {
  const owner = await makePerson(test, 'owner');
  const { secret } = await startSecondFactor(test.deps, owner.user);
  const code = (steps: number) => totpCode(fromBase32(secret), stepAt(Date.now()) + steps);
  await confirmSecondFactor(test.deps, owner.user.id, { code: code(0), ip: '192.0.2.1' });
  const { url } = (await done('user', 'reset', owner.user.email, '--json')).json<{ url: string }>();
  expect(url).toContain(`${PUBLIC_URL}/invitations/`);
  await done('user', 'second-factor-off', owner.user.email);
  const again = await cli('user', 'second-factor-off', owner.user.email);
  expect([again.code, again.stderr]).toEqual([1, 'There is no second factor to switch off.\n']);
});

it('a new key seals the secrets of the second factors anew, and their codes go on', async () => {
  const anna = await makePerson(test, 'salesperson');
  const { secret } = await startSecondFactor(test.deps, anna.user);
  const code = (steps: number) => totpCode(fromBase32(secret), stepAt(Date.now()) + steps);
  await confirmSecondFactor(test.deps, anna.user.id, { code: code(0), ip: '192.0.2.1' });
  const after = new SecretBox(new Map([['new', Buffer.alloc(32, 7)]]), 'new');
  await resealSecrets(test.deps.db, test.deps.secrets, after);
  expect(await takeCode({ db: test.deps.db, secrets: after }, anna.user.id, code(1))).toBe('totp');
});
