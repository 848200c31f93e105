/** Departments: the tree, who leads whom, and people in it. */
import { createDepartment } from '@tradepost/core/departments/change';
import { listManagersOf, listTeam } from '@tradepost/db/queries/departments';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makePerson, type Person, type Reply, startTestApp, type TestApp } from './api-app.ts';
import { makeCustomer, unique } from './api-mail.ts';

let test: TestApp;
let admin: Person;
beforeAll(async () => {
  test = await startTestApp();
});
beforeEach(async () => {
  // Managers at the top lead everybody: those of the test before must not.
  await sql`update app_user set disabled_at = now()`.execute(test.deps.db);
  admin = await makePerson(test, 'admin');
});
afterAll(() => test.close());

const code = (reply: Reply) => reply.json<{ error?: { code: string } }>().error?.code;
const make = async (parentId: number | null = null, name = unique('Dept ')) =>
  (await createDepartment(test.deps.db, null, { name, parentId })).id;
const change = (id: number, body: object) => admin.call('PATCH', `/api/v1/departments/${id}`, body);
const settle = async (person: Person, departmentId: number | null) => {
  const reply = await admin.call('PATCH', `/api/v1/users/${person.user.id}`, { departmentId });
  expect(reply.statusCode).toBe(200);
};
const auditOf = (kind: string, id: number) =>
  test.deps.db
    .selectFrom('audit_log')
    .select(['action', 'actor_id', 'detail'])
    .where('subject_kind', '=', kind)
    .where('subject_id', '=', String(id))
    .orderBy('id')
    .execute();

describe('a department', () => {
  it('is made, renamed, moved and deleted by an administrator; the log says so', async () => {
    const made = await admin.call('POST', '/api/v1/departments', { name: ' 外贸一部 ' });
    const { id } = made.json<{ id: number }>();
    expect(made.json()).toEqual({ id, name: '外贸一部', parentId: null, headIds: [], members: 0 });
    const above = await make();
    expect((await change(id, { name: '外贸二部', parentId: above })).json()).toMatchObject({
      name: '外贸二部',
      parentId: above,
    });
    expect((await admin.call('DELETE', `/api/v1/departments/${id}`)).statusCode).toBe(200);
    expect((await change(id, { name: 'x' })).statusCode).toBe(404);
    expect(await auditOf('department', id)).toMatchObject([
      { action: 'department.created', actor_id: admin.user.id },
      {
        action: 'department.changed',
        detail: { name: ['外贸一部', '外贸二部'], parentId: [null, above] },
      },
      { action: 'department.deleted' },
    ]);
  });

  it('has one name in one place, however it is written', async () => {
    const name = unique('Sales ');
    const above = await make();
    await make(above, name);
    const again = (parentId: number | null) =>
      admin.call('POST', '/api/v1/departments', { name: name.toUpperCase(), parentId });
    expect(code(await again(above))).toBe('conflict');
    expect((await again(null)).statusCode).toBe(200);
    const other = await make(above);
    expect(code(await change(other, { name }))).toBe('conflict');
    expect(code(await change(other, { name: '   ' }))).toBe('invalid-request');
  });

  it('cannot be moved below itself, by two at once neither', async () => {
    const [a, b] = [await make(), await make()];
    const c = await make(b);
    expect(code(await change(a, { parentId: a }))).toBe('conflict');
    expect(code(await change(b, { parentId: c }))).toBe('conflict');
    const both = await Promise.all([change(a, { parentId: c }), change(b, { parentId: a })]);
    expect(both.map((reply) => reply.statusCode).sort()).toEqual([200, 409]);
    expect(code(await change(a, { parentId: 999_999 }))).toBe('not-found');
  });

  it('lies in twenty levels at most', async () => {
    let id = await make();
    for (let level = 2; level <= 20; level++) id = await make(id);
    const reply = await admin.call('POST', '/api/v1/departments', { name: 'Deeper', parentId: id });
    expect(code(reply)).toBe('unprocessable');
  });

  it('is deleted only when nobody is in it, nothing below it, and nobody invited to it', async () => {
    const id = await make();
    const anna = await makePerson(test, 'salesperson');
    await settle(anna, id);
    const remove = () => admin.call('DELETE', `/api/v1/departments/${id}`);
    await admin.call('PATCH', `/api/v1/users/${anna.user.id}`, { disabled: true });
    expect(code(await remove())).toBe('conflict');
    await settle(anna, null);
    const below = await make(id);
    expect(code(await remove())).toBe('conflict');
    await admin.call('DELETE', `/api/v1/departments/${below}`);
    const email = `${unique('new')}@lindqvist.test`;
    await admin.call('POST', '/api/v1/users/invite', { email, role: 'manager', departmentId: id });
    expect(code(await remove())).toBe('conflict');
    await sql`update invitation set expires_at = now() where email = ${email}`.execute(test.deps.db);
    expect((await remove()).statusCode).toBe(200);
  });

  it('is led besides by active managers only, and by none who is a manager no more', async () => {
    const id = await make();
    const [manager, clerk] = [await makePerson(test, 'manager'), await makePerson(test, 'salesperson')];
    expect(code(await change(id, { headIds: [manager.user.id, clerk.user.id] }))).toBe('unprocessable');
    expect((await change(id, { headIds: [manager.user.id] })).json()).toMatchObject({
      headIds: [manager.user.id],
    });
    await admin.call('PATCH', `/api/v1/users/${manager.user.id}`, { role: 'salesperson' });
    await admin.call('PATCH', `/api/v1/users/${manager.user.id}`, { role: 'manager' });
    const { items } = (await admin.call('GET', '/api/v1/departments')).json<{
      items: { id: number; headIds: number[] }[];
    }>();
    expect(items.find((item) => item.id === id)?.headIds).toEqual([]);
  });

  it('is joined by who accepts an invitation to it', async () => {
    const id = await make();
    const email = `${unique('new')}@lindqvist.test`;
    const invite = (departmentId: number) =>
      admin.call('POST', '/api/v1/users/invite', { email, role: 'salesperson', departmentId });
    expect((await invite(999_999)).statusCode).toBe(404);
    const { url } = (await invite(id)).json<{ url: string }>();
    const joined = await test.app.inject({
      method: 'POST',
      url: `/api/v1/invitations/${url.split('/').at(-1)}`,
      payload: { email, name: 'New', password: 'a long new password' },
    });
    expect(joined.json()).toMatchObject({ user: { departmentId: id } });
    const above = await make();
    await change(id, { parentId: above });
    const listed = async (departmentId: number) =>
      (await admin.call('GET', `/api/v1/users?departmentId=${departmentId}`)).json<{
        items: { email: string }[];
      }>().items;
    // Those below count as well.
    expect((await listed(above)).map((user) => user.email)).toEqual([email]);
    expect(await listed(await make())).toEqual([]);
  });
});

