import { firstAdminLink } from '@tradepost/core/users/first-admin';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, PASSWORD, PUBLIC_URL, startTestApp, type TestApp } from './api-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

describe('the first administrator', () => {
  it('is made by a one-time link, once, and the link before it is void', async () => {
    const old = await firstAdminLink(test.deps.db, PUBLIC_URL);
    const link = await firstAdminLink(test.deps.db, PUBLIC_URL);
    const url = `/api/v1/invitations/${link?.split('/').at(-1)}`;
    const body = {
      name: 'Chen Hui',
      email: 'Chen@Lindqvist.test',
      password: PASSWORD,
      companyName: '林达贸易',
    };
    const accept = (at: string) => test.app.inject({ method: 'POST', url: at, payload: body });

    expect((await accept(`/api/v1/invitations/${old?.split('/').at(-1)}`)).statusCode).toBe(410);
    expect((await test.app.inject({ url })).json()).toEqual({
      kind: 'first-admin',
      email: null,
      role: 'admin',
    });
    const made = await accept(url);
    expect(made.json()).toMatchObject({
      user: { email: 'chen@lindqvist.test', role: 'admin' },
      companyName: '林达贸易',
    });
    expect((await accept(url)).json()).toMatchObject({ error: { code: 'link-expired' } });
    expect(await firstAdminLink(test.deps.db, PUBLIC_URL)).toBeNull();
  });
});

describe('a session', () => {
  it('lasts until it is ended', async () => {
    const anna = await makePerson(test, 'salesperson');
    expect((await anna.call('GET', '/api/v1/session')).json()).toMatchObject({ user: { id: anna.user.id } });
    expect((await anna.call('DELETE', '/api/v1/session')).statusCode).toBe(200);
    expect((await anna.call('GET', '/api/v1/session')).statusCode).toBe(401);
  });
});
