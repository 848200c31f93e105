/** Two records of one customer made one, and taken apart again. */
import type { SearchPage } from '@tradepost/contract';
import { JOB_KINDS } from '@tradepost/core/jobs/kinds';
import { runJob } from '@tradepost/core/jobs/run-job';
import { indexRecords } from '@tradepost/core/search/index-records';
import { verifyAudit } from '@tradepost/core/audit/verify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, textMail, unique } from './api-mail.ts';

let test: TestApp;
let anna: Person;
let manager: Person;
beforeAll(async () => {
  test = await startTestApp();
  anna = await makePerson(test, 'salesperson', 'Anna');
  manager = await makePerson(test, 'manager', 'Mei');
});
afterAll(() => test.close());

/** Runs every job that waits, as ingest does. */
async function runJobs(): Promise<void> {
  const { db } = test.deps;
  for (;;) {
    const { rows } = await sql<{ id: number }>`
      select id from background_job where state in ('queued', 'running') order by id limit 1`.execute(db);
    const [job] = rows;
    if (job === undefined) return;
    await runJob(db, JOB_KINDS, job.id, new AbortController().signal, () => {});
  }
}

const merge = (who: Person, targetId: number, sourceId: number, fields: object = {}) =>
  who.call('POST', `/api/v1/customers/${targetId}/merge`, { sourceId, fields });
const undo = (who: Person, mergeId: number) => who.call('POST', `/api/v1/merges/${mergeId}/undo`);
const timeline = async (who: Person, id: number) =>
  (await who.call('GET', `/api/v1/customers/${id}/timeline?limit=200`)).json().items;
const subjects = async (who: Person, id: number) =>
  (await timeline(who, id)).flatMap((entry: { kind: string; subject: string }) =>
    entry.kind === 'mail' ? [entry.subject] : [],
  );
const get = async (who: Person, id: number) => (await who.call('GET', `/api/v1/customers/${id}`)).json();

/** Customers that Anna's search finds by these words. */
async function foundBy(words: string): Promise<number[]> {
  await indexRecords(test.deps.db);
  const reply = await anna.call('GET', `/api/v1/search?q=${encodeURIComponent(`"${words}"`)}`);
  return reply
    .json<SearchPage>()
    .items.flatMap(({ kind, recordId }) => (kind === 'customer' && recordId !== null ? [recordId] : []));
}

/** Customers that her list finds by these words. */
const listedBy = async (words: string): Promise<number[]> =>
  (await anna.call('GET', `/api/v1/customers?search=${encodeURIComponent(words)}`))
    .json<{ items: { id: number }[] }>()
    .items.map(({ id }) => id);

/** Two customers of Anna, each with an address and a mail. */
async function makePair(owner: Person = anna) {
  const account = await connectAccount(test, owner.user.id);
  const side = async () => {
    const address = `${unique('buyer')}@${unique('acme')}.example`;
    const customer = await makeCustomer(test, owner.user.id, { addresses: [address] });
    const mail = (subject: string, from = address) =>
      deliver(test, account, textMail({ from, to: account.address, subject }));
    return { ...customer, address, mail };
  };
  return { account, a: await side(), b: await side() };
}

