/** What the sweep raises: once, nothing skipped, whatever happens to clocks and schedulers. */
import { addDays } from '@tradepost/core/calendar/days';
import { sweepFollowUps } from '@tradepost/core/follow-up/sweep';
import { touchNextContact } from '@tradepost/core/follow-up/touch-next-contact';
import type { UserRow } from '@tradepost/db/queries/users';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contact, customer, person, tasksOf, worksEveryDay } from '../helpers/follow-up.ts';
import { createTestDatabase, type TestDatabase } from '../helpers/postgres.ts';

let database: TestDatabase;
let anna: UserRow;
beforeAll(async () => {
  database = await createTestDatabase();
  anna = await person(database.db, 'salesperson', 'Anna');
});
afterAll(() => database.drop());
beforeEach(async () => {
  await sql`truncate task_event, task, follow_up_due, customer, sweep_day restart identity cascade`.execute(
    database.db,
  );
  await sql`delete from setting`.execute(database.db);
  await worksEveryDay(database.db);
});

const noon = (day: string) => new Date(`${day}T04:00:00Z`);
const sweep = (day: string) => sweepFollowUps(database.db, noon(day));

describe('a customer whose day has come', () => {
  it('S0-07 is raised by its grade: A after 3 days, D after 30, contacted on the same day', async () => {
    const { db } = database;
    const now = noon('2026-03-02');
    const a = await customer(db, { ownerId: anna.id, grade: 'A', lastContact: '2026-03-02T02:00:00Z' }, now);
    const d = await customer(db, { ownerId: anna.id, grade: 'D', lastContact: '2026-03-02T02:00:00Z' }, now);
    expect(await sweep('2026-03-04')).toMatchObject({ followUps: 0 });
    expect(await sweep('2026-03-05')).toMatchObject({ followUps: 1 });
    expect(await tasksOf(db, a)).toMatchObject([
      { kind: 'follow-up', due_on: '2026-03-05', assignee_id: anna.id, state: 'open' },
    ]);
    expect(await sweep('2026-03-31')).toMatchObject({ followUps: 0 });
    expect(await sweep('2026-04-01')).toMatchObject({ followUps: 1 });
    expect(await tasksOf(db, d)).toMatchObject([{ due_on: '2026-04-01' }]);
  });

  it('S0-07 is raised on the working day after a weekend, a holiday, and on a make-up Saturday', async () => {
    const { db } = database;
    await sql`delete from setting where key = 'calendar'`.execute(db);
    await sql`
      insert into holiday (country, day, name_en, name_zh, kind)
      select 'CN', day::date, 'Holiday', '放假', 'holiday' from generate_series('2027-01-01'::date, '2027-01-03', '1 day') day
      union all values ('CN', '2026-12-26'::date, 'Make-up', '调休', 'makeup'), ('CN', '2027-01-09'::date, 'Make-up', '调休', 'makeup')
      on conflict (country, day) do update set kind = excluded.kind, yearly = false`.execute(db);
    const due = async (lastContact: string) => {
      const id = await customer(
        db,
        { ownerId: anna.id, grade: 'A', lastContact: `${lastContact}T02:00:00Z` },
        noon(lastContact),
      );
      return (
        await db.selectFrom('customer').select('next_contact_on').where('id', '=', id).executeTakeFirst()
      )?.next_contact_on;
    };
    // Wednesday the 23rd and three days: the Saturday that is worked.
    expect(await due('2026-12-23')).toBe('2026-12-26');
    // Over New Year: Friday to Sunday are off, Monday the 4th is worked.
    expect(await due('2026-12-29')).toBe('2027-01-04');
    expect(await due('2027-01-06')).toBe('2027-01-09');
    const raised = [];
    for (let day = '2026-12-24'; day <= '2027-01-12'; day = addDays(day, 1)) {
      const { followUps } = await sweep(day);
      if (followUps > 0) raised.push([day, followUps]);
      expect(await sweep(day)).toMatchObject({ followUps: 0 });
    }
    expect(raised).toEqual([
      ['2026-12-26', 1],
      ['2027-01-04', 1],
      ['2027-01-09', 1],
    ]);
  });

  it('is not raised twice while its task is open, however often one sweeps, and again after the next contact', async () => {
    const { db } = database;
    const id = await customer(
      db,
      { ownerId: anna.id, grade: 'A', lastContact: '2026-03-02T02:00:00Z' },
      noon('2026-03-02'),
    );
    await sweep('2026-03-05');
    await sweep('2026-03-05');
    await sweep('2026-04-05');
    expect(await tasksOf(db, id)).toHaveLength(1);
    await db.transaction().execute((tx) => contact(tx, id, '2026-04-05T03:00:00Z', noon('2026-04-05')));
    expect(await tasksOf(db, id)).toMatchObject([{ state: 'closed', outcome: 'contacted' }]);
    await sweep('2026-04-07');
    expect(await tasksOf(db, id)).toHaveLength(1);
    await sweep('2026-04-08');
    expect(await tasksOf(db, id)).toMatchObject([
      { state: 'closed' },
      { state: 'open', due_on: '2026-04-08' },
    ]);
  });

  it('is looked at by no sweep while its task is open, whatever the numbers of customers and tasks', async () => {
    const { db } = database;
    const now = noon('2026-03-02');
    const contacted = { ownerId: anna.id, grade: 'A', lastContact: '2026-03-02T02:00:00Z' } as const;
    // Its number and its task's are not the same.
    for (let n = 0; n < 2; n++) await customer(db, { ...contacted, grade: 'D' }, now);
    const id = await customer(db, contacted, now);
    await sweep('2026-03-05');
    const raised = async () =>
      (await sql<{ raised: boolean }>`select raised from follow_up_due where customer_id = ${id}`.execute(db))
        .rows[0]?.raised;
    expect(await raised()).toBe(true);
    await contact(db, id, '2026-03-05T06:00:00Z', noon('2026-03-05'));
    expect(await raised()).toBe(false);
  });

  it('S0-08 every owned, active customer has a next date: the report of those without is empty by construction', async () => {
    const { db } = database;
    const now = noon('2026-03-02');
    await customer(db, { ownerId: anna.id }, now);
    await sql`insert into customer (name, owner_id) values ('By hand', ${anna.id})`.execute(db);
    await sql`update customer set next_contact_on = null`.execute(db);
    const report = await sql`
      select id from customer where owner_id is not null and archived_at is null and merged_into_id is null
        and next_contact_on is null`.execute(db);
    expect(report.rows).toEqual([]);
    expect(await sweep('2026-12-31')).toMatchObject({ followUps: 2 });
  });
});

