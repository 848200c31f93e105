/** The company's working time and the calendars of countries: kept with their history, never guessed. */
import type { CompanyCalendar, DayProposals, Holiday, HolidayChange } from '@tradepost/contract';
import { loadCompanyCalendar } from '@tradepost/core/calendar/company-calendar';
import { warnOfMissingDays } from '@tradepost/core/calendar/warn-missing';
import { addWorkingTime } from '@tradepost/core/calendar/working-time';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';

let test: TestApp;
let admin: Person;
beforeAll(async () => {
  test = await startTestApp();
  admin = await makePerson(test, 'admin', 'Ada');
});
afterAll(() => test.close());

const company = async () => (await admin.call('GET', '/api/v1/calendar/company')).json<CompanyCalendar>();
const change = (body: object) => admin.call('PATCH', '/api/v1/calendar/company', body);
const later = async (from: string, hours: number) =>
  addWorkingTime(new Date(from), hours * 3600, await loadCompanyCalendar(test.deps.db)).toISOString();

describe('the company’s working time', () => {
  it('is Monday to Friday from 8:30 to 18:00 in Shanghai, with China’s days off and make-up days, until it says otherwise', async () => {
    expect(await company()).toMatchObject({
      country: 'CN',
      timeZone: 'Asia/Shanghai',
      weekend: null,
      countryWeekend: [6, 7],
      hours: { from: '08:30', until: '18:00', break: null },
    });
    expect(await later('2026-09-30T17:00+08:00', 4)).toBe('2026-10-08T03:30:00.000Z');
  });

  it('takes a break, a half Saturday and hours past midnight; each change is kept with who and when', async () => {
    const hours = { from: '09:00', until: '18:00', break: { from: '12:00', until: '13:30' } };
    const saturday = { weekday: 6, hours: { from: '09:00', until: '12:00', break: null } };
    const reply = await change({ hours, weekend: [7], otherHours: [saturday] });
    expect(reply.statusCode, reply.body).toBe(200);
    expect(reply.json()).toMatchObject({ weekend: [7], changedByName: 'Ada' });
    expect(await later('2026-11-06T17:00+08:00', 2)).toBe('2026-11-07T02:00:00.000Z');
    // The country's own weekend is as it was: customers there do not work on Saturdays.
    expect((await admin.call('GET', '/api/v1/countries/CN')).json()).toMatchObject({ weekend: [6, 7] });
    expect(
      (await change({ hours: { from: '20:00', until: '04:00', break: null }, otherHours: [], weekend: null }))
        .statusCode,
    ).toBe(200);
    const versions = (await admin.call('GET', '/api/v1/calendar/company/versions')).json<{
      items: unknown[];
    }>().items;
    expect(versions).toMatchObject([
      { calendar: { hours: { from: '20:00' }, weekend: null }, changedByName: 'Ada' },
      { calendar: { hours: { from: '09:00' }, weekend: [7] } },
      { calendar: { hours: { from: '08:30' } }, changedByName: null },
    ]);
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::int as n from background_job where kind = 'refresh-records'`.execute(test.deps.db);
    expect(rows[0]?.n).toBeGreaterThan(0);
  });

  it.each([
    ['a time zone that is none', { timeZone: 'Asia/Atlantis' }],
    ['a country that is none', { country: 'ZZ' }],
    [
      'a break outside of the hours',
      { hours: { from: '09:00', until: '12:00', break: { from: '13:00', until: '14:00' } } },
    ],
    [
      'a break that ends before it begins',
      { hours: { from: '09:00', until: '18:00', break: { from: '13:00', until: '12:00' } } },
    ],
    ['a week of seven days off', { weekend: [1, 2, 3, 4, 5, 6, 7] }],
    [
      'hours that run into those of the next day',
      {
        hours: { from: '09:00', until: '18:00', break: null },
        otherHours: [{ weekday: 5, hours: { from: '22:00', until: '10:00', break: null } }],
      },
    ],
    [
      'a day with its hours twice',
      {
        otherHours: [6, 6].map((weekday) => ({
          weekday,
          hours: { from: '09:00', until: '12:00', break: null },
        })),
      },
    ],
    ['a time that no clock shows', { hours: { from: '25:00', until: '18:00', break: null } }],
  ])('refuses %s', async (_, body) => {
    expect((await change(body)).statusCode).toBe(400);
  });
});

describe('the coming year', () => {
  const notices = async () =>
    (
      await sql<{
        key: string;
      }>`select dedupe_key as key from notice where kind = 'calendar-missing' and user_id = ${admin.user.id} order by id`.execute(
        test.deps.db,
      )
    ).rows.map(({ key }) => key);

  it('is never assumed: from November on an administrator is told, once a month, until its days are entered', async () => {
    await warnOfMissingDays(test.deps.db, new Date('2026-10-31T12:00:00+08:00'));
    expect(await notices()).toEqual([]);
    for (const now of ['2026-11-01T09:00:00+08:00', '2026-11-20T09:00:00+08:00', '2026-12-02T09:00:00+08:00'])
      await Promise.all([1, 2].map(() => warnOfMissingDays(test.deps.db, new Date(now))));
    expect(await notices()).toEqual(['CN 2027 2026-11', 'CN 2027 2026-12']);
    const csv = '国家,日期,名称,类型\n中国,2027-02-06,春节,放假\n中国,2027-02-20,春节,调休上班\n';
    expect((await admin.call('POST', '/api/v1/calendar/import', { csv })).json()).toMatchObject({
      added: 2,
      faults: [],
    });
    await warnOfMissingDays(test.deps.db, new Date('2027-01-02T09:00:00+08:00'));
    expect(await notices()).toHaveLength(2);
    await warnOfMissingDays(test.deps.db, new Date('2028-01-02T09:00:00+08:00'));
    expect(await notices()).toContain('CN 2028 2028-01');
  });
});

describe('days that a data set proposes', () => {
  const proposed = async (country: string, year: number) =>
    (await admin.call('GET', `/api/v1/countries/${country}/proposals?year=${year}`)).json<DayProposals>();
  const take = async (country: string, year: number, days?: string[]) =>
    (await admin.call('POST', `/api/v1/countries/${country}/proposals`, { year, days })).json<{
      added: number;
    }>().added;
  const daysOf = async (country: string, year: number) =>
    (await admin.call('GET', `/api/v1/countries/${country}/holidays?year=${year}`)).json<{
      items: Holiday[];
    }>().items;

  it('are movable ones in both languages; what is there stays, what a person took off does not come back', async () => {
    const german = await proposed('DE', 2027);
    expect(german.lacks).toEqual(['regional']);
    expect(german.days).toContainEqual({
      day: '2027-03-26',
      nameEn: 'Good Friday',
      nameZh: '耶稣受难日',
      state: 'new',
    });
    // On the calendar of every year already.
    expect(german.days).toContainEqual(expect.objectContaining({ day: '2027-12-25', state: 'there' }));
    const own = { day: '2027-05-06', nameEn: 'Our own name', nameZh: '自定', kind: 'holiday' };
    await admin.call('POST', '/api/v1/countries/DE/holidays', own);
    const fresh = german.days.filter(({ state }) => state === 'new').length - 1;
    expect(await take('DE', 2027)).toBe(fresh);
    expect(await take('DE', 2027)).toBe(0);
    const there = await daysOf('DE', 2027);
    expect(there).toContainEqual(
      expect.objectContaining({ day: '2027-05-06', nameEn: 'Our own name', source: 'person' }),
    );
    const friday = there.find(({ day }) => day === '2027-03-26') as Holiday;
    expect(friday.source).toBe('library');
    await admin.call('DELETE', `/api/v1/holidays/${friday.id}`);
    expect((await proposed('DE', 2027)).days).toContainEqual(
      expect.objectContaining({ day: '2027-03-26', state: 'removed' }),
    );
    expect(await take('DE', 2027)).toBe(0);
    expect(await take('DE', 2027, ['2027-03-26', '2027-05-06'])).toBe(1);
    const changes = (await admin.call('GET', '/api/v1/countries/DE/changes?limit=3')).json<{
      items: HolidayChange[];
    }>().items;
    expect(changes[0]).toMatchObject({
      day: '2027-03-26',
      before: null,
      after: { nameEn: 'Good Friday' },
      changedByName: 'Ada',
    });
    expect(changes[1]).toMatchObject({ day: '2027-03-26', before: { nameEn: 'Good Friday' }, after: null });
  });

  it('and the weekend can be looked at as they stood before each change', async () => {
    const stood = async (change?: HolidayChange) =>
      (
        await admin.call(
          'GET',
          `/api/v1/countries/PT/holidays?year=2027${change ? `&beforeChange=${change.id}` : ''}`,
        )
      ).json<{ weekend: number[] | null; items: Holiday[] }>();
    const names = (then: { items: Holiday[] }) => then.items.map(({ day, nameEn }) => `${day} ${nameEn}`);
    const first = await stood();
    const add = (day: string, nameEn: string) =>
      admin.call('POST', '/api/v1/countries/PT/holidays', { day, nameEn, nameZh: '假', kind: 'holiday' });
    const setWeekend = (weekend: number[]) => admin.call('POST', '/api/v1/countries/PT/weekend', { weekend });
    await add('2027-02-09', 'Carnival');
    await add('2027-02-09', 'Entrudo');
    await setWeekend([5]);
    const [last] = (await stood()).items.filter(({ nameEn }) => nameEn === 'Entrudo');
    await admin.call('DELETE', `/api/v1/holidays/${last?.id}`);
    await setWeekend([6, 7]);
    // Nothing is changed: nothing to tell.
    await setWeekend([6, 7]);
    const changes = (await admin.call('GET', '/api/v1/countries/PT/changes')).json<{
      items: HolidayChange[];
    }>().items;
    expect(changes.map(({ day, weekend }) => weekend ?? day)).toEqual([
      { before: [5], after: [6, 7] },
      '2027-02-09',
      { before: first.weekend, after: [5] },
      '2027-02-09',
      '2027-02-09',
    ]);
    const then = await Promise.all(changes.map((change) => stood(change)));
    expect(then.map(({ weekend }) => weekend)).toEqual([
      [5],
      [5],
      first.weekend,
      first.weekend,
      first.weekend,
    ]);
    const kept = names(first);
    expect(then.map((one) => names(one).filter((name) => !kept.includes(name)))).toEqual([
      [],
      ['2027-02-09 Entrudo'],
      ['2027-02-09 Entrudo'],
      ['2027-02-09 Carnival'],
      [],
    ]);
    expect(then.map((one) => kept.every((name) => names(one).includes(name)))).toEqual(Array(5).fill(true));
    expect((await stood()).weekend).toEqual([6, 7]);
  });

  it('are refused, and then no longer new; who only refuses takes nothing, and what was refused is taken if it is named', async () => {
    const answer = async (body: object) =>
      (await admin.call('POST', '/api/v1/countries/NL/proposals', { year: 2027, ...body })).json<object>();
    const stateOf = async (on: string) =>
      (await proposed('NL', 2027)).days.find(({ day }) => day === on)?.state;
    expect(await answer({ refuse: ['2027-04-27'] })).toEqual({ added: 0, refused: 1 });
    expect(await answer({ refuse: ['2027-04-27'] })).toEqual({ added: 0, refused: 0 });
    expect(await stateOf('2027-04-27')).toBe('removed');
    await answer({});
    expect(await stateOf('2027-04-27')).toBe('removed');
    expect(await answer({ days: ['2027-04-27'] })).toEqual({ added: 1, refused: 0 });
    expect(await stateOf('2027-04-27')).toBe('there');
  });

  it('say what they lack: China’s are ordered each year, the moon is sighted, some countries are unknown', async () => {
    expect(await proposed('CN', 2027)).toEqual({ lacks: ['moved-days'], days: [] });
    expect(await take('CN', 2027)).toBe(0);
    const saudi = await proposed('SA', 2027);
    expect(saudi.lacks).toContain('sighting');
    expect(saudi.days.filter(({ nameEn }) => nameEn.includes('Eid al-Fitr')).length).toBeGreaterThan(2);
    expect((await proposed('AQ', 2027)).lacks).toEqual(['unknown']);
    expect((await admin.call('GET', '/api/v1/countries/ZZ/proposals?year=2027')).statusCode).toBe(404);
  });
});
