/** The customer list: filters, orders, key accounts first, both ways to a page, segments, bulk changes. */
import { type CustomerFilter, FILLABLE_FIELDS } from '@tradepost/contract';
import { dayIn } from '@tradepost/core/calendar/days';
import { JOB_KINDS } from '@tradepost/core/jobs/kinds';
import { runJob } from '@tradepost/core/jobs/run-job';
import { readFilter } from '@tradepost/core/customer-list/read-filter';
import { MACHINE } from '@tradepost/core/users/viewer';
import { scopeOf } from '@tradepost/core/visibility/scope';
import type { CustomerTable } from '@tradepost/db';
import { listCustomers, type ListRequest, type ListWay } from '@tradepost/db/queries/customer-list';
import { wordsOfLacking } from '@tradepost/db/queries/customer-list-details';
import { type ListPoint, ORDERS, type OrderName } from '@tradepost/db/queries/customer-list-order';
import { gather } from '@tradepost/db/queries/customer-list-page';
import { inPieces, pieceOf } from '@tradepost/db/queries/customer-list-pieces';
import { byWords, estimateWays } from '@tradepost/db/queries/customer-list-ways';
import type { Scope } from '@tradepost/db/queries/scope';
import { type Insertable, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, type Person, type Reply, startTestApp, type TestApp } from './api-app.ts';

let test: TestApp;
let owner: Person;
let anna: Person;
let bo: Person;
const ids: Record<string, number> = {};
const DAY = 24 * 60 * 60 * 1000;
const ago = (days: number) => new Date(Date.now() - days * DAY);

async function make(name: string, row: Partial<Insertable<CustomerTable>> = {}): Promise<number> {
  const { id } = await test.deps.db
    .insertInto('customer')
    .values({ name, owner_id: anna.user.id, ...row })
    .returning('id')
    .executeTakeFirstOrThrow();
  ids[name] = id;
  return id;
}