describe('any number of schedulers', () => {
  it('raise each task once', async () => {
    const { db } = database;
    await sql`
      insert into customer (name, owner_id, grade, owned_since, last_contact_at, next_contact_on)
      select 'Customer ' || n, ${anna.id}, 'B', '2026-01-01', '2026-02-01', '2026-02-08'
      from generate_series(1, 400) n`.execute(db);
    const done = await Promise.all(Array.from({ length: 6 }, () => sweep('2026-02-10')));
    expect(done.reduce((all, one) => all + one.followUps, 0)).toBe(400);
    const { rows } = await sql<{ customers: number; tasks: number }>`
      select count(distinct customer_id)::int as customers, count(*)::int as tasks from task`.execute(db);
    expect(rows).toEqual([{ customers: 400, tasks: 400 }]);
  });

  it('raise more than one batch of follow-ups and of new customers, each once; those raised before keep none from its turn', async () => {
    const { db } = database;
    const more = 520;
    const sweepBatches = (day: string) => sweepFollowUps(db, noon(day), 200);
    await sql`
      insert into customer (name, owner_id, grade, owned_since, last_contact_at, next_contact_on)
      select 'Customer ' || n, ${anna.id}, 'B', '2026-01-01', '2026-02-01', '2026-02-08'
      from generate_series(1, ${more}::int) n`.execute(db);
    const count = async () =>
      (
        await sql<{ kind: string; customers: number; tasks: number }>`
          select kind, count(distinct customer_id)::int as customers, count(*)::int as tasks
          from task group by kind order by kind`.execute(db)
      ).rows;
    const done = await Promise.all([sweepBatches('2026-02-10'), sweepBatches('2026-02-10')]);
    expect(done.reduce((all, one) => all + one.followUps, 0)).toBe(more);
    expect(await count()).toEqual([{ kind: 'follow-up', customers: more, tasks: more }]);

    // All of those are open and were due before this one, and one scheduler has nobody who takes them away from it.
    await sql`
      insert into customer (name, owner_id, grade, owned_since, last_contact_at, next_contact_on)
      values ('Last', ${anna.id}, 'B', '2026-01-01', '2026-02-03', '2026-02-10')`.execute(db);
    expect(await sweepBatches('2026-02-10')).toMatchObject({ followUps: 1 });

    await sql`
      insert into customer (name, owner_id, grade, owned_since, next_contact_on)
      select 'New ' || n, ${anna.id}, 'D', '2026-02-10', '2026-03-12' from generate_series(1, ${more}::int) n`.execute(
      db,
    );
    await sql`update follow_up_due set check_on = '2026-02-11' where due_on = '2026-03-12'`.execute(db);
    const then = await Promise.all([sweepBatches('2026-02-11'), sweepBatches('2026-02-11')]);
    expect(then.reduce((all, one) => all + one.newCustomers, 0)).toBe(more);
    expect(await sweepBatches('2026-02-11')).toMatchObject({ followUps: 0, newCustomers: 0 });
    expect(await count()).toEqual([
      { kind: 'follow-up', customers: more + 1, tasks: more + 1 },
      { kind: 'new-customer', customers: more, tasks: more },
    ]);
  });

  it('pass by a customer that somebody holds, and take it the next time', async () => {
    const { db } = database;
    const now = noon('2026-03-02');
    const held = await customer(
      db,
      { ownerId: anna.id, grade: 'A', lastContact: '2026-03-02T02:00:00Z' },
      now,
    );
    const free = await customer(
      db,
      { ownerId: anna.id, grade: 'A', lastContact: '2026-03-02T02:00:00Z' },
      now,
    );
    await db.transaction().execute(async (tx) => {
      await sql`select 1 from customer where id = ${held} for update`.execute(tx);
      expect(await sweep('2026-03-05')).toMatchObject({ followUps: 1 });
      expect(await tasksOf(db, held)).toEqual([]);
    });
    expect(await tasksOf(db, free)).toHaveLength(1);
    expect(await sweep('2026-03-05')).toMatchObject({ followUps: 1 });
  });

  it('leave no half of a sweep behind when one dies', async () => {
    const { db } = database;
    const id = await customer(
      db,
      { ownerId: anna.id, grade: 'A', lastContact: '2026-03-02T02:00:00Z' },
      noon('2026-03-02'),
    );
    const dies = db.transaction().execute(async (tx) => {
      await sweepFollowUps(tx, noon('2026-03-05'));
      throw new Error('killed');
    });
    await expect(dies).rejects.toThrow();
    expect(await tasksOf(db, id)).toEqual([]);
    expect(await sweep('2026-03-05')).toMatchObject({ followUps: 1 });
  });
});