describe('who leads whom', () => {
  /** Company: north (north-a, north-b), south. */
  async function company() {
    const north = await make();
    const [northA, northB, south] = [await make(north), await make(north), await make()];
    const people = {} as Record<string, number>;
    const join = async (name: string, role: 'manager' | 'salesperson', departmentId: number | null) => {
      const person = await makePerson(test, role, name);
      await settle(person, departmentId);
      people[name] = person.user.id;
      return person.user.id;
    };
    return { north, northA, northB, south, people, join };
  }

  it('a manager leads his own department and all below it, disabled people too', async () => {
    const { north, northA, northB, south, join } = await company();
    const head = await join('head', 'manager', north);
    const [a, b] = [await join('a', 'salesperson', northA), await join('b', 'salesperson', northB)];
    await join('c', 'salesperson', south);
    await sql`update app_user set disabled_at = now() where id = ${b}`.execute(test.deps.db);
    expect(await listTeam(test.deps.db, head)).toEqual([head, a, b]);
    const small = await join('small', 'manager', northA);
    expect(await listTeam(test.deps.db, small)).toEqual([a, small]);
  });

  it('a head leads besides what is below the department that he heads', async () => {
    const { north, northA, south, join } = await company();
    const head = await join('head', 'manager', south);
    const a = await join('a', 'salesperson', northA);
    expect(await listTeam(test.deps.db, head)).toEqual([head]);
    await change(north, { headIds: [head] });
    expect(await listTeam(test.deps.db, head)).toEqual([head, a]);
    expect(await listManagersOf(test.deps.db, a)).toEqual([head]);
  });

  it('the nearest managers above are told; where there is none, those of the whole company', async () => {
    const { north, northA, northB, south, join } = await company();
    const top = await join('top', 'manager', null);
    const head = await join('head', 'manager', north);
    const near = await join('near', 'manager', northA);
    const [a, b, c] = [
      await join('a', 'salesperson', northA),
      await join('b', 'salesperson', northB),
      await join('c', 'salesperson', south),
    ];
    const { db } = test.deps;
    expect(await listManagersOf(db, a)).toEqual([near]);
    expect(await listManagersOf(db, b)).toEqual([head]);
    expect(await listManagersOf(db, c)).toEqual([top]);
    // A manager is led by the next one up, not by himself.
    expect(await listManagersOf(db, near)).toEqual([head]);
    expect(await listManagersOf(db, head)).toEqual([top]);
    expect(await listManagersOf(db, top)).toEqual([]);
    await sql`update app_user set disabled_at = now() where id = ${near}`.execute(db);
    expect(await listManagersOf(db, a)).toEqual([head]);
  });

  it('a manager without a department leads the whole company, one with an empty department nobody', async () => {
    const { south, northA, join } = await company();
    const a = await makePerson(test, 'salesperson');
    await settle(a, northA);
    const customer = await makeCustomer(test, a.user.id);
    const manager = await makePerson(test, 'manager');
    const sees = async () =>
      (await manager.call('GET', `/api/v1/customers/${customer.id}`)).statusCode === 200;
    expect(await sees()).toBe(true);
    await settle(manager, south);
    expect(await sees()).toBe(false);
    await settle(manager, northA);
    expect(await sees()).toBe(true);
    await join('other', 'salesperson', south);
  });

  it('a ring, which only a broken database could hold, ends', async () => {
    const { north, northA, join } = await company();
    const head = await join('head', 'manager', north);
    const a = await join('a', 'salesperson', northA);
    await sql`update department set parent_id = ${northA} where id = ${north}`.execute(test.deps.db);
    try {
      expect(await listTeam(test.deps.db, head)).toEqual([head, a]);
      expect(await listManagersOf(test.deps.db, a)).toEqual([head]);
    } finally {
      await sql`update department set parent_id = null where id = ${north}`.execute(test.deps.db);
    }
  });
});

