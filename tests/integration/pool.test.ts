/** The public pool: release, claim with its caps, assignment, and a leader's yes. */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, textMail, unique } from './api-mail.ts';

let test: TestApp;
let anna: Person;
let bo: Person;
let manager: Person;
let admin: Person;
beforeAll(async () => {
  test = await startTestApp({ requestsAMinute: 1_000_000 });
  [anna, bo, manager, admin] = await Promise.all([
    makePerson(test, 'salesperson', 'Anna'),
    makePerson(test, 'salesperson', 'Bo'),
    makePerson(test, 'manager', 'Mei'),
    makePerson(test, 'admin', 'Ada'),
  ]);
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.deps.db.deleteFrom('setting').where('key', '=', 'pool').execute();
  await test.deps.db.deleteFrom('assignment_rule').execute();
});

interface Outcome {
  customerId: number;
  outcome: string;
  userId: number | null;
  message: string | null;
}
const rules = (changes: object) => admin.call('PATCH', '/api/v1/pool/rules', changes);
async function send(who: Person, what: string, body: object): Promise<Outcome[]> {
  const reply = await who.call('POST', `/api/v1/pool/${what}`, body);
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json<{ items: Outcome[] }>().items;
}
const release = (who: Person, ...customerIds: number[]) =>
  send(who, 'release', { customerIds, reason: 'no-reply' });
const claim = (who: Person, ...customerIds: number[]) => send(who, 'claim', { customerIds });
async function pooled(owner = anna): Promise<number> {
  const { id } = await makeCustomer(test, owner.user.id);
  await release(owner, id);
  return id;
}
const ownerOf = async (id: number) =>
  (
    await test.deps.db
      .selectFrom('customer')
      .select('owner_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).owner_id;

describe('a customer in the pool', () => {
  it('is seen there by everybody, without what was written; who claims it reads all of it', async () => {
    const account = await connectAccount(test, anna.user.id);
    const buyer = `${unique('buyer')}@${unique('acme')}.example`;
    const { id } = await makeCustomer(test, anna.user.id, { addresses: [buyer] });
    const mail = await deliver(test, account, textMail({ from: buyer, to: account.address }));
    await release(anna, id);

    const list = (await bo.call('GET', '/api/v1/pool?limit=200')).json();
    expect(list.items.find((one: { id: number }) => one.id === id)).toMatchObject({
      reason: 'no-reply',
      formerOwnerName: 'Anna',
      claimableFrom: null,
    });
    expect((await bo.call('GET', `/api/v1/customers/${id}`)).statusCode).toBe(404);
    expect((await bo.call('GET', `/api/v1/messages/${mail}`)).statusCode).toBe(404);

    expect(await claim(bo, id)).toEqual([
      { customerId: id, outcome: 'done', userId: bo.user.id, fault: null, message: null },
    ]);
    expect((await bo.call('GET', `/api/v1/messages/${mail}`)).statusCode).toBe(200);
    const timeline = (await bo.call('GET', `/api/v1/customers/${id}/timeline`)).json();
    expect(timeline.items.map((entry: { kind: string }) => entry.kind)).toEqual(['event', 'event', 'mail']);
    const left = (await anna.call('GET', '/api/v1/pool?limit=200')).json();
    expect(left.items.some((one: { id: number }) => one.id === id)).toBe(false);
  });

  it('goes to one of two who claim it at once; the other is told', async () => {
    const id = await pooled(anna);
    const third = await makePerson(test, 'salesperson');
    const outcomes = (await Promise.all([claim(bo, id), claim(third, id)])).flat();
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['done', 'refused']);
    expect(outcomes.find(({ outcome }) => outcome === 'refused')?.message).toContain('no longer in the pool');
  });

  it('cannot be claimed back by its former owner for three days', async () => {
    const id = await pooled(anna);
    expect((await claim(anna, id))[0]).toMatchObject({ outcome: 'refused' });
    await sql`update customer set pooled_at = now() - interval '73 hours' where id = ${id}`.execute(
      test.deps.db,
    );
    expect((await claim(anna, id))[0]).toMatchObject({ outcome: 'done' });
  });
});

describe('releasing', () => {
  it('is for who has the customer and for leaders, with a reason; a colleague learns nothing', async () => {
    const { id } = await makeCustomer(test, anna.user.id);
    expect(await release(bo, id)).toMatchObject([
      { outcome: 'refused', message: 'The customer was not found.' },
    ]);
    await test.deps.db
      .insertInto('customer_collaborator')
      .values({ user_id: bo.user.id, customer_id: id, can_edit: true })
      .execute();
    expect((await release(bo, id))[0]?.message).toContain('or a manager');
    const silent = await anna.call('POST', '/api/v1/pool/release', { customerIds: [id], reason: 'other' });
    expect(silent.statusCode).toBe(400);
    expect(
      await send(manager, 'release', { customerIds: [id], reason: 'other', note: 'Bankrupt' }),
    ).toMatchObject([{ outcome: 'done' }]);
    const row = await test.deps.db
      .selectFrom('customer')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ owner_id: null, pool_reason: 'Bankrupt', former_owner_id: anna.user.id });
  });
});