describe('the clock', () => {
  it('a day ahead raises tomorrow’s tasks early, each with its own day; back in order it raises none again and skips none', async () => {
    const { db } = database;
    const now = noon('2026-03-02');
    const days = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'];
    const ids: number[] = [];
    for (const day of days)
      ids.push(await customer(db, { ownerId: anna.id, grade: 'A', lastContact: `${day}T02:00:00Z` }, now));
    for (const day of ['2026-03-04', '2026-03-06', '2026-03-05', '2026-03-05', '2026-03-06', '2026-03-07'])
      await sweep(day);
    for (const [i, id] of ids.entries())
      expect(await tasksOf(db, id)).toMatchObject([{ due_on: addDays(days[i] as string, 3), state: 'open' }]);
  });

  const zones: [string, string[]][] = [
    // Both changes of 2026; half an hour on Lord Howe; none in Shanghai.
    ['America/New_York', ['2026-03-08', '2026-11-01']],
    ['Europe/London', ['2026-03-29', '2026-10-25']],
    ['Australia/Lord_Howe', ['2026-04-05', '2026-10-04']],
    ['Asia/Shanghai', ['2026-03-08', '2026-11-01']],
  ];
  it.each(zones)(
    'in %s raises each day’s task on its day, once, through the nights on which it changes',
    async (zone, nights) => {
      const { db } = database;
      await worksEveryDay(db, zone);
      for (const night of nights) {
        await sql`truncate task_event, task, follow_up_due, customer, sweep_day restart identity cascade`.execute(
          db,
        );
        const first = addDays(night, -2);
        const ids: number[] = [];
        const { rows } = await sql<{ at: Date }>`
          select (${addDays(first, -3)}::date + n * interval '1 day' + interval '12 hours') at time zone ${zone} as at
          from generate_series(0, 4) n`.execute(db);
        for (const { at } of rows)
          ids.push(await customer(db, { ownerId: anna.id, grade: 'A', lastContact: at.toISOString() }, at));
        // Every 20 minutes of the five days around it, and what day it was there when the task came.
        const start = Date.parse(`${addDays(first, -1)}T00:00:00Z`);
        const raisedOn: string[] = [];
        for (let at = start; at < start + 7 * 86_400_000; at += 20 * 60_000) {
          const { followUps } = await sweepFollowUps(db, new Date(at));
          if (followUps > 0)
            raisedOn.push(
              ...Array.from({ length: followUps }, () =>
                new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date(at)),
              ),
            );
        }
        expect(raisedOn).toEqual([0, 1, 2, 3, 4].map((n) => addDays(first, n)));
        for (const [n, id] of ids.entries())
          expect(await tasksOf(db, id)).toMatchObject([{ due_on: addDays(first, n) }]);
      }
    },
    120_000,
  );
});