describe('merging', () => {
  it('joins timelines, contacts and addresses; the merged record leads to the one that lives on', async () => {
    const { a, b } = await makePair();
    await a.mail('To A');
    await b.mail('To B');
    await anna.call('POST', `/api/v1/customers/${b.id}/activities`, {
      kind: 'call',
      state: 'done',
      content: 'Hello',
    });
    const preview = (
      await anna.call('GET', `/api/v1/customers/${a.id}/merge-preview?sourceId=${b.id}`)
    ).json();
    expect(preview).toMatchObject({ source: { addresses: [b.address], entries: 2, activities: 1 } });

    const merged = (await merge(anna, a.id, b.id)).json();
    expect(merged).toMatchObject({ kind: 'customer', customerId: a.id, state: 'joining' });
    expect((await subjects(anna, a.id)).sort()).toEqual(['To A', 'To B']);
    const joined = await get(anna, a.id);
    expect(joined.contacts.flatMap((contact: { addresses: string[] }) => contact.addresses).sort()).toEqual(
      [a.address, b.address].sort(),
    );
    expect(await get(anna, b.id)).toMatchObject({ id: b.id, mergedIntoId: a.id, contacts: [] });
    const list = (await anna.call('GET', '/api/v1/customers?limit=200')).json().items;
    expect(list.map(({ id }: { id: number }) => id)).not.toContain(b.id);
    await b.mail('New to B’s address');
    expect(await subjects(anna, a.id)).toContain('New to B’s address');
    const late = await anna.call('PATCH', `/api/v1/customers/${b.id}`, { note: 'x' });
    expect([late.statusCode, late.json().error.details]).toEqual([409, { customerId: a.id }]);
    const messageId = (await timeline(anna, a.id)).find(
      (entry: { messageId?: number }) => entry.messageId !== undefined,
    ).messageId;
    const filed = await anna.call('POST', `/api/v1/messages/${messageId}/filings`, { customerId: b.id });
    expect(filed.statusCode).toBe(409);

    await runJobs();
    const { name } = await get(anna, b.id);
    expect([await foundBy(name), await listedBy(name)]).toEqual([[a.id], [a.id]]);
    expect((await get(anna, a.id)).formerNames).toEqual([name]);
    const { items } = (await anna.call('GET', `/api/v1/customers/${a.id}/merges`)).json();
    expect(items).toMatchObject([{ id: merged.id, state: 'joined', mergedByName: 'Anna' }]);

    expect((await undo(anna, merged.id)).statusCode).toBe(200);
    await runJobs();
    expect([await foundBy(name), await listedBy(name)]).toEqual([[b.id], [b.id]]);
    expect((await get(anna, a.id)).formerNames).toEqual([]);
  });

  it('is found by every name that it had, over several merges, until they are undone', async () => {
    const named = async () => {
      const name = unique('Firm');
      return { name, ...(await makeCustomer(test, anna.user.id, { name })) };
    };
    const [a, b, c] = [await named(), await named(), await named()];
    const renamed = unique('Renamed');
    await anna.call('PATCH', `/api/v1/customers/${b.id}`, { name: renamed, localName: '新名贸易' });
    await anna.call('PATCH', `/api/v1/customers/${b.id}`, { localName: null });
    expect((await get(anna, b.id)).formerNames.sort()).toEqual([b.name, '新名贸易'].sort());
    const changes = (await anna.call('GET', `/api/v1/customers/${b.id}/changes?field=name`)).json().items;
    expect(changes).toMatchObject([{ from: b.name, to: renamed, actorName: 'Anna' }]);

    // C takes B's name, and A takes C as it is then.
    const first = (await merge(anna, c.id, b.id, { name: 'source' })).json();
    await runJobs();
    const second = (await merge(anna, a.id, c.id)).json();
    await runJobs();
    const names = [a.name, b.name, c.name, renamed, '新名'];
    const finds = async () => {
      const found = [];
      for (const name of names) found.push([await foundBy(name), await listedBy(name)]);
      return found;
    };
    expect(await finds()).toEqual(names.map(() => [[a.id], [a.id]]));
    await undo(anna, second.id);
    await runJobs();
    await undo(anna, first.id);
    await runJobs();
    expect(await finds()).toEqual([a, b, c, b, b].map(({ id }) => [[id], [id]]));
  });

  it('keeps what is to be done: one follow-up lives on, a mail that waits goes on waiting, and comes back on undo', async () => {
    const { db } = test.deps;
    const { a, b } = await makePair();
    const task = async (customerId: number, kind: 'follow-up' | 'answer' | 'todo', key = '') =>
      (
        await db
          .insertInto('task')
          .values({
            kind,
            customer_id: customerId,
            assignee_id: anna.user.id,
            subject_key: key,
            title: kind === 'todo' ? unique('Call ') : null,
            due_on: '2026-11-30',
            first_due_on: '2026-11-30',
          })
          .returning('id')
          .executeTakeFirstOrThrow()
      ).id;
    const { thread_id: thread } = await db
      .selectFrom('message')
      .select('thread_id')
      .where('id', '=', await b.mail('Waits for us'))
      .executeTakeFirstOrThrow();
    await task(a.id, 'follow-up');
    await task(b.id, 'follow-up');
    const answer = await task(b.id, 'answer', String(thread));
    const todo = await task(b.id, 'todo');
    const merged = await merge(anna, a.id, b.id);
    expect(merged.statusCode, merged.body).toBe(200);
    await runJobs();
    const open = async (customerId: number) =>
      db
        .selectFrom('task')
        .select(['id', 'kind'])
        .where('customer_id', '=', customerId)
        .where('state', '=', 'open')
        .orderBy('kind')
        .orderBy('id')
        .execute();
    const kept = await open(a.id);
    expect(kept.filter(({ kind }) => kind === 'follow-up')).toHaveLength(1);
    expect(kept.map(({ id }) => id)).toEqual(expect.arrayContaining([answer, todo]));
    expect(await open(b.id)).toEqual([]);
    expect((await undo(anna, merged.json().mergeId ?? merged.json().id)).statusCode).toBe(200);
    await runJobs();
    expect((await open(b.id)).map(({ id }) => id)).toEqual(expect.arrayContaining([answer, todo]));
  });

  it('takes the value of each field from the chosen side, and gives back on undo what nobody changed since', async () => {
    const { a, b } = await makePair();
    const set = (id: number, body: object) => anna.call('PATCH', `/api/v1/customers/${id}`, body);
    await set(a.id, { country: 'DE', website: 'https://a.example', grade: 'C', tags: ['tools'] });
    await set(b.id, {
      country: 'AT',
      city: 'Graz',
      website: 'https://b.example',
      grade: 'A',
      tags: ['fair'],
    });
    const { fields } = (
      await anna.call('GET', `/api/v1/customers/${a.id}/merge-preview?sourceId=${b.id}`)
    ).json();
    const winners = Object.fromEntries(
      fields.map(({ field, wins }: { field: string; wins: string }) => [field, wins]),
    );
    expect(winners).toMatchObject({ country: 'target', city: 'source', website: 'target', grade: 'target' });

    const { id } = (await merge(anna, a.id, b.id, { grade: 'source', website: 'source' })).json();
    const merged = { country: 'DE', city: 'Graz', website: 'https://b.example', grade: 'A' };
    expect(await get(anna, a.id)).toMatchObject({ ...merged, tags: ['tools', 'fair'] });
    await set(a.id, { website: 'https://new.example' });
    await undo(anna, id);
    expect(await get(anna, a.id)).toMatchObject({
      country: 'DE',
      city: null,
      website: 'https://new.example',
      grade: 'C',
      tags: ['tools'],
    });
    expect(await get(anna, b.id)).toMatchObject({ city: 'Graz', grade: 'A', mergedIntoId: null });
  });

  it('undone brings back what came from it and what is its own since; the rest of what came since stays', async () => {
    const { a, b } = await makePair();
    await a.mail('A before');
    await b.mail('B before');
    const { id } = (await merge(anna, a.id, b.id)).json();
    await runJobs();
    await a.mail('A since');
    await b.mail('B since');
    const since = await anna.call('POST', `/api/v1/customers/${a.id}/activities`, {
      kind: 'note',
      state: 'done',
    });
    expect((await undo(anna, id)).json().state).toBe('undoing');
    await runJobs();
    expect((await subjects(anna, a.id)).sort()).toEqual(['A before', 'A since']);
    expect((await subjects(anna, b.id)).sort()).toEqual(['B before', 'B since']);
    expect((await get(anna, b.id)).contacts).toMatchObject([{ addresses: [b.address] }]);
    const told = (await timeline(anna, a.id)).map(
      (entry: { kind: string; event?: string }) => entry.event ?? entry.kind,
    );
    expect(told).toEqual(expect.arrayContaining(['merged', 'unmerged', 'activity']));
    expect(since.statusCode).toBe(200);
    expect((await undo(anna, id)).json().state).toBe('undone');
    expect(await verifyAudit(test.deps.db)).toMatchObject({ brokenAt: null });
  });

  it('keeps a mail that concerns both once, and each has it again after the undo', async () => {
    const { account, a, b } = await makePair();
    await deliver(
      test,
      account,
      textMail({ from: a.address, to: `${account.address}, ${b.address}`, subject: 'Both' }),
    );
    const { id } = (await merge(anna, a.id, b.id)).json();
    await runJobs();
    expect(await subjects(anna, a.id)).toEqual(['Both']);
    await undo(anna, id);
    await runJobs();
    expect([await subjects(anna, a.id), await subjects(anna, b.id)]).toEqual([['Both'], ['Both']]);
  });

  it('catches mail that was on its way to the merged record while it was merged', async () => {
    const { a, b } = await makePair();
    const messageId = await b.mail('On its way');
    await sql`delete from timeline_entry where message_id = ${messageId}`.execute(test.deps.db);
    await sql`delete from filing where message_id = ${messageId}`.execute(test.deps.db);
    await merge(anna, a.id, b.id);
    // As a batch does that looked for the address before the merge and commits after it.
    await sql`insert into filing (message_id, customer_id, rule, confidence)
      values (${messageId}, ${b.id}, 'contact', 1)`.execute(test.deps.db);
    await sql`insert into timeline_entry (customer_id, occurred_at, kind, direction, message_id)
      values (${b.id}, now(), 'mail', 'inbound', ${messageId})`.execute(test.deps.db);
    await runJobs();
    expect(await subjects(anna, a.id)).toEqual(['On its way']);
  });

  it('is for leaders, and for who owns both; the other salesperson goes on seeing it', async () => {
    const bo = await makePerson(test, 'salesperson', 'Bo');
    const mine = await makeCustomer(test, anna.user.id);
    const his = await makeCustomer(test, bo.user.id);
    expect((await merge(anna, mine.id, his.id)).statusCode).toBe(404);
    await test.deps.db
      .insertInto('customer_collaborator')
      .values({ customer_id: his.id, user_id: anna.user.id, can_edit: true })
      .execute();
    expect((await merge(anna, mine.id, his.id)).statusCode).toBe(403);
    const done = await merge(manager, mine.id, his.id);
    expect(done.statusCode).toBe(200);
    expect(await get(bo, mine.id)).toMatchObject({ mayChange: true });
    expect((await undo(anna, done.json().id)).statusCode).toBe(403);
    expect((await undo(manager, done.json().id)).statusCode).toBe(200);
    expect((await bo.call('GET', `/api/v1/customers/${mine.id}`)).statusCode).toBe(404);
    const clerk = await makePerson(test, 'salesperson');
    expect((await undo(clerk, done.json().id)).statusCode).toBe(404);
  });

  it('refuses itself, what is merged already, and an undo after thirty days or out of turn', async () => {
    const { a, b } = await makePair();
    const c = await makeCustomer(test, anna.user.id);
    expect((await merge(anna, a.id, a.id)).statusCode).toBe(400);
    const first = (await merge(anna, a.id, b.id)).json();
    expect((await merge(anna, c.id, b.id)).statusCode).toBe(409);
    const second = (await merge(anna, c.id, a.id)).json();
    expect(await get(anna, b.id)).toMatchObject({ mergedIntoId: c.id });
    expect((await undo(anna, first.id)).statusCode).toBe(409);
    expect((await undo(anna, second.id)).statusCode).toBe(200);
    await sql`update merge set merged_at = now() - interval '31 days' where id = ${first.id}`.execute(
      test.deps.db,
    );
    expect((await undo(anna, first.id)).statusCode).toBe(422);
  });
});

