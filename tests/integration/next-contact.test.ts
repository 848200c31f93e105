/** When a customer is to be contacted next, how often it was, in which country, and who competes there. */
import type { Competitor, CountryInfo, Customer, CustomerStanding, Supplier } from '@tradepost/contract';
import { addDays, dayIn, weekdayOf } from '@tradepost/core/calendar/days';
import { getCountry } from '@tradepost/core/calendar/country';
import { JOB_KINDS } from '@tradepost/core/jobs/kinds';
import { runJob } from '@tradepost/core/jobs/run-job';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, textMail, unique } from './api-mail.ts';

let test: TestApp;
let anna: Person;
let manager: Person;
let admin: Person;
beforeAll(async () => {
  test = await startTestApp();
  anna = await makePerson(test, 'salesperson', 'Anna');
  manager = await makePerson(test, 'manager');
  admin = await makePerson(test, 'admin');
  // The company works on every day, so that a date is the interval alone; where it does not, the test says so.
  await admin.call('POST', '/api/v1/countries/CN/weekend', { weekend: [] });
  await sql`delete from holiday where country = 'CN'`.execute(test.deps.db);
});
afterAll(() => test.close());

const ZONE = 'Asia/Shanghai';
const today = () => dayIn(ZONE, new Date());
const read = async (id: number, who = anna) =>
  (await who.call('GET', `/api/v1/customers/${id}`)).json<Customer>();
const standing = async (id: number, who = anna) =>
  (await who.call('GET', `/api/v1/customers/${id}/standing`)).json<CustomerStanding>();
const patch = (id: number, body: object) => anna.call('PATCH', `/api/v1/customers/${id}`, body);
const make = async (body: object = {}) =>
  (await anna.call('POST', '/api/v1/customers', { name: unique('Acme '), ...body })).json<Customer>();

async function runJobs(): Promise<void> {
  const jobs = await test.deps.db
    .selectFrom('background_job')
    .select('id')
    .where('kind', '=', 'refresh-records')
    .where('state', '=', 'queued')
    .execute();
  for (const { id } of jobs)
    await runJob(test.deps.db, JOB_KINDS, id, new AbortController().signal, () => {});
}

describe('the next contact', () => {
  it('S0-06 moves at once with the grade, which has who and when in its history', async () => {
    const { id, nextContactOn } = await make({ grade: 'B' });
    expect(nextContactOn).toBe(addDays(today(), 7));
    const reply = await patch(id, { grade: 'A', reason: 'Large inquiry' });
    expect(reply.json<Customer>()).toMatchObject({
      nextContactOn: addDays(today(), 3),
      nextContactManual: false,
    });
    const history = (await anna.call('GET', `/api/v1/customers/${id}/changes?field=grade`)).json();
    expect(history).toMatchObject({
      items: [{ from: 'B', to: 'A', actorName: 'Anna', reason: 'Large inquiry', at: expect.any(String) }],
    });
  });

  it('moves with a mail that a person sends, not with one that comes or that a machine sends', async () => {
    const buyer = `${unique('buyer')}@${unique('acme')}.example`;
    const { id } = await make({ grade: 'D', contacts: [{ addresses: [buyer] }] });
    await sql`update customer set owned_since = now() - interval '20 days' where id = ${id}`.execute(
      test.deps.db,
    );
    await patch(id, { grade: 'C' });
    expect((await read(id)).nextContactOn).toBe(addDays(today(), -5));
    const account = await connectAccount(test, anna.user.id);
    await deliver(test, account, textMail({ from: buyer, to: account.address }));
    const away = { from: account.address, to: buyer, headers: ['Auto-Submitted: auto-replied'] };
    await deliver(test, account, textMail(away));
    expect((await read(id)).nextContactOn).toBe(addDays(today(), -5));
    await deliver(test, account, textMail({ from: account.address, to: buyer }));
    const after = await read(id);
    expect(after).toMatchObject({ nextContactOn: addDays(today(), 15), lastContactAt: expect.any(String) });
  });

  it('is the day that the salesperson sets, until there is a contact; a day gone by is refused', async () => {
    const { id } = await make({ grade: 'A' });
    const set = (on: string | null) => anna.call('POST', `/api/v1/customers/${id}/next-contact`, { on });
    const chosen = addDays(today(), 40);
    expect((await set(chosen)).json()).toMatchObject({ nextContactOn: chosen, nextContactManual: true });
    await patch(id, { grade: 'D' });
    expect(await read(id, manager)).toMatchObject({ nextContactOn: chosen, nextContactManual: true });
    expect((await set(addDays(today(), -1))).statusCode).toBe(400);
    expect((await set('2026-02-30')).statusCode).toBe(400);
    expect((await set(null)).json()).toMatchObject({
      nextContactOn: addDays(today(), 30),
      nextContactManual: false,
    });
  });

  it('is nobody’s business for a customer without a salesperson, and is set when one gets it', async () => {
    const { id } = await make({ grade: 'B' });
    await manager.call('PATCH', `/api/v1/customers/${id}`, { ownerId: null });
    expect(await read(id, manager)).toMatchObject({ nextContactOn: null });
    await manager.call('PATCH', `/api/v1/customers/${id}`, { ownerId: anna.user.id });
    expect(await read(id)).toMatchObject({ nextContactOn: addDays(today(), 7) });
    await anna.call('DELETE', `/api/v1/customers/${id}`);
    expect(await read(id)).toMatchObject({ nextContactOn: null });
  });

  it('rolls over days on which the company rests, for all customers once its calendar or intervals change', async () => {
    const { id } = await make({ grade: 'A' });
    const due = addDays(today(), 3);
    const rest = (day: string) =>
      admin.call('POST', '/api/v1/countries/CN/holidays', {
        day,
        nameEn: 'Rest',
        nameZh: '休息',
        kind: 'holiday',
      });
    const added = await rest(due);
    await admin.call('POST', '/api/v1/countries/CN/weekend', { weekend: [weekdayOf(addDays(due, 1))] });
    await runJobs();
    expect((await read(id)).nextContactOn).toBe(addDays(due, 2));
    await admin.call('DELETE', `/api/v1/holidays/${added.json<{ id: number }>().id}`);
    await admin.call('POST', '/api/v1/countries/CN/weekend', { weekend: [] });
    const contactDays = { A: 5, B: 7, C: 15, D: 30, none: 15 };
    await admin.call('PATCH', '/api/v1/record-settings', { contactDays });
    await runJobs();
    expect((await read(id)).nextContactOn).toBe(addDays(today(), 5));
    await admin.call('PATCH', '/api/v1/record-settings', { contactDays: { ...contactDays, A: 3 } });
    await runJobs();
  });
});