describe('a new customer', () => {
  it('is told of on day 1 and again on day 7 when nothing was sent, and its follow-up takes over', async () => {
    const { db } = database;
    const id = await customer(
      db,
      { ownerId: anna.id, grade: 'C', since: '2026-03-02T02:00:00Z' },
      noon('2026-03-02'),
    );
    expect(await sweep('2026-03-02')).toMatchObject({ newCustomers: 0 });
    expect(await sweep('2026-03-03')).toMatchObject({ newCustomers: 1 });
    expect(await sweep('2026-03-03')).toMatchObject({ newCustomers: 0 });
    expect(await tasksOf(db, id)).toMatchObject([
      { kind: 'new-customer', due_on: '2026-03-03', detail: { check: 1, days: 1 } },
    ]);
    expect(await sweep('2026-03-08')).toMatchObject({ newCustomers: 0 });
    expect(await sweep('2026-03-09')).toMatchObject({ newCustomers: 1 });
    const [again, ...others] = await tasksOf(db, id);
    expect(others).toEqual([]);
    expect(again).toMatchObject({ detail: { check: 2, days: 7 }, state: 'open' });
    expect(again?.next_escalation_at?.getTime()).toBeLessThanOrEqual(Date.now());
    // Fifteen days without contact: one line for one customer.
    expect(await sweep('2026-03-17')).toMatchObject({ followUps: 1 });
    expect(await tasksOf(db, id)).toMatchObject([
      { kind: 'new-customer', state: 'closed', outcome: 'over' },
      { kind: 'follow-up', state: 'open' },
    ]);
    expect(await sweep('2026-06-01')).toMatchObject({ newCustomers: 0 });
  });

  it('is not told of once it was written to, nor on a day off', async () => {
    const { db } = database;
    const now = noon('2026-03-06');
    const written = await customer(db, { ownerId: anna.id, since: now.toISOString() }, now);
    await db.transaction().execute((tx) => contact(tx, written, '2026-03-06T05:00:00Z', now));
    const silent = await customer(db, { ownerId: anna.id, since: now.toISOString() }, now);
    await sql`update setting set value = value || '{"weekend": [6, 7]}' where key = 'calendar'`.execute(db);
    expect(await sweep('2026-03-07')).toMatchObject({ newCustomers: 0 });
    expect(await sweep('2026-03-08')).toMatchObject({ newCustomers: 0 });
    expect(await sweep('2026-03-09')).toMatchObject({ newCustomers: 1 });
    // Due on Saturday, raised on Monday: not late.
    expect(await tasksOf(db, silent)).toMatchObject([{ due_on: '2026-03-09' }]);
    expect(await tasksOf(db, written)).toEqual([]);
    await db.transaction().execute((tx) => contact(tx, silent, '2026-03-09T05:00:00Z', noon('2026-03-09')));
    expect(await tasksOf(db, silent)).toMatchObject([{ state: 'closed', outcome: 'contacted' }]);
  });

  it('that was there before the product looked at such is left to its interval', async () => {
    const { db } = database;
    const id = await customer(db, { ownerId: anna.id, since: '2026-03-02T02:00:00Z' }, noon('2026-03-02'));
    await sql`update follow_up_due set check_on = null`.execute(db);
    await db.transaction().execute((tx) => touchNextContact(tx, [id], noon('2026-03-03')));
    expect(await sweep('2026-03-10')).toMatchObject({ newCustomers: 0 });
  });
});