describe('a person who leaves', () => {
  it('keeps everything, and has no way in from that moment on; nor does what was there come back', async () => {
    const anna = await makePerson(test, 'salesperson');
    const customer = await makeCustomer(test, anna.user.id);
    const { token } = (
      await anna.call('POST', '/api/v1/api-tokens', { name: 'script', scopes: ['read'] })
    ).json<{ token: string }>();
    const byToken = async () =>
      (await test.app.inject({ url: '/api/v1/company', headers: { authorization: `Bearer ${token}` } }))
        .statusCode;
    const bySession = async () => (await anna.call('GET', '/api/v1/session')).statusCode;
    expect([await byToken(), await bySession()]).toEqual([200, 200]);
    const disable = (disabled: boolean) => admin.call('PATCH', `/api/v1/users/${anna.user.id}`, { disabled });
    await disable(true);
    expect([await byToken(), await bySession()]).toEqual([401, 401]);
    const kept = await admin.call('GET', `/api/v1/customers/${customer.id}`);
    expect(kept.json()).toMatchObject({ ownerId: anna.user.id });
    await disable(false);
    expect([await byToken(), await bySession()]).toEqual([401, 401]);
    expect(await auditOf('user', anna.user.id)).toMatchObject([
      { action: 'user.changed', detail: { disabled: true } },
      { action: 'user.changed', detail: { disabled: false } },
    ]);
  });

  it('has a name, a role and a department that an administrator changes, each in the log', async () => {
    const anna = await makePerson(test, 'salesperson', 'Ana');
    const id = await make();
    const changed = await admin.call('PATCH', `/api/v1/users/${anna.user.id}`, {
      name: ' Anna ',
      role: 'merchandiser',
      departmentId: id,
    });
    expect(changed.json()).toMatchObject({ name: 'Anna', role: 'merchandiser', departmentId: id });
    expect((await auditOf('user', anna.user.id)).at(-1)?.detail).toEqual({
      name: ['Ana', 'Anna'],
      role: ['salesperson', 'merchandiser'],
      departmentId: [null, id],
    });
    const bad = await admin.call('PATCH', `/api/v1/users/${anna.user.id}`, { departmentId: 999_999 });
    expect(bad.statusCode).toBe(404);
  });
});