it('S4-B16 the manager sees how often a customer was contacted and what came of the last time', async () => {
  const buyer = `${unique('buyer')}@${unique('acme')}.example`;
  const { id } = await make({ contacts: [{ addresses: [buyer] }] });
  expect(await standing(id)).toMatchObject({ contacts: { count: 0, lastAt: null }, lastResult: null });
  const account = await connectAccount(test, anna.user.id);
  await deliver(test, account, textMail({ from: buyer, to: account.address }));
  await deliver(test, account, textMail({ from: account.address, to: buyer }));
  const done = {
    customer_id: id,
    state: 'done',
    created_by: anna.user.id,
    assignee_id: anna.user.id,
  } as const;
  const at = (day: number) => new Date(Date.UTC(2026, 5, day));
  await test.deps.db
    .insertInto('activity')
    .values([
      { ...done, kind: 'call', done_at: at(2), result: 'Wants samples' },
      { ...done, kind: 'visit', done_at: at(1), result: 'Friendly' },
      { ...done, kind: 'note', done_at: at(3), result: 'Only a note' },
    ])
    .execute();
  expect(await standing(id, manager)).toMatchObject({
    contacts: { count: 3, more: false },
    lastResult: { kind: 'call', result: 'Wants samples', by: 'Anna' },
  });
});

describe('the country of a customer', () => {
  it('S3-12 has its time, its weekend, and days off of today and to come', async () => {
    const at = async (country: string, day: string): Promise<CountryInfo> =>
      getCountry(test.deps.db, country, new Date(`${day}T12:00:00Z`));
    const saudi = await at('SA', '2026-09-20');
    expect(saudi).toMatchObject({ timeZones: ['Asia/Riyadh'], weekend: [5, 6] });
    expect(saudi.holidays).toEqual([
      { day: '2026-09-23', nameEn: 'National Day', nameZh: '沙特国庆日', kind: 'holiday' },
    ]);
    // Over the turn of the year, and on the day itself.
    const german = await at('DE', '2030-12-25');
    expect(german.holidays.map(({ day }) => day)).toEqual(['2030-12-25', '2030-12-26', '2031-01-01']);
    expect((await anna.call('GET', '/api/v1/countries/XX')).statusCode).toBe(404);
    const reply = await anna.call('GET', '/api/v1/countries/JP');
    expect(reply.json()).toMatchObject({ timeZones: ['Asia/Tokyo'], weekend: [6, 7] });
  });

  it('S3-12 takes days off from a list: all of it, or nothing where a line is at fault', async () => {
    const send = (csv: string, dryRun = false) =>
      admin.call('POST', '/api/v1/calendar/import', { csv, dryRun });
    const list = async () =>
      (await anna.call('GET', '/api/v1/countries/VN/holidays?year=2027')).json<{
        items: { day: string; nameZh: string; kind: string }[];
      }>().items;
    const before = (await list()).length;
    const good =
      '国家,日期,name_en,中文名称,类型,每年\n越南,2027/2/6,Tet,春节,放假\nVN,2027-02-07,Tet,春节,\n';
    expect((await send(good, true)).json()).toMatchObject({ added: 2, faults: [] });
    expect(await list()).toHaveLength(before);
    expect((await send(good)).json()).toMatchObject({ added: 2, changed: 0 });
    expect((await send(good)).json()).toMatchObject({ added: 0, changed: 2 });
    expect(await list()).toContainEqual(expect.objectContaining({ day: '2027-02-06', nameZh: '春节' }));
    const bad = await send(
      `${good}Atlantis,2027-02-08,x,x,\nVN,2027-02-30,x,x,\nVN,2027-02-09,x,x,feast\nVN,2027-02-10,,,\nVN,2027-02-13,x,x,上班,是\n`,
    );
    expect(bad.json()).toMatchObject({
      added: 0,
      faults: [
        { line: 4, what: 'country', value: 'Atlantis' },
        { line: 5, what: 'day', value: '2027-02-30' },
        { line: 6, what: 'kind', value: 'feast' },
        { line: 7, what: 'name', value: '–' },
        { line: 8, what: 'yearly', value: '2027-02-13' },
      ],
    });
    expect((await send('nothing here')).statusCode).toBe(400);
    expect(await list()).toHaveLength(before + 2);
  });
});