describe('once a working day', () => {
  it('S3-09 asks for records that were not gone through: 180 days, of grade A 90; a few at a time, the oldest first', async () => {
    const { db } = database;
    const now = noon('2026-09-01');
    const make = async (grade: 'A' | 'B', verified: string) => {
      const id = await customer(db, { ownerId: anna.id, grade, lastContact: '2026-09-01T00:00:00Z' }, now);
      await sql`update customer set verified_at = ${verified}::timestamptz where id = ${id}`.execute(db);
      return id;
    };
    const fresh = [await make('A', '2026-06-15'), await make('B', '2026-04-01')];
    const stale = [
      await make('A', '2026-05-01'),
      await make('B', '2026-01-01'),
      await make('B', '2026-01-02'),
      await make('B', '2025-12-01'),
      await make('B', '2026-01-03'),
    ];
    expect(await sweep('2026-09-01')).toMatchObject({ verifications: 3 });
    expect(await sweep('2026-09-01')).toMatchObject({ verifications: 0 });
    const open = async () =>
      (
        await sql<{ customer_id: number }>`
          select customer_id from task where kind = 'verify-profile' and state = 'open' order by 1`.execute(
          db,
        )
      ).rows.map((row) => row.customer_id);
    expect(await open()).toEqual([stale[0], stale[1], stale[3]]);
    await sql`update task set state = 'closed', outcome = 'dismissed', close_note = 'Known', closed_at = ${noon('2026-09-01')}
      where customer_id = ${stale[3]}`.execute(db);
    await sql`update task set closed_at = now() where state = 'closed'`.execute(db);
    // One more the next day, and not the one that a person has put aside.
    expect(await sweep('2026-09-02')).toMatchObject({ verifications: 1 });
    expect(await open()).toEqual([stale[0], stale[1], stale[2]]);
    for (const id of fresh) expect(await tasksOf(db, id, 'verify-profile')).toEqual([]);
  });

  it('leaves nothing with one who does not see the customer, however many come before him in the list', async () => {
    const { db } = database;
    const now = noon('2026-03-02');
    const id = await customer(db, { ownerId: anna.id }, now);
    await sql`
      with people as (
        insert into app_user (email, name, role)
        select 'many' || n || '@lindqvist.test', 'Many ' || n, 'salesperson' from generate_series(1, 501) n returning id)
      insert into task (kind, customer_id, assignee_id, title, subject_key, due_on, first_due_on)
      select 'todo', ${id}, id, 'Check', 'todo:' || id, '2026-03-05', '2026-03-05' from people`.execute(db);
    await sweep('2026-03-02');
    const doers = await tasksOf(db, id);
    expect(doers.length).toBeGreaterThanOrEqual(501);
    expect(new Set(doers.map(({ assignee_id }) => assignee_id))).toEqual(new Set([anna.id]));
    await sql`delete from app_user where name like 'Many %'`.execute(db);
  });

  it('tells of birthdays on the working day before at the latest, once a year, those of 29 February too', async () => {
    const { db } = database;
    await sql`update setting set value = value || '{"weekend": [6, 7]}' where key = 'calendar'`.execute(db);
    const id = await customer(
      db,
      { ownerId: anna.id, grade: 'D', lastContact: '2026-02-20T00:00:00Z' },
      noon('2026-02-20'),
    );
    const born = async (name: string, birthday: string) =>
      (
        await db
          .insertInto('contact')
          .values({ customer_id: id, name, birthday })
          .returning('id')
          .executeTakeFirstOrThrow()
      ).id;
    const leap = await born('Leap', '1980-02-29');
    const sunday = await born('Sunday', '1975-03-01');
    const monday = await born('Monday', '1990-03-02');
    const told: [string, unknown][] = [];
    for (let day = '2026-02-24'; day <= '2026-03-05'; day = addDays(day, 1)) {
      await sweep(day);
      await sweep(day);
      for (const task of await tasksOf(db, id, 'birthday'))
        if (!told.some(([key]) => key === `${task.subject_key}`)) told.push([task.subject_key, day]);
    }
    expect(told).toEqual([
      // Saturday the 28th and Sunday the 1st: on Friday.
      [`${leap}:2026`, '2026-02-27'],
      [`${sunday}:2026`, '2026-02-27'],
      [`${monday}:2026`, '2026-03-02'],
    ]);
    await sql`update task set state = 'closed', outcome = 'done', closed_at = now()`.execute(db);
    await sql`truncate sweep_day`.execute(db);
    expect(await sweep('2026-03-02')).toMatchObject({ birthdays: 0 });
    // The next year again; after a pause those of the last days, too.
    expect(await sweep('2027-03-02')).toMatchObject({ birthdays: 3 });
  });

  it('skips no birthday after some days without a scheduler, and tells of none long past', async () => {
    const { db } = database;
    const id = await customer(
      db,
      { ownerId: anna.id, grade: 'D', lastContact: '2026-06-01T00:00:00Z' },
      noon('2026-06-01'),
    );
    for (const day of ['06-03', '06-05', '06-08', '06-09'])
      await db
        .insertInto('contact')
        .values({ customer_id: id, name: day, birthday: `1980-${day}` })
        .execute();
    await sweep('2026-06-02');
    await sweep('2026-06-08');
    expect((await tasksOf(db, id, 'birthday')).map(({ detail }) => detail['on'])).toEqual([
      '2026-06-05',
      '2026-06-08',
    ]);
  });
});
