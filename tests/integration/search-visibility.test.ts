/** I9 in searches: matches, counts, facets, groups and suggestions, for each kind of person; none says more than his pages do. */
import type { Found, SearchFacets, SearchItem, SearchPage } from '@tradepost/contract';
import { indexRecords } from '@tradepost/core/search/index-records';
import { refreshSearch } from '@tradepost/core/search/refresh-docs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, textMail } from './api-mail.ts';

let test: TestApp;
const people: Record<string, Person> = {};
/** Messages, and records as `kind id`, by a name. */
const names = new Map<number | string, string>();
const customers: Record<string, number> = {};

const WORD = 'kumquat';
const EVERYTHING = ['annas', 'private', 'loose', 'berts', 'joint', 'market', 'call', 'keller'];
/** What each finds of them, by the rule of visibility/scope.ts. */
const FINDS: Readonly<Record<string, readonly string[]>> = {
  owner: EVERYTHING,
  // Reads no mail that is not his own; sees every record.
  admin: ['call', 'keller'],
  // Leads Anna's department, and reads the unified mailbox.
  annasLead: ['annas', 'joint', 'market', 'call'],
  bertsLead: ['berts', 'joint', 'market', 'keller'],
  anna: ['annas', 'private', 'loose', 'joint', 'market', 'call'],
  bert: ['berts', 'joint', 'keller'],
  // Works on Anna's customer.
  cleo: ['annas', 'joint', 'market', 'call'],
  // Wrote the market information; from where, the archive has no copy.
  dora: ['market'],
  reader: ['market'],
};
const SEES_ACME = ['owner', 'admin', 'annasLead', 'anna', 'cleo'];
const SEES_BOLT = ['owner', 'admin', 'bertsLead', 'bert'];

const of = (name: string) => people[name] as Person;

async function get<T>(name: string, url: string): Promise<{ body: string; json: T }> {
  const reply = await of(name).call('GET', url);
  expect(reply.statusCode, `${name} ${url}: ${reply.body}`).toBe(200);
  return { body: reply.body, json: reply.json<T>() };
}

const search = (name: string, q: string, more = '') =>
  get<SearchPage>(name, `/api/v1/search?q=${encodeURIComponent(q)}${more}&limit=100`);
const nameOf = ({ kind, mail, recordId, informationId }: SearchItem) =>
  names.get(mail?.messageId ?? (informationId === null ? `${kind} ${recordId}` : `item ${informationId}`)) ??
  '?';
const found = async (name: string, q: string, more = '') =>
  (await search(name, q, more)).json.items.map(nameOf).sort();
const sorted = (list: readonly string[]) => [...list].sort();

/** How many of his matches each customer has that he sees. */
const ofCustomers = (name: string) =>
  (
    [
      ['Acme', SEES_ACME, ['annas', 'joint', 'call']],
      ['Bolt', SEES_BOLT, ['berts', 'joint', 'keller']],
    ] as const
  ).flatMap(([label, seenBy, its]: readonly [string, readonly string[], readonly string[]]) =>
    seenBy.includes(name) ? [[label, its.filter((one) => FINDS[name]?.includes(one)).length]] : [],
  );