beforeAll(async () => {
  test = await startTestApp({ requestsAMinute: 1_000_000 });
  owner = await makePerson(test, 'owner', 'Wang');
  anna = await makePerson(test, 'salesperson', 'Anna');
  bo = await makePerson(test, 'salesperson', 'Bo');
  await make('Alpha Pumps', {
    country: 'DE',
    grade: 'A',
    key_account: true,
    tags: ['VIP', 'Pumps'],
    source: 'Canton Fair',
    products_of_interest: ['Steel valves'],
    last_outbound_at: ago(3),
    last_contact_at: ago(3),
    created_at: ago(400),
    verified_at: ago(10),
    completeness: 80,
  });
  await make('Beta Ferretería', {
    country: 'ES',
    grade: 'B',
    stage: 'negotiation',
    relationship_type: 'partner',
    last_outbound_at: ago(200),
    last_contact_at: ago(200),
    created_at: ago(300),
    completeness: 30,
  });
  await make('Gamma Trading', {
    country: 'DE',
    grade: 'C',
    owner_id: bo.user.id,
    last_contact_at: ago(100),
    key_account: true,
    created_at: ago(200),
    completeness: 50,
    verified_at: ago(190),
  });
  await make('Delta', {
    local_name: '深圳市华强电子有限公司',
    region: 'Guangdong',
    country: 'CN',
    city: 'Shenzhen',
    scale: '50-199',
    language: 'zh',
    preferred_channel: 'wechat',
    custom: JSON.stringify({ port: 'Yantian: berth 3', containers: 1200, inspected: true }),
    address: '深圳市南山区科技园路9号, Nanshan',
    evaluation: 'Good hinges, but dearer than Böhm’s',
    usage_note: 'In kitchen cabinets',
    note: 'Asks for samples; 价格敏感',
    suppliers: ['Böhm Beschläge GmbH', '永康五金'],
    lacks: ['email', 'phone'],
    created_at: ago(1),
  });
  await make('Epsilon', { owner_id: null, created_at: ago(5), business_type: 'Importer' });
  await make('Archived', { archived_at: new Date() });
  await test.deps.db
    .insertInto('customer_collaborator')
    .values({ user_id: anna.user.id, customer_id: ids['Gamma Trading'] as number })
    .execute();
  const contact = await test.deps.db
    .insertInto('contact')
    .values({ customer_id: ids['Beta Ferretería'] as number, name: 'José Núñez' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const of = { contact_id: contact.id, customer_id: ids['Beta Ferretería'] as number };
  await test.deps.db
    .insertInto('contact_address')
    .values({ ...of, address: 'jose@beta-hierros.example' })
    .execute();
  await test.deps.db
    .insertInto('contact_channel')
    .values({ ...of, kind: 'mobile', value: '+34 600 123 456', normal: '34600123456' })
    .execute();
});
afterAll(() => test.close());

const items = (reply: Reply) => {
  expect(reply.statusCode, reply.payload).toBe(200);
  return reply.json<{ items: { name: string }[] }>().items.map(({ name }) => name.split(' ')[0]);
};
const list = async (person: Person, query: string) =>
  items(await person.call('GET', `/api/v1/customers?${query}`));

describe('filters', () => {
  it.each([
    ['country=DE', ['Alpha', 'Gamma']],
    ['country=DE,ES&grade=A,B', ['Alpha', 'Beta']],
    ['grade=-', ['Delta', 'Epsilon']],
    ['stage=negotiation', ['Beta']],
    ['relationshipType=partner', ['Beta']],
    ['tag=vip', ['Alpha']],
    ['source=canton%20fair', ['Alpha']],
    ['product=STEEL%20valves', ['Alpha']],
    ['region=guangdong', ['Delta']],
    ['businessType=importer', ['Epsilon']],
    ['businessType=%E8%BF%9B%E5%8F%A3%E5%95%86', ['Epsilon']],
    ['city=SHENZHEN', ['Delta']],
    ['scale=50-199', ['Delta']],
    ['scale=50%20to%20199%20people', ['Delta']],
    ['language=zh,ja', ['Delta']],
    ['preferredChannel=wechat,email', ['Delta']],
    ['custom=port:yantian:%20berth%203', ['Delta']],
    ['custom=containers:1200%0Ainspected:true', ['Delta']],
    ['custom=containers:1200%0Ainspected:false', []],
    ['custom=port:Yantian', []],
    ['supplier=bohm%20beschlage%20gmbh', ['Delta']],
    ['supplier=%E6%B0%B8%E5%BA%B7%E4%BA%94%E9%87%91', ['Delta']],
    ['supplier=Bohm', []],
    ['evaluation=dearer%20hinges', ['Delta']],
    ['evaluation=samples', []],
    ['note=samples', ['Delta']],
    ['note=%E6%95%8F%E6%84%9F&address=nanshan', ['Delta']],
    ['usageNote=cabinet', ['Delta']],
    ['search=samples', []],
    ['search=%E5%8D%8E%E5%BC%BA&evaluation=bohm&country=CN', ['Delta']],
    ['search=alpha&evaluation=bohm', []],
    ['filled=evaluation', ['Delta']],
    ['empty=evaluation,city&filled=country', ['Alpha', 'Beta', 'Gamma']],
    ['empty=country', ['Epsilon']],
    ['empty=email', ['Delta']],
    ['filled=own.port,suppliers', ['Delta']],
    ['empty=own.port', ['Alpha', 'Beta', 'Epsilon', 'Gamma']],
    ['empty=own.port&filled=own.port', []],
    ['whose=nobody', ['Epsilon']],
    ['whose=mine', []],
    ['completenessBelow=40', ['Beta', 'Delta', 'Epsilon']],
    ['neverContacted=true', ['Delta', 'Epsilon']],
    ['search=huaqiang', []],
    ['search=%E5%8D%8E%E5%BC%BA', ['Delta']],
    ['search=%E5%BC%BA', ['Delta']],
    ['search=ferreteria', ['Beta']],
    ['search=nunez', ['Beta']],
    ['search=jose%40beta-hierros.example', ['Beta']],
    ['search=600%20123', ['Beta']],
    ['search=al%20pu', ['Alpha']],
    ['search=%25', ['Alpha', 'Beta', 'Delta', 'Epsilon', 'Gamma']],
    ['search=___', ['Alpha', 'Beta', 'Delta', 'Epsilon', 'Gamma']],
  ])('%s', async (query, expected) => {
    expect(await list(owner, query)).toEqual(expected);
  });

  it('by people, dates and those who work on it', async () => {
    expect(await list(owner, `owner=${bo.user.id}`)).toEqual(['Gamma']);
    expect(await list(owner, `collaborator=${anna.user.id}`)).toEqual(['Gamma']);
    expect(await list(anna, 'whose=mine')).toEqual(['Alpha', 'Beta', 'Delta']);
    expect(await list(anna, 'whose=shared')).toEqual(['Gamma']);
    const day = (days: number) => dayIn('Asia/Shanghai', ago(days));
    expect(await list(owner, `createdFrom=${day(310)}&createdTo=${day(200)}`)).toEqual(['Beta', 'Gamma']);
  });

  it('by the day of the company’s, not of UTC', async () => {
    // Half past midnight in Shanghai.
    const id = await make('Midnight', { created_at: new Date('2019-05-11T16:30:00Z') });
    expect(await list(owner, 'createdFrom=2019-05-12&createdTo=2019-05-12')).toEqual(['Midnight']);
    expect(await list(owner, 'createdFrom=2019-05-11&createdTo=2019-05-11')).toEqual([]);
    expect(await list(owner, 'createdFrom=0001-01-01&createdTo=9999-12-31')).toContain('Midnight');
    await test.deps.db.deleteFrom('customer').where('id', '=', id).execute();
  });

  it('say how many there are, and show nobody what is not his', async () => {
    const reply = await anna.call('GET', '/api/v1/customers');
    expect(items(reply)).toEqual(['Alpha', 'Beta', 'Delta', 'Gamma']);
    expect(reply.json().total).toEqual({ count: 4, exact: true });
    expect(await list(bo, 'country=DE')).toEqual(['Gamma']);
    expect(await list(bo, `owner=${anna.user.id}`)).toEqual([]);
  });

  it('that are none are refused', async () => {
    for (const query of [
      'grade=E',
      'country=de',
      'owner=x',
      'noContactDays=-1',
      'createdFrom=2026-13-01',
      'whose=all',
      'language=Chinese',
      'preferredChannel=pigeon',
      'custom=port',
      'custom=Port:x',
      'filled=owner',
      'empty=own.Port',
    ])
      expect([query, (await owner.call('GET', `/api/v1/customers?${query}`)).statusCode]).toEqual([
        query,
        400,
      ]);
  });
});

it('S0-17 those without contact for N days are listed by country and grade, and given away in bulk', async () => {
  expect(await list(owner, 'noContactDays=90&order=last-contact&descending=false&keyFirst=false')).toEqual([
    'Delta',
    'Epsilon',
    'Beta',
    'Gamma',
  ]);
  const { db } = test.deps;
  await db
    .updateTable('customer')
    .set({ products_of_interest: ['Hinges'] })
    .where('id', '=', ids['Beta Ferretería'] as number)
    .execute();
  expect(await list(owner, 'noContactDays=90&country=ES&grade=B&product=hinges')).toEqual(['Beta']);
  expect(await list(owner, 'noContactDays=90&country=ES&grade=B&product=pumps')).toEqual([]);
  const filter = { noContactDays: 90, country: 'ES', grade: 'B', product: 'Hinges' };
  const reply = await owner.call('POST', '/api/v1/customers/bulk', {
    filter,
    change: { kind: 'assign', ownerId: bo.user.id, reason: 'Nobody wrote for half a year' },
  });
  expect(reply.json()).toMatchObject({ kind: 'change-customers', state: 'queued', total: 1 });
  await runJob(test.deps.db, JOB_KINDS, reply.json().id, AbortSignal.timeout(10_000), () => {});
  expect(await list(owner, `owner=${bo.user.id}`)).toEqual(['Beta', 'Gamma']);
  const job = (await owner.call('GET', '/api/v1/jobs')).json().items[0];
  expect(job).toMatchObject({ state: 'done', done: 1, total: 1 });
  const audit = await test.deps.db
    .selectFrom('audit_log')
    .select(['action', 'detail'])
    .where('action', 'like', 'customers.%')
    .orderBy('id')
    .execute();
  expect(audit).toMatchObject([
    { action: 'customers.bulk-change', detail: { filter, count: 1 } },
    {
      action: 'customers.assigned',
      detail: { customers: [{ customerId: ids['Beta Ferretería'], from: anna.user.id }] },
    },
  ]);
  const told = await test.deps.db
    .selectFrom('notice')
    .select('kind')
    .where('user_id', '=', bo.user.id)
    .execute();
  expect(told).toEqual([{ kind: 'customers-handed-over' }]);
  // Or into the public pool, all at once.
  const pooled = await owner.call('POST', '/api/v1/customers/bulk', {
    filter,
    change: { kind: 'to-pool', reason: 'no-reply' },
  });
  await runJob(test.deps.db, JOB_KINDS, pooled.json().id, AbortSignal.timeout(10_000), () => {});
  const pool = (await anna.call('GET', '/api/v1/pool')).json<{ items: { id: number; reason: string }[] }>();
  expect(pool.items).toMatchObject([{ id: ids['Beta Ferretería'], reason: 'no-reply' }]);
  await db
    .updateTable('customer')
    .set({ owner_id: anna.user.id, pooled_at: null, pool_reason: null, products_of_interest: [] })
    .where('id', '=', ids['Beta Ferretería'] as number)
    .execute();
});

it('S2-01 key accounts are a filter, and first in every list that is worked through', async () => {
  expect(await list(owner, 'keyAccount=true')).toEqual(['Alpha', 'Gamma']);
  expect(await list(owner, 'order=verified')).toEqual(['Gamma', 'Alpha', 'Beta', 'Epsilon', 'Delta']);
  expect((await list(owner, 'order=next-contact')).slice(0, 2).sort()).toEqual(['Alpha', 'Gamma']);
  expect((await list(owner, 'noContactDays=90&order=name'))[0]).toBe('Gamma');
  expect(await list(owner, 'order=name&keyFirst=true')).toEqual([
    'Alpha',
    'Gamma',
    'Beta',
    'Delta',
    'Epsilon',
  ]);
  expect(await list(owner, 'order=name')).toEqual(['Alpha', 'Beta', 'Delta', 'Epsilon', 'Gamma']);
  const pages: string[] = [];
  let cursor = '';
  do {
    const reply = await owner.call('GET', `/api/v1/customers?order=name&keyFirst=true&limit=1${cursor}`);
    pages.push(...(items(reply) as string[]));
    const next = reply.json().nextCursor as string | null;
    cursor = next === null ? '' : `&cursor=${encodeURIComponent(next)}`;
  } while (cursor !== '');
  expect(pages).toEqual(['Alpha', 'Gamma', 'Beta', 'Delta', 'Epsilon']);
});

it('S2-04 what nobody has verified for N days is a list, oldest first', async () => {
  expect(await list(owner, 'notVerifiedDays=180&order=verified&keyFirst=false')).toEqual(['Beta', 'Gamma']);
  expect(await list(owner, 'notVerifiedDays=4&order=verified&keyFirst=false')).toEqual([
    'Beta',
    'Gamma',
    'Alpha',
    'Epsilon',
  ]);
});

it('S3-05 of every field those who have a value, and those who have none, are found by the index as on the row', async () => {
  const { db } = test.deps;
  const all = (await list(owner, '')).sort();
  for (const field of [...FILLABLE_FIELDS, 'own.port'])
    for (const asked of [{ filled: field }, { empty: field }]) {
      const filter = await readFilter(db, MACHINE, asked);
      const request = {
        filter,
        order: 'name',
        descending: false,
        keyFirst: false,
        after: null,
        limit: 9,
      } as const;
      const by = async (way: ListWay) =>
        (await listCustomers(db, scopeOf(MACHINE), request, way)).rows.map(({ name }) => name.split(' ')[0]);
      const gathered = await by('gather');
      expect([asked, gathered]).toEqual([asked, await by('walk')]);
      const others = await list(owner, 'filled' in asked ? `empty=${field}` : `filled=${field}`);
      expect([...gathered, ...others].sort()).toEqual(all);
    }
  const { id } = (await anna.call('POST', '/api/v1/customers', { name: 'Zeta' })).json<{ id: number }>();
  expect(await list(owner, 'empty=contact,email,phone')).toEqual(['Zeta']);
  const contact = { name: 'Z', addresses: ['z@zeta.example'] };
  const added = await anna.call('POST', `/api/v1/customers/${id}/contacts`, contact);
  expect(added.statusCode, added.payload).toBe(200);
  expect(await list(owner, 'empty=phone&filled=contact,email&search=zeta')).toEqual(['Zeta']);
  await db.updateTable('customer').set({ archived_at: new Date() }).where('id', '=', id).execute();
});

it('S3-05 who has an own field, and who has none, is found by the sets of fields that occur', async () => {
  const { db } = test.deps;
  const of = (person: Person) => ({ ...MACHINE, id: person.user.id, role: 'salesperson' as const, team: [] });
  const found = async (asked: CustomerFilter, viewer: Parameters<typeof scopeOf>[0] = MACHINE) => {
    const request = { order: 'name', descending: false, keyFirst: false, after: null, limit: 20 } as const;
    const filter = await readFilter(db, viewer, asked);
    const by = async (way: ListWay) =>
      (await listCustomers(db, scopeOf(viewer), { ...request, filter }, way)).rows.map(
        ({ name }) => name.split(' ')[0],
      );
    const names = await by('gather');
    expect([asked, await by('walk')]).toEqual([asked, names]);
    return names;
  };
  const eta = await make('Eta', { country: 'DE', custom: JSON.stringify({ port: 'Kiel', quay: 1 }) });
  const theta = await make('Theta', {
    country: 'DE',
    owner_id: bo.user.id,
    custom: JSON.stringify({ port: null, inspected: false }),
  });
  expect(await found({ filled: 'own.port' })).toEqual(['Delta', 'Eta']);
  expect(await found({ empty: 'own.port' })).toEqual(['Alpha', 'Beta', 'Epsilon', 'Gamma', 'Theta']);
  expect(await found({ empty: 'own.quay', filled: 'own.port' })).toEqual(['Delta']);
  expect(await found({ empty: 'own.inspected,own.port', country: 'DE' })).toEqual(['Alpha', 'Gamma']);
  expect(await found({ empty: 'own.port', filled: 'own.inspected' })).toEqual(['Theta']);
  expect(await found({ empty: 'own.unheard_of', search: 'eta' })).toEqual(['Beta', 'Eta', 'Theta']);
  expect(await found({ empty: 'own.quay', search: 'eta', country: 'DE' })).toEqual(['Theta']);
  // One's own and what one works on; nothing of others.
  expect(await found({ empty: 'own.port' }, of(anna))).toEqual(['Alpha', 'Beta', 'Gamma']);
  expect(await found({ empty: 'own.port' }, of(bo))).toEqual(['Gamma', 'Theta']);
  expect(await found({ filled: 'own.port' }, of(bo))).toEqual([]);
  // After a change, one that makes a set that nobody had, and one that takes all away.
  const set = (id: number, custom: object) =>
    db
      .updateTable('customer')
      .set({ custom: JSON.stringify(custom) })
      .where('id', '=', id)
      .execute();
  await set(theta, { port: 'Bar', berth: 2, crane: true });
  await set(eta, {});
  expect(await found({ empty: 'own.port', country: 'DE' })).toEqual(['Alpha', 'Eta', 'Gamma']);
  expect(await found({ empty: 'own.quay', filled: 'own.berth' })).toEqual(['Theta']);
  // When the field is removed from the record of all, what was entered stays.
  const field = (
    await owner.call('POST', '/api/v1/custom-fields', {
      key: 'port',
      kind: 'text',
      labelEn: 'Port',
      labelZh: '港口',
    })
  ).json<{ id: number }>();
  await owner.call('PATCH', `/api/v1/custom-fields/${field.id}`, { archived: true });
  expect(await found({ empty: 'own.port', country: 'DE' })).toEqual(['Alpha', 'Eta', 'Gamma']);
  // Where there are more sets than may be asked for, it is found without them.
  await sql`insert into own_key_set (word, part, keys)
    select '=' || own_key_part('port') || ':x' || n, own_key_part('port'), array['x' || n]
    from generate_series(1, 200) n`.execute(db);
  expect(await wordsOfLacking(db, await readFilter(db, MACHINE, { empty: 'own.port' }))).toEqual(new Map());
  expect(await found({ empty: 'own.port', country: 'DE' })).toEqual(['Alpha', 'Eta', 'Gamma']);
  await sql`delete from own_key_set where word like '%:x%'`.execute(db);
  await db.deleteFrom('customer').where('id', 'in', [eta, theta]).execute();
});

it('the piece of each order that a customer is in stands with its words, and follows when it changes', async () => {
  const { db } = test.deps;
  const id = await make('Theta', { created_at: new Date('2026-02-03T00:00:00Z'), completeness: 9 });
  const pieces = async () => {
    const { rows } = await sql<{ facets: string[] }>`
      select array(select f from unnest(facets) f where f ~ '^d[mcnvp][0-9]+$') as facets
      from customer_text where customer_id = ${id}`.execute(db);
    return rows[0]?.facets;
  };
  // Months since the year 0.
  expect(await pieces()).toEqual(['dm0', 'dc0', 'dn24314', 'dv24314', 'dp0']);
  await db
    .updateTable('customer')
    .set({
      last_inbound_at: new Date('2026-03-31T23:59:59Z'),
      last_contact_at: new Date('2026-04-01T00:00:00Z'),
      verified_at: new Date('2026-05-05T00:00:00Z'),
      completeness: 100,
    })
    .where('id', '=', id)
    .execute();
  expect(await pieces()).toEqual(['dm24315', 'dc24316', 'dn24314', 'dv24317', 'dp10']);
  await db.deleteFrom('customer').where('id', '=', id).execute();
});

describe('every way to a page gives the same', () => {
  const filters = [
    {},
    { country: 'DE' },
    { grade: 'A,-' },
    { search: 'a' },
    { search: 'trading' },
    { tag: 'pumps', noContactDays: 1 },
    { neverContacted: true },
    { noContactDays: 50 },
    { notVerifiedDays: 100 },
    { createdFrom: '2025-01-01', createdTo: '2026-06-01' },
    { product: 'steel valves', createdFrom: '2020-01-01' },
    { keyAccount: false, completenessBelow: 60 },
    { keyAccount: true },
    { city: 'shenzhen' },
    { preferredChannel: 'wechat', search: 'delta' },
    { custom: 'inspected:true', country: 'CN' },
    { supplier: '永康五金' },
    { evaluation: 'hinges' },
    { note: 'samples', search: 'delta', country: 'CN' },
    { empty: 'city', filled: 'country,email' },
    { empty: 'own.port' },
  ];
  /** By the words, in all pieces of the order; null where it has none. */
  const askInPieces = async (scope: Scope, request: ListRequest) => {
    const { db } = test.deps;
    const { rows: found } = await sql<{ piece: number | null }>`
      select distinct ${pieceOf(request.order)} as piece from customer c`.execute(db);
    const pieces = found.flatMap(({ piece }) => (piece === null ? [] : [piece]));
    if (pieces.length === 0) return null;
    const { grams } = await estimateWays(db, scope, request.filter);
    const way = byWords(scope, request.filter, grams, 0, inPieces(request.order, pieces));
    const { rows } = (await gather(db, scope, request, way, 1_000)) ?? { rows: [] };
    return rows.map((row) => [row.id, row.sort_key]);
  };
  it.each(Object.keys(ORDERS) as OrderName[])('by %s', async (order) => {
    const { db } = test.deps;
    for (const scope of [
      scopeOf(MACHINE),
      scopeOf({ ...MACHINE, id: anna.user.id, role: 'salesperson', team: [] }),
    ])
      for (const [i, asked] of filters.entries())
        for (const keyFirst of [false, true]) {
          // From one end or the other, in turn.
          const descending = i % 2 === 1;
          const filter = await readFilter(db, MACHINE, asked);
          let after: ListPoint | null = null;
          for (;;) {
            const request: ListRequest = { filter, order, descending, keyFirst, limit: 2, after };
            const ask = async (way: ListWay) =>
              (await listCustomers(db, scope, request, way)).rows.map((row) => [row.id, row.sort_key]);
            const { rows } = await listCustomers(db, scope, request, 'gather');
            const gathered = rows.map((row) => [row.id, row.sort_key]);
            expect(await ask('walk')).toEqual(gathered);
            if (filter.texts.length > 0) {
              expect(await ask('words')).toEqual(gathered);
              const inPieces = await askInPieces(scope, request);
              if (inPieces !== null) expect(inPieces).toEqual(gathered);
            }
            if (keyFirst && filter.keyAccount === null) expect(await ask('keys')).toEqual(gathered);
            if (filter.noContactSince !== null && order === 'last-mail')
              expect(await ask('months')).toEqual(gathered);
            if (descending && !keyFirst && filter.contacted === null && order.startsWith('last-'))
              expect(await ask('divide')).toEqual(gathered);
            const last = rows.at(-1);
            if (last === undefined) break;
            after = { key: last.sort_key, id: last.id, keyAccount: last.key_account };
          }
        }
  });
});

it('the words of a customer are found by its salesperson, and by the next one when it changes hands', async () => {
  const { db } = test.deps;
  const found = async (person: Person, search: string) => {
    const viewer = { ...MACHINE, id: person.user.id, role: 'salesperson' as const, team: [] };
    const filter = await readFilter(db, viewer, { search });
    const request = {
      filter,
      order: 'name',
      descending: false,
      keyFirst: false,
      after: null,
      limit: 10,
    } as const;
    const by = async (way: ListWay) =>
      (await listCustomers(db, scopeOf(viewer), request, way)).rows.map(({ name }) => name);
    const names = await by('words');
    expect(await by('walk')).toEqual(names);
    return names;
  };
  expect(await found(anna, 'a')).toEqual(['Alpha Pumps']);
  // Of a colleague's customer, on which she works, too.
  expect(await found(anna, 'trading')).toEqual(['Gamma Trading']);
  const give = (owner_id: number) =>
    db
      .updateTable('customer')
      .set({ owner_id })
      .where('id', '=', ids['Alpha Pumps'] as number)
      .execute();
  await give(bo.user.id);
  expect(await found(anna, 'pumps')).toEqual([]);
  expect(await found(bo, 'pumps')).toEqual(['Alpha Pumps']);
  await give(anna.user.id);
});

describe('S3-05 segments', () => {
  it('keep a filter under a name, for oneself or for everybody', async () => {
    const wish = {
      name: 'German key accounts',
      filter: {
        country: 'DE',
        keyAccount: true,
        order: 'name',
        city: 'Kiel',
        custom: 'port:Hamburg',
        empty: 'email',
      },
      shared: false,
    };
    const made = (await anna.call('POST', '/api/v1/customer-segments', wish)).json();
    expect(made).toMatchObject({ ...wish, mine: true, ownerName: 'Anna' });
    const seen = async (person: Person) =>
      (await person.call('GET', '/api/v1/customer-segments')).json().items;
    expect(await seen(bo)).toEqual([]);
    const url = `/api/v1/customer-segments/${made.id}`;
    await anna.call('PATCH', url, { shared: true });
    expect(await seen(bo)).toMatchObject([{ id: made.id, mine: false }]);
    expect((await bo.call('PATCH', url, { shared: false })).statusCode).toBe(403);
    expect((await anna.call('POST', '/api/v1/customer-segments', wish)).statusCode).toBe(409);
    expect((await anna.call('DELETE', url)).statusCode).toBe(200);
    expect((await anna.call('DELETE', url)).statusCode).toBe(404);
  });

  it('that one who has left has shared are removed by an administrator; of who is here by nobody else', async () => {
    const gone = await makePerson(test, 'salesperson', 'Gone');
    const admin = await makePerson(test, 'admin', 'Ada');
    const wish = { name: 'Old markets', filter: { country: 'DE' }, shared: true };
    const { id } = (await gone.call('POST', '/api/v1/customer-segments', wish)).json();
    const remove = async (who: Person) =>
      (await who.call('DELETE', `/api/v1/customer-segments/${id}`)).statusCode;
    expect(await remove(admin)).toBe(403);
    await sql`update app_user set disabled_at = now() where id = ${gone.user.id}`.execute(test.deps.db);
    expect(await remove(bo)).toBe(403);
    const [seen] = (await admin.call('GET', '/api/v1/customer-segments'))
      .json()
      .items.filter((one: { id: number }) => one.id === id);
    expect(seen).toMatchObject({ mine: false, mayRemove: true });
    expect(await remove(admin)).toBe(200);
  });

  it('hold nothing that is no filter', async () => {
    const wish = { name: 'x', filter: { drop: 'table' }, shared: false };
    expect((await anna.call('POST', '/api/v1/customer-segments', wish)).statusCode).toBe(400);
  });
});

describe('bulk changes', () => {
  const run = async (person: Person, body: object) => {
    const reply = await person.call('POST', '/api/v1/customers/bulk', body);
    expect(reply.statusCode, reply.payload).toBe(200);
    await runJob(test.deps.db, JOB_KINDS, reply.json().id, AbortSignal.timeout(10_000), () => {});
    return (await person.call('GET', '/api/v1/jobs')).json().items[0];
  };

  it('change what one may change, and leave the rest', async () => {
    const customerIds = [ids['Alpha Pumps'], ids['Gamma Trading'], ids['Delta'], 999_999];
    const job = await run(anna, { customerIds, change: { kind: 'add-tag', tag: 'Autumn' } });
    expect(job).toMatchObject({ state: 'done', done: 2, total: 4 });
    expect(await list(owner, 'tag=autumn')).toEqual(['Alpha', 'Delta']);
    await run(anna, { filter: { tag: 'autumn' }, change: { kind: 'remove-tag', tag: 'Autumn' } });
    expect(await list(owner, 'tag=autumn')).toEqual([]);
  });

  it('set grade and stage with their history, and add who works on it', async () => {
    const customerIds = [ids['Delta']];
    await run(anna, { customerIds, change: { kind: 'set-grade', grade: 'B', reason: 'Asked twice' } });
    await run(anna, { customerIds, change: { kind: 'set-stage', stage: 'first-contact' } });
    await run(anna, {
      customerIds,
      change: { kind: 'add-collaborator', userId: bo.user.id, canEdit: false },
    });
    expect(await list(bo, 'grade=B&stage=first-contact&whose=shared')).toEqual(['Delta']);
    const history = await test.deps.db
      .selectFrom('customer_change')
      .select(['field', 'new_value', 'reason'])
      .where('customer_id', '=', ids['Delta'] as number)
      .orderBy('id')
      .execute();
    expect(history).toEqual([
      { field: 'grade', new_value: 'B', reason: 'Asked twice' },
      { field: 'stage', new_value: 'first-contact', reason: null },
    ]);
  });

  it('need a leader to give away, and either ids or a filter', async () => {
    const change = { kind: 'assign', ownerId: bo.user.id };
    const post = (person: Person, body: object) => person.call('POST', '/api/v1/customers/bulk', body);
    expect((await post(anna, { customerIds: [ids['Delta']], change })).statusCode).toBe(403);
    expect((await post(owner, { change })).statusCode).toBe(400);
    expect((await post(owner, { change, filter: {}, customerIds: [1] })).statusCode).toBe(400);
    expect((await post(owner, { change, filter: { search: 'nobody at all' } })).statusCode).toBe(400);
  });
});