describe('caps', () => {
  it('stop who holds as many customers as one may', async () => {
    const person = await makePerson(test, 'salesperson');
    await makeCustomer(test, person.user.id);
    await rules({ mostHeld: 2 });
    const [one, two] = [await pooled(), await pooled()];
    expect((await claim(person, one, two)).map(({ outcome }) => outcome)).toEqual(['done', 'refused']);
  });

  it('stop who has claimed as many as one may on a day', async () => {
    const person = await makePerson(test, 'salesperson');
    await rules({ claimsADay: 1 });
    const [one, two] = [await pooled(), await pooled()];
    expect((await claim(person, one, two)).map(({ outcome }) => outcome)).toEqual(['done', 'refused']);
    await sql`update pool_claim set asked_at = now() - interval '1 day' where user_id = ${person.user.id}`.execute(
      test.deps.db,
    );
    expect((await claim(person, two))[0]?.outcome).toBe('done');
  });

  it('are not passed by two claims at once', async () => {
    const person = await makePerson(test, 'salesperson');
    await rules({ mostHeld: 1 });
    const [one, two] = [await pooled(), await pooled()];
    const outcomes = (await Promise.all([claim(person, one), claim(person, two)])).flat();
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['done', 'refused']);
  });
});

describe('claims with approval', () => {
  it('wait for a leader, who is told once; the yes gives the customer, and other claims end', async () => {
    await rules({ claimsNeedApproval: true });
    const id = await pooled();
    const third = await makePerson(test, 'salesperson');
    expect(await claim(bo, id)).toMatchObject([{ outcome: 'asked' }]);
    expect(await claim(bo, id)).toMatchObject([{ outcome: 'asked' }]);
    await claim(third, id);
    expect(await ownerOf(id)).toBe(null);
    const notices = await test.deps.db
      .selectFrom('notice')
      .select('detail')
      .where('user_id', '=', manager.user.id)
      .where('kind', '=', 'claim-asked')
      .execute();
    expect(notices.filter(({ detail }) => detail['actorName'] === 'Bo')).toHaveLength(1);

    const claims = (await manager.call('GET', '/api/v1/pool/claims')).json().items;
    const bos = claims.find(
      (one: { userName: string; customerId: number }) => one.customerId === id && one.userName === 'Bo',
    );
    expect(
      (await bo.call('POST', `/api/v1/pool/claims/${bos.id}/decision`, { grant: true })).statusCode,
    ).toBe(403);
    const yes = () => manager.call('POST', `/api/v1/pool/claims/${bos.id}/decision`, { grant: true });
    expect((await yes()).statusCode).toBe(200);
    expect(await ownerOf(id)).toBe(bo.user.id);
    expect((await yes()).statusCode).toBe(409);
    expect((await third.call('GET', '/api/v1/pool/claims')).json().items).toEqual([]);
  });

  it('are decided by the claimer’s own managers alone', async () => {
    await rules({ claimsNeedApproval: true });
    const { db } = test.deps;
    const [here, there] = await Promise.all(
      ['Here', 'There'].map(async (name) =>
        db.insertInto('department').values({ name }).returning('id').executeTakeFirstOrThrow(),
      ),
    );
    const person = await makePerson(test, 'salesperson');
    const foreign = await makePerson(test, 'manager');
    const place = (who: Person, department: number | undefined) =>
      db.updateTable('app_user').set({ department_id: department }).where('id', '=', who.user.id).execute();
    await place(person, here?.id);
    await place(foreign, there?.id);
    const id = await pooled();
    await claim(person, id);
    const { id: claimId } = await db
      .selectFrom('pool_claim')
      .select('id')
      .where('user_id', '=', person.user.id)
      .executeTakeFirstOrThrow();
    const decide = (who: Person) =>
      who.call('POST', `/api/v1/pool/claims/${claimId}/decision`, { grant: false });
    expect((await foreign.call('GET', '/api/v1/pool/claims')).json().items).toEqual([]);
    expect((await decide(foreign)).statusCode).toBe(404);
    expect((await decide(manager)).statusCode).toBe(200);
    expect(await ownerOf(id)).toBe(null);
  });
});