describe('who else sells to a customer', () => {
  const competitor = async (body: object) =>
    (await anna.call('POST', '/api/v1/competitors', { name: unique('Rival '), ...body })).json<Competitor>();

  it('S2-03 shows country and region with the competitors that are known there', async () => {
    const here = await competitor({ countries: ['BR', 'AR'], products: 'Cheap valves', strategy: 'Price' });
    const there = await competitor({ countries: ['PL'] });
    const { id } = await make({ country: 'BR', region: 'São Paulo' });
    expect(await read(id)).toMatchObject({ country: 'BR', region: 'São Paulo' });
    const { competitors } = await standing(id);
    expect(competitors).toEqual([
      { id: here.id, name: here.name, products: 'Cheap valves', supplies: false },
    ]);
    const page = await anna.call('GET', '/api/v1/competitors?country=PL');
    expect(page.json<{ items: Competitor[] }>().items.map((one) => one.id)).toEqual([there.id]);
    await anna.call('PATCH', `/api/v1/competitors/${here.id}`, { archived: true });
    expect((await standing(id)).competitors).toEqual([]);
  });

  it('S2-05 keeps other suppliers with product and dates, and knows a competitor by its name', async () => {
    const rival = await competitor({ aliases: ['睿富阀门'] });
    const { id } = await make({ country: 'CL' });
    const add = (body: object) => anna.call('POST', `/api/v1/customers/${id}/suppliers`, body);
    const known = { name: '睿富阀门', product: 'Ball valves', since: '2024-03-01', note: 'Two containers' };
    expect((await add(known)).json()).toMatchObject({ ...known, competitorId: rival.id, until: null });
    const unknown = (await add({ name: 'Somebody' })).json<Supplier>();
    expect(unknown.competitorId).toBeNull();
    const turned = { since: '2025-02-01', until: '2025-01-01' };
    expect((await add({ name: 'Late', ...turned })).statusCode).toBe(400);
    expect(await standing(id)).toMatchObject({ competitors: [{ id: rival.id, supplies: true }] });

    const end = await anna.call('PATCH', `/api/v1/suppliers/${unknown.id}`, { until: '2026-01-01' });
    expect(end.json()).toMatchObject({ name: 'Somebody', until: '2026-01-01' });
    expect((await read(id)).suppliers.map(({ name }) => name)).toEqual(['睿富阀门', 'Somebody']);
    const buyingFrom = async (name: string) =>
      (await anna.call('GET', `/api/v1/customers?supplier=${encodeURIComponent(name)}`))
        .json<{ items: { id: number }[] }>()
        .items.map((one) => one.id);
    expect(await buyingFrom('SOMEBODY')).toEqual([id]);
    const seen = (await anna.call('GET', `/api/v1/competitors/${rival.id}`)).json<Competitor>();
    expect(seen.suppliedCustomers).toBe(1);
    const stranger = await makePerson(test, 'salesperson');
    const hidden = (await stranger.call('GET', `/api/v1/competitors/${rival.id}`)).json<Competitor>();
    expect(hidden.suppliedCustomers).toBe(0);
    await anna.call('DELETE', `/api/v1/suppliers/${unknown.id}`);
    expect((await read(id)).suppliers).toHaveLength(1);
    expect([await buyingFrom('Somebody'), await buyingFrom('睿富阀门')]).toEqual([[], [id]]);
  });

  it('has one competitor of a name, in whatever case', async () => {
    const { name } = await competitor({});
    const again = await anna.call('POST', '/api/v1/competitors', { name: name.toUpperCase() });
    expect([again.statusCode, again.json().error.code]).toEqual([409, 'conflict']);
  });
});