beforeAll(async () => {
  test = await startTestApp();
  const { db } = test.deps;
  for (const [name, role] of [
    ['owner', 'owner'],
    ['admin', 'admin'],
    ['annasLead', 'manager'],
    ['bertsLead', 'manager'],
    ['anna', 'salesperson'],
    ['bert', 'salesperson'],
    ['cleo', 'salesperson'],
    ['dora', 'salesperson'],
    ['reader', 'reader'],
  ] as const)
    people[name] = await makePerson(test, role, name);
  await of('owner').call('PATCH', '/api/v1/privacy', { adminReadsMail: false, managerReadsUnfiled: false });
  for (const [person, lead] of [
    ['anna', 'annasLead'],
    ['bert', 'bertsLead'],
  ] as const) {
    const department = await db
      .insertInto('department')
      .values({ name: lead, parent_id: null })
      .returning('id')
      .executeTakeFirstOrThrow();
    for (const one of [person, lead])
      await db
        .updateTable('app_user')
        .set({ department_id: department.id })
        .where('id', '=', of(one).user.id)
        .execute();
    await db
      .insertInto('department_head')
      .values({ department_id: department.id, user_id: of(lead).user.id })
      .execute();
  }
  const customer = async (name: string, person: string, more: object) => {
    const made = await of(person).call('POST', '/api/v1/customers', { name, ...more });
    expect(made.statusCode, made.body).toBe(200);
    customers[name] = made.json<{ id: number }>().id;
    return made.json<{ contacts: { id: number }[] }>();
  };
  await customer('Acme', 'anna', {
    country: 'DE',
    grade: 'A',
    contacts: [{ name: 'Hans', addresses: ['hans@acme.example'] }],
  });
  const bolt = await customer('Bolt', 'bert', {
    country: 'FR',
    grade: 'C',
    contacts: [{ name: 'Kumquat Keller', addresses: ['agent@bolt.example'] }],
  });
  names.set(`contact ${bolt.contacts[0]?.id}`, 'keller');
  await db
    .insertInto('customer_collaborator')
    .values({ customer_id: customers['Acme'] as number, user_id: of('cleo').user.id })
    .execute();

  const annas = await connectAccount(test, of('anna').user.id, 'anna@lindqvist.test');
  const berts = await connectAccount(test, of('bert').user.id, 'bert@lindqvist.test');
  const box = await connectAccount(test, null, 'all@lindqvist.test');
  await db.updateTable('mail_account').set({ unified: true }).where('id', '=', box.id).execute();
  const mail = async (name: string, to: typeof annas, from: string, headers: string[] = []) => {
    const text = `About the ${WORD} of ${name}`;
    const id = await deliver(test, to, textMail({ from, to: to.address, headers, subject: name, text }));
    names.set(id, name);
    return id;
  };
  await mail('annas', annas, 'hans@acme.example');
  const hidden = await mail('private', annas, 'hans@acme.example');
  expect((await of('anna').call('POST', `/api/v1/messages/${hidden}/private`)).statusCode).toBe(200);
  await mail('loose', annas, 'stranger@nowhere.example');
  await mail('berts', berts, 'agent@bolt.example');
  await mail('joint', berts, 'agent@bolt.example', ['Cc: hans@acme.example']);
  const information = await mail('market', box, 'colleague@lindqvist.test');
  const { rows } = await sql<{ id: number }>`
    insert into unified_item (message_id, account_id, blob_id, occurred_at, author_id, state, kind)
    select id, ${box.id}, blob_id, occurred_at, ${of('dora').user.id}, 'filed', 'market-information' from message where id = ${information}
    returning id`.execute(db);
  const itemId = rows[0]?.id as number;
  names.set(`item ${itemId}`, 'market');
  await db
    .insertInto('unified_link')
    .values({
      item_id: itemId,
      customer_id: customers['Acme'] as number,
      competitor_id: null,
      how: 'named',
      evidence: 'Acme',
      state: 'linked',
      decided_by: null,
      decided_at: null,
    })
    .execute();
  const call = await of('anna').call('POST', `/api/v1/customers/${customers['Acme']}/activities`, {
    kind: 'chat',
    state: 'done',
    content: `Wants a ${WORD}`,
  });
  expect(call.statusCode, call.body).toBe(200);
  names.set(`activity ${call.json<{ id: number }>().id}`, 'call');
  await settle();
}, 120_000);
afterAll(() => test.close());

async function settle(): Promise<void> {
  while ((await indexRecords(test.deps.db)) > 0);
  while ((await refreshSearch(test.deps.db)) > 0);
}