describe('merging contacts', () => {
  it('joins addresses and numbers, and parts them again, even across an undone merge of their customers', async () => {
    const { a, b } = await makePair();
    const customers = (await merge(anna, a.id, b.id)).json();
    const both = await anna.call('POST', `/api/v1/contacts/${a.contactId}/merge`, { sourceId: b.contactId });
    expect(both.json()).toMatchObject({ kind: 'contact', state: 'joined' });
    const { contacts } = await get(anna, a.id);
    expect(contacts).toHaveLength(1);
    expect([...contacts[0].addresses].sort()).toEqual([a.address, b.address].sort());
    await undo(anna, customers.id);
    await runJobs();
    expect((await get(anna, a.id)).contacts).toMatchObject([{ id: a.contactId, addresses: [a.address] }]);
    expect((await get(anna, b.id)).contacts).toMatchObject([{ id: b.contactId, addresses: [b.address] }]);
    const { rows } = await sql`select 1 from contact_address ca join contact k on k.id = ca.contact_id
      where ca.customer_id <> k.customer_id`.execute(test.deps.db);
    expect(rows).toEqual([]);
  });

  it('stays within one customer', async () => {
    const { a, b } = await makePair();
    const reply = await anna.call('POST', `/api/v1/contacts/${a.contactId}/merge`, { sourceId: b.contactId });
    expect(reply.statusCode).toBe(404);
  });
});

describe('possible duplicates', () => {
  it('are pairs of one’s own, until somebody says that they are two', async () => {
    const cem = await makePerson(test, 'salesperson', 'Cem');
    const name = `Yıldız Hırdavat ${unique('')}`;
    const one = await makeCustomer(test, cem.user.id, { name });
    const two = await makeCustomer(test, cem.user.id, { name: `${name} Ltd.` });
    await makeCustomer(test, anna.user.id, { name });
    const pairs = async () => (await cem.call('GET', '/api/v1/duplicates')).json().items;
    expect(await pairs()).toMatchObject([{ target: { id: one.id }, source: { id: two.id }, reason: 'name' }]);
    await cem.call('POST', '/api/v1/duplicates/distinct', { customerId: two.id, otherId: one.id });
    expect(await pairs()).toEqual([]);
  });
});
