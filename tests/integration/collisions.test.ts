/** Collisions: when a second salesperson touches a customer, who sees it, and what a decision does. */
import { detectCollisions } from '@tradepost/core/collision/detect';
import { settleCollisions } from '@tradepost/core/collision/settle';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, textMail, type TestAccount, unique } from './api-mail.ts';

let test: TestApp;
let boss: Person;
beforeAll(async () => {
  test = await startTestApp();
  boss = await makePerson(test, 'owner', 'Boss');
});
afterAll(() => test.close());

interface Seller {
  readonly person: Person;
  readonly account: TestAccount;
}

async function seller(name: string): Promise<Seller> {
  const person = await makePerson(test, 'salesperson', name);
  return { person, account: await connectAccount(test, person.user.id) };
}

/** A department with a manager, and these people in it. */
async function department(...people: Person[]): Promise<Person> {
  const manager = await makePerson(test, 'manager', unique('Manager '));
  const { id } = await test.deps.db
    .insertInto('department')
    .values({ name: unique('Dep '), parent_id: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  await test.deps.db
    .updateTable('app_user')
    .set({ department_id: id })
    .where(
      'id',
      'in',
      [manager, ...people].map(({ user }) => user.id),
    )
    .execute();
  return manager;
}

async function customerOf({ person }: Seller, name = unique('Acme ')) {
  const buyer = `${unique('buyer')}@${unique('acme')}.example`;
  const { id } = await makeCustomer(test, person.user.id, { name, addresses: [buyer] });
  return { id, name, buyer };
}

const write = (from: Seller, to: string, more: { text?: string; date?: Date; headers?: string[] } = {}) =>
  deliver(test, from.account, textMail({ from: from.account.address, to, ...more }));

async function collisionsOf(customerId: number) {
  while ((await detectCollisions(test.deps.db)) > 0);
  return test.deps.db
    .selectFrom('collision')
    .selectAll()
    .where('customer_id', '=', customerId)
    .orderBy('id')
    .execute();
}

const noticesOf = async (kind: string, collisionId: number) =>
  (
    await test.deps.db
      .selectFrom('notice')
      .select('user_id')
      .where('kind', '=', kind)
      .where('subject_id', '=', collisionId)
      .orderBy('user_id')
      .execute()
  ).map((row) => row.user_id);

describe('a second salesperson', () => {
  it('S1-04 who mails a customer of another makes a collision that both and the manager see; the page lists all three with first and last contact', async () => {
    const [anna, bo, cai] = [await seller('Anna'), await seller('Bo'), await seller('Cai')];
    const manager = await department(anna.person, bo.person, cai.person);
    const customer = await customerOf(anna);
    const day = (n: number) => new Date(Date.UTC(2020, 0, n));
    await write(anna, customer.buyer, { date: day(1) });
    await write(anna, customer.buyer);
    // Before the customer was Anna's: history, and no collision.
    await write(cai, customer.buyer, { date: day(2) });
    const mail = await write(bo, customer.buyer);

    const [collision, ...more] = await collisionsOf(customer.id);
    expect(more).toEqual([]);
    expect(collision).toMatchObject({
      owner_id: anna.person.user.id,
      user_id: bo.person.user.id,
      state: 'open',
    });
    const id = collision?.id as number;
    expect(await noticesOf('collision', id)).toEqual(
      [anna.person, bo.person, manager].map(({ user }) => user.id).sort((a, b) => a - b),
    );
    for (const person of [anna.person, bo.person, manager, boss])
      expect((await person.call('GET', '/api/v1/collisions?state=open')).json().items).toEqual(
        expect.arrayContaining([expect.objectContaining({ id, customerName: customer.name })]),
      );
    expect((await cai.person.call('GET', '/api/v1/collisions')).json().items).toEqual([]);

    const { items } = (
      await anna.person.call('GET', `/api/v1/customers/${customer.id}/correspondents`)
    ).json();
    expect(items).toHaveLength(3);
    const of = (name: string) => items.find((one: { name: string }) => one.name === name);
    expect(of('Anna')).toMatchObject({ isOwner: true, mails: 2, firstAt: day(1).toISOString() });
    expect(of('Bo')).toMatchObject({ isOwner: false, mails: 1 });
    expect(of('Cai')).toMatchObject({ firstAt: day(2).toISOString(), lastAt: day(2).toISOString() });

    const found = (await manager.call('GET', `/api/v1/collisions/${id}`)).json();
    expect(found).toMatchObject({
      mayDecide: true,
      mayGiveToOther: true,
      owner: { name: 'Anna', mails: 2, firstMail: { at: day(1).toISOString() } },
      other: { name: 'Bo', mails: 1, lastMail: { messageId: mail } },
      evidence: [{ kind: 'mail', messageId: mail }],
    });
  });

  it('makes one open collision however often he writes, and however many look', async () => {
    const [anna, bo] = [await seller('Anna'), await seller('Bo')];
    const customer = await customerOf(anna);
    for (let n = 0; n < 4; n++) await write(bo, customer.buyer);
    await Promise.all([1, 2, 3].map(() => detectCollisions(test.deps.db)));
    await write(bo, customer.buyer);
    const [collision, ...more] = await collisionsOf(customer.id);
    expect(more).toEqual([]);
    const evidence = await test.deps.db
      .selectFrom('collision_evidence')
      .select('id')
      .where('collision_id', '=', collision?.id as number)
      .execute();
    expect(evidence).toHaveLength(5);
    const events = await test.deps.db
      .selectFrom('timeline_entry')
      .select('detail')
      .where('customer_id', '=', customer.id)
      .where('event', '=', 'collision')
      .execute();
    expect(events).toMatchObject([{ detail: { from: 'Anna', to: 'Bo' } }]);
    expect(await noticesOf('collision', collision?.id as number)).toHaveLength(3);
  });

  it('who enters a customer with an address of another’s is refused, and that is a collision with the address', async () => {
    const [anna, bo] = [await seller('Anna'), await seller('Bo')];
    const customer = await customerOf(anna);
    const body = { name: 'Mine', contacts: [{ addresses: [customer.buyer] }] };
    expect((await bo.person.call('POST', '/api/v1/customers', body)).statusCode).toBe(409);
    expect((await bo.person.call('POST', '/api/v1/customers', body)).statusCode).toBe(409);
    const [collision, ...more] = await collisionsOf(customer.id);
    expect(more).toEqual([]);
    const { evidence } = (await boss.call('GET', `/api/v1/collisions/${collision?.id}`)).json();
    expect(evidence).toMatchObject([{ kind: 'new-customer', value: customer.buyer, messageId: null }]);
  });

  it('to whom a platform’s inquiry of another’s customer comes is in a collision; the salesperson’s own is none', async () => {
    const [anna, bo] = [await seller('Anna'), await seller('Bo')];
    const customer = await customerOf(anna);
    const file = async (account: TestAccount) => {
      const id = await deliver(
        test,
        account,
        textMail({ from: `${unique('relay')}@platform.example`, to: account.address }),
      );
      await test.deps.db
        .insertInto('filing')
        .values({ message_id: id, customer_id: customer.id, rule: 'platform', confidence: 0.9 })
        .execute();
    };
    await file(anna.account);
    expect(await collisionsOf(customer.id)).toEqual([]);
    await file(bo.account);
    expect(await collisionsOf(customer.id)).toMatchObject([{ user_id: bo.person.user.id }]);
  });
});

describe('no collision', () => {
  it('is mail that was only received, automatic, of a collaborator, of a leader, or of the former salesperson’s farewell', async () => {
    const [anna, bo, helper, former] = [
      await seller('Anna'),
      await seller('Bo'),
      await seller('Helper'),
      await seller('Former'),
    ];
    const manager = await department(anna.person, bo.person);
    const customer = await customerOf(anna);
    const { db } = test.deps;
    await db
      .insertInto('customer_collaborator')
      .values({ customer_id: customer.id, user_id: helper.person.user.id })
      .execute();
    await db
      .updateTable('customer')
      .set({ former_owner_id: former.person.user.id })
      .where('id', '=', customer.id)
      .execute();
    await deliver(test, bo.account, textMail({ from: customer.buyer, to: bo.account.address }));
    await write(bo, customer.buyer, { headers: ['Auto-Submitted: auto-replied'] });
    await write(helper, customer.buyer);
    await write(former, customer.buyer);
    for (const person of [manager, boss])
      await write({ person, account: await connectAccount(test, person.user.id) }, customer.buyer);
    expect(await collisionsOf(customer.id)).toEqual([]);
  });
});

describe('a party', () => {
  it('sees of the other’s mail no more than dates and counts, and does not decide', async () => {
    const [anna, bo] = [await seller('Anna'), await seller('Bo')];
    const manager = await department(anna.person, bo.person);
    const customer = await customerOf(anna);
    await write(anna, customer.buyer, { text: 'LED panel PL-6060: USD 8.40/pc' });
    await write(bo, customer.buyer, { text: 'We offer PL-6060 at USD 7.90/pc' });
    const [collision] = await collisionsOf(customer.id);
    const url = `/api/v1/collisions/${collision?.id}`;
    const bosView = await bo.person.call('GET', url);
    expect(bosView.json()).toMatchObject({
      maySeeCustomer: false,
      mayDecide: false,
      owner: { name: 'Anna', mails: 1, firstMail: { messageId: null } },
      comparisons: [],
      ownerQuotes: [],
      otherQuotes: [{ amount: 7.9 }],
    });
    expect(bosView.body).not.toContain('8.4');
    const seen = (await manager.call('GET', url)).json();
    expect(seen.comparisons).toMatchObject([
      {
        owner: [{ amount: 8.4, currency: 'USD', unit: 'pc', source: 'text' }],
        other: [{ amount: 7.9 }],
        differs: true,
      },
    ]);
    const audit = await test.deps.db
      .selectFrom('audit_log')
      .select('action')
      .where('subject_kind', '=', 'collision')
      .where('subject_id', '=', String(collision?.id))
      .execute();
    expect(audit).toEqual([{ action: 'collision.read' }]);
    const refused = await bo.person.call('POST', `${url}/decision`, { decision: 'to-other', reason: 'Mine' });
    expect(refused.statusCode).toBe(403);
  });
});

describe('a decision', () => {
  async function collide() {
    const [anna, bo] = [await seller('Anna'), await seller('Bo')];
    const manager = await department(anna.person, bo.person);
    const customer = await customerOf(anna);
    await write(bo, customer.buyer);
    const [collision] = await collisionsOf(customer.id);
    const decide = (decision: string) =>
      manager.call('POST', `/api/v1/collisions/${collision?.id}/decision`, {
        decision,
        reason: 'First contact',
      });
    return { anna, bo, manager, customer, id: collision?.id as number, decide };
  }

  it('gives the customer to the other: history, audit log, timeline, and both are told once', async () => {
    const { anna, bo, manager, customer, id, decide } = await collide();
    expect((await decide('to-other')).json()).toMatchObject({
      state: 'decided',
      decision: 'to-other',
      reason: 'First contact',
    });
    expect((await decide('owner-keeps')).statusCode).toBe(409);
    expect((await bo.person.call('GET', `/api/v1/customers/${customer.id}`)).json().ownerId).toBe(
      bo.person.user.id,
    );
    expect(await noticesOf('collision-decided', id)).toEqual([anna.person.user.id, bo.person.user.id]);
    const { rows } = await sql<{ what: string }>`
      select event as what from timeline_entry where customer_id = ${customer.id} and kind = 'event'
      union all select field from customer_change where customer_id = ${customer.id}
      union all select action from audit_log where subject_kind = 'collision' and subject_id = ${String(id)}
        and actor_id = ${manager.user.id}`.execute(test.deps.db);
    expect(rows.map(({ what }) => what).sort()).toEqual([
      'collision',
      'collision-decided',
      'collision.decided',
      'owner',
      'owner-changed',
    ]);
  });

  it('gives nothing to one who has left, or only reads', async () => {
    for (const change of [sql`disabled_at = now()`, sql`role = 'reader'`]) {
      const { anna, bo, customer, decide } = await collide();
      await sql`update app_user set ${change} where id = ${bo.person.user.id}`.execute(test.deps.db);
      for (const decision of ['to-other', 'shared']) expect((await decide(decision)).statusCode).toBe(409);
      expect((await anna.person.call('GET', `/api/v1/customers/${customer.id}`)).statusCode).toBe(200);
      expect((await decide('owner-keeps')).statusCode).toBe(200);
    }
  });

  it('makes the other a collaborator, whose mail collides no more', async () => {
    const { bo, customer, decide } = await collide();
    await decide('shared');
    expect((await bo.person.call('GET', `/api/v1/customers/${customer.id}`)).json().mayChange).toBe(true);
    await write(bo, customer.buyer);
    expect(await collisionsOf(customer.id)).toHaveLength(1);
  });

  it('that it is none holds for these two; one that the salesperson keeps it is broken by the next mail', async () => {
    const none = await collide();
    await none.decide('no-collision');
    const later = new Date(Date.now() + 3_000);
    await sql`update collision set decided_at = now() - interval '1 minute' where id = ${none.id}`.execute(
      test.deps.db,
    );
    await write(none.bo, none.customer.buyer, { date: later });
    expect(await collisionsOf(none.customer.id)).toHaveLength(1);

    const kept = await collide();
    await kept.decide('owner-keeps');
    await sql`update collision set decided_at = now() - interval '1 minute' where id = ${kept.id}`.execute(
      test.deps.db,
    );
    await write(kept.bo, kept.customer.buyer, { date: later });
    expect(await collisionsOf(kept.customer.id)).toMatchObject([{ state: 'decided' }, { state: 'open' }]);
  });

  it('is no longer needed where the other got the customer; a new salesperson takes over the case', async () => {
    const one = await collide();
    await boss.call('PATCH', `/api/v1/customers/${one.customer.id}`, { ownerId: one.bo.person.user.id });
    const two = await collide();
    const heir = await makePerson(test, 'salesperson', 'Heir');
    await boss.call('PATCH', `/api/v1/customers/${two.customer.id}`, { ownerId: heir.user.id });
    await settleCollisions(test.deps.db);
    expect(await collisionsOf(one.customer.id)).toMatchObject([{ state: 'overtaken' }]);
    expect(await collisionsOf(two.customer.id)).toMatchObject([{ state: 'open', owner_id: heir.user.id }]);
  });
});