describe('assignment', () => {
  it('goes round robin over several people, past those at the cap', async () => {
    const [one, two, full] = await Promise.all([1, 2, 3].map(() => makePerson(test, 'salesperson')));
    await rules({ mostHeld: 2 });
    for (const _ of [1, 2]) await makeCustomer(test, full?.user.id ?? 0);
    const ids = [await pooled(), await pooled(), await pooled(), await pooled(), await pooled()];
    const userIds = [one, full, two].map((person) => person?.user.id);
    const outcomes = await send(manager, 'assign', { customerIds: ids, way: 'turns', userIds });
    expect(outcomes.map(({ userId }) => userId)).toEqual([
      one?.user.id,
      two?.user.id,
      one?.user.id,
      two?.user.id,
      null,
    ]);
  });

  it('by the rules looks at country and region first, and people take turns', async () => {
    const items = [
      { countries: ['DE'], regions: [], products: [], userIds: [anna.user.id, bo.user.id], mostHeld: null },
      { countries: [], regions: [], products: [], userIds: [bo.user.id], mostHeld: null },
    ];
    expect((await admin.call('POST', '/api/v1/assignment-rules', { items })).statusCode).toBe(200);
    const ids = [await pooled(), await pooled(), await pooled(), await pooled()];
    await sql`update customer set country = 'DE' where id = any(${ids.slice(0, 3)}::bigint[])`.execute(
      test.deps.db,
    );
    const outcomes = await send(manager, 'assign', { customerIds: ids, way: 'rules' });
    expect(outcomes.map(({ userId }) => userId)).toEqual([
      anna.user.id,
      bo.user.id,
      anna.user.id,
      bo.user.id,
    ]);
  });

  it('by the rules passes over who only reads by now; a claim of who has left is over', async () => {
    const reads = await makePerson(test, 'salesperson');
    const userIds = [reads.user.id, bo.user.id];
    const items = [{ countries: [], regions: [], products: [], userIds, mostHeld: null }];
    expect((await admin.call('POST', '/api/v1/assignment-rules', { items })).statusCode).toBe(200);
    await rules({ claimsNeedApproval: true });
    const id = await pooled();
    const gone = await makePerson(test, 'salesperson');
    for (const who of [gone, reads]) await claim(who, id);
    const { rows: claims } = await sql<{ id: number }>`
      select id from pool_claim where customer_id = ${id} and state = 'asked' order by id`.execute(
      test.deps.db,
    );
    expect(claims).toHaveLength(2);
    await admin.call('PATCH', `/api/v1/users/${gone.user.id}`, { disabled: true });
    await admin.call('PATCH', `/api/v1/users/${reads.user.id}`, { role: 'reader' });
    for (const one of claims) {
      const url = `/api/v1/pool/claims/${one.id}/decision`;
      expect((await manager.call('POST', url, { grant: true })).statusCode).toBe(409);
    }
    expect(await ownerOf(id)).toBe(null);
    expect(await send(manager, 'assign', { customerIds: [id], way: 'rules' })).toMatchObject([
      { userId: bo.user.id },
    ]);
  });

  it('refuses rules that name who is not active', async () => {
    const gone = await makePerson(test, 'salesperson');
    await sql`update app_user set disabled_at = now() where id = ${gone.user.id}`.execute(test.deps.db);
    const items = [{ countries: [], regions: [], products: [], userIds: [gone.user.id], mostHeld: null }];
    const reply = await admin.call('POST', '/api/v1/assignment-rules', { items });
    expect(reply.statusCode).toBe(400);
    expect(reply.body).toContain('not active');
  });
});