describe.each(Object.keys(FINDS))('%s', (name) => {
  const expected = sorted(FINDS[name] ?? []);

  it('I9 finds what his pages show, in each order and grouping, and page by page', async () => {
    for (const more of ['', '&order=relevance'])
      expect(await found(name, WORD, more), more).toEqual(expected);
    const grouped = async (group: string) => (await search(name, WORD, `&group=${group}`)).json.items;
    for (const item of await grouped('thread')) expect(expected).toContain(nameOf(item));
    const groups = (await grouped('customer')).flatMap(({ group }) =>
      group === null ? [] : [[group.name, group.matches.count]],
    );
    expect(groups.sort()).toEqual(ofCustomers(name));
    expect(await found(name, `${WORD} kind:market`)).toEqual(expected.filter((one) => one === 'market'));
    const mails = ['annas', 'private', 'loose', 'berts', 'joint'];
    expect(await found(name, `${WORD} kind:mail`)).toEqual(expected.filter((one) => mails.includes(one)));
  });

  it('I9 is counted and told of these alone', async () => {
    const { json: facets, body } = await get<SearchFacets>(name, `/api/v1/search/facets?q=${WORD}`);
    const sum = (values: SearchFacets['kinds']) => values.reduce((all, { count }) => all + count, 0);
    expect([facets.total.count, sum(facets.kinds), sum(facets.years)]).toEqual(
      Array.from({ length: 3 }, () => expected.length),
    );
    expect(facets.kinds.find(({ value }) => value === 'market')?.count ?? 0).toBe(
      expected.includes('market') ? 1 : 0,
    );
    const told = [
      body,
      ...(await Promise.all(
        ['', '&group=thread', '&group=customer', '&order=relevance'].map(
          async (more) => (await search(name, WORD, more)).body,
        ),
      )),
      JSON.stringify((await get<Found>(name, '/api/v1/find?q=kumquat')).json),
    ].join('\n');
    expect(told.includes('Acme')).toBe(SEES_ACME.includes(name));
    expect(told.includes('Bolt')).toBe(SEES_BOLT.includes(name));
    expect(told.includes('stranger@')).toBe(expected.includes('loose'));
    expect(facets.customers.map(({ label, count }) => [label, count]).sort()).toEqual(ofCustomers(name));
  });

  it('I9 is offered the names of what he sees, and finds nothing by what others’ customers are', async () => {
    const { json } = await get<Found>(name, '/api/v1/find?q=acme');
    expect(json.customers.length).toBe(SEES_ACME.includes(name) ? 1 : 0);
    // The joint mail is filed to Acme, too: grade A, in Germany, Anna's.
    const acmes: readonly string[] = SEES_ACME.includes(name)
      ? expected.filter((one) => ['annas', 'joint', 'call'].includes(one))
      : [];
    for (const q of ['grade:A', 'country:DE']) expect(await found(name, `${WORD} ${q}`), q).toEqual(acmes);
    // Market information is about a customer, and has neither grade nor country.
    const about = SEES_ACME.includes(name) ? expected.filter((one) => one === 'market') : [];
    for (const q of ['customer:acme', `customer:#${customers['Acme']}`])
      expect(await found(name, `${WORD} ${q}`), q).toEqual(sorted([...acmes, ...about]));
    expect(await found(name, `${WORD} -grade:A`)).toEqual(expected.filter((one) => !acmes.includes(one)));
    const annas = await found(name, `${WORD} owner:#${of('anna').user.id}`);
    expect(annas.filter((one) => one === 'joint')).toEqual(acmes.filter((one) => one === 'joint'));
  });
});

it('I9 a customer that changed hands is found and counted by who has it now, before the index knows', async () => {
  const { db } = test.deps;
  const give = (name: string) =>
    db
      .updateTable('customer')
      .set({ owner_id: of(name).user.id })
      .where('id', '=', customers['Acme'] as number)
      .execute();
  await give('bert');
  // What lies in her own mail account stays hers to see.
  const now = {
    anna: ['annas', 'private', 'loose'],
    annasLead: ['market'],
    bert: ['annas', 'berts', 'joint', 'market', 'call', 'keller'],
  };
  for (const [name, expected] of Object.entries(now)) {
    expect(await found(name, WORD), name).toEqual(sorted(expected));
    const { json } = await get<SearchFacets>(name, `/api/v1/search/facets?q=${WORD}`);
    expect(json.total.count, name).toBe(expected.length);
  }
  await give('anna');
  await settle();
});

it('I9 a manager finds his people’s unfiled mail where the company says so, and what is private never', async () => {
  await of('owner').call('PATCH', '/api/v1/privacy', { managerReadsUnfiled: true });
  expect(await found('annasLead', WORD)).toEqual(sorted([...(FINDS['annasLead'] ?? []), 'loose']));
  expect(await found('bertsLead', WORD)).toEqual(sorted(FINDS['bertsLead'] ?? []));
});

it('a mail is found by who got a copy, and by anybody in it', async () => {
  expect(await found('owner', 'cc:hans@acme.example')).toEqual(['joint']);
  expect(await found('bert', 'with:hans@acme.example')).toEqual(['joint']);
});

it('market information is found by the customer that it is about, as long as it is', async () => {
  const { db } = test.deps;
  const about = async (name: string) => {
    await refreshSearch(db);
    return (await search(name, `${WORD} kind:market customer:Acme`)).json.items.length;
  };
  expect([await about('cleo'), await about('bert'), await about('reader')]).toEqual([1, 0, 0]);
  const links = db.updateTable('unified_link').where('customer_id', '=', customers['Acme'] as number);
  await links.set({ state: 'removed' }).execute();
  expect(await about('owner')).toBe(0);
  await links.set({ state: 'linked' }).execute();
  expect(await about('owner')).toBe(1);
});

it('I9 market information is a mail only for who may open it, and gone for others when that becomes private', async () => {
  const market = async (name: string) => (await search(name, `${WORD} kind:market`)).json.items;
  expect(await market('reader')).toMatchObject([{ kind: 'market', mail: { direction: 'inbound' } }]);
  expect(await market('cleo')).toMatchObject([
    { kind: 'market', mail: null, title: { text: 'market' }, customers: [{ name: 'Acme' }] },
  ]);
  await sql`update message set private_at = now() where subject = 'market'`.execute(test.deps.db);
  for (const name of ['cleo', 'anna', 'dora', 'annasLead', 'reader']) expect(await market(name)).toEqual([]);
});
