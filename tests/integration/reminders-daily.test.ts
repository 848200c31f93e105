/** I8: the morning mail goes out once, whatever the clock, the machine and the schedulers do; and says what is so. */
import { sendReminders } from '@tradepost/core/reminder/send-reminders';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../helpers/postgres.ts';
import { addCustomer, addPerson, addTask, queuedFor, reminderDeps } from '../helpers/reminders.ts';

let database: TestDatabase;
let deps: ReturnType<typeof reminderDeps>;
const at = (moment: string) => new Date(moment);

beforeAll(async () => {
  database = await createTestDatabase();
  deps = reminderDeps(database.db);
});
afterAll(() => database.drop());

/** The evening before, so that tomorrow's moment is planned. */
const EVE = at('2026-11-30T12:00:00Z');
/** Half past eight in Shanghai. */
const MORNING = at('2026-12-01T00:30:00Z');
const DAY = '2026-12-01';

it('S1-13 the morning mail says whom to contact, by which way he likes to be reached and what time it is there', async () => {
  const { db } = database;
  const bea = await addPerson(db, { name: 'Bea' });
  const own = await addCustomer(db, bea.id, { name: 'Weber AG', contact: 'Maria Weber', channel: 'phone' });
  const ofCompany = await addCustomer(db, bea.id, {
    name: 'Rossi Srl',
    contact: 'Carlo',
    channel: 'whatsapp',
  });
  await db
    .updateTable('contact')
    .set({ preferred_channel: 'wechat' })
    .where('customer_id', '=', own)
    .execute();
  await db.updateTable('customer').set({ country: 'US', time_zone: null }).where('id', '=', own).execute();
  await db
    .updateTable('customer')
    .set({ country: 'US', time_zone: null, region: 'Texas' })
    .where('id', '=', ofCompany)
    .execute();
  for (const customer of [own, ofCompany]) await addTask(db, bea.id, customer, { dueOn: DAY });
  await sendReminders(deps, EVE);
  await sendReminders(deps, MORNING);
  const [mail] = await queuedFor(db, bea.email);
  for (const body of [mail!.body_text, mail!.body_html])
    for (const words of [
      'Maria Weber, likes WeChat',
      'US, 16:30–19:30 there (several time zones)',
      'Carlo, likes WhatsApp',
      'US, 18:30 there',
    ])
      expect(body).toContain(words);
});

describe('S0-10 on the day that customers are due', () => {
  it('one mail lists them, and nothing of a customer already contacted that morning', async () => {
    const { db } = database;
    const anna = await addPerson(db, { name: 'Anna' });
    const due = await addCustomer(db, anna.id, { name: 'Lindqvist Tools', grade: 'B' });
    const late = await addCustomer(db, anna.id, { name: 'Brown & Sons', grade: 'C' });
    const called = await addCustomer(db, anna.id, { name: 'Already Called GmbH', grade: 'A' });
    for (const [customer, dueOn] of [
      [due, DAY],
      [late, '2026-11-27'],
      [called, DAY],
    ] as const)
      await addTask(db, anna.id, customer, { dueOn });
    await sendReminders(deps, EVE);
    expect(await queuedFor(db, anna.email)).toEqual([]);
    // At eight, before the mail.
    await sql`update customer set last_contact_at = ${at('2026-12-01T00:05:00Z')} where id = ${called}`.execute(
      db,
    );
    await sendReminders(deps, MORNING);
    await sendReminders(deps, at('2026-12-01T00:30:05Z'));
    await sendReminders(deps, at('2026-12-01T03:00:00Z'));
    const mails = await queuedFor(db, anna.email);
    expect(mails).toHaveLength(1);
    const [mail] = mails;
    expect(mail).toMatchObject({ kind: 'reminder-daily', period: DAY, recipient_id: anna.id });
    expect(mail!.subject).toBe('1 for today, 1 overdue');
    for (const body of [mail!.body_text, mail!.body_html]) {
      expect(body).toContain('Lindqvist Tools');
      expect(body).toContain(`https://crm.example.com/customers/${late}`);
      expect(body).not.toContain('Already Called');
    }
    expect(mail!.body_text).toContain('4 days late');
    // A line for each thing that can be done, in that order; the title's own address is that of the last.
    const act = String.raw`https://crm\.example\.com/act/[\w.-]+\?do=`;
    const lines = ['Done', 'Tomorrow', 'Next week'].map(
      (label, index) => `   ${label}: ${act}${['done', 'tomorrow', 'next-week'][index]}\n`,
    );
    for (const customer of [late, due])
      expect(mail!.body_text).toMatch(
        new RegExp(`\n${lines.join('')}   Open: https://crm\\.example\\.com/customers/${customer}\n`),
      );
    expect(mail!.body_text.match(/customers\/\d+/g)).toHaveLength(2);
    expect(mail!.body_html).toContain('Brown &amp; Sons');
  });
});

/** A person with one thing to do on every day of the year. */
async function busy(person: Parameters<typeof addPerson>[1] = {}) {
  const someone = await addPerson(database.db, person);
  const customer = await addCustomer(database.db, someone.id, { name: `Customer of ${someone.email}` });
  await addTask(database.db, someone.id, customer, { dueOn: '2026-01-05' });
  return someone;
}
const periods = async (email: string) => (await queuedFor(database.db, email)).map(({ period }) => period);
const tick = (moment: string) => sendReminders(deps, at(moment));

describe('the morning of each person', () => {
  it('is on his own clock, on working days of the company, and at the hour and on the days of his choice', async () => {
    const { db } = database;
    const shanghai = await busy();
    const lima = await busy({ timeZone: 'America/Lima' });
    const chosen = await busy();
    await sql`insert into reminder_choice (user_id, morning, weekdays) values (${chosen.id}, '07:15', '{6}')`.execute(
      db,
    );
    await tick('2026-12-03T12:00:00Z');
    // Friday in Shanghai, then in Lima.
    await tick('2026-12-04T00:30:01Z');
    expect([await periods(shanghai.email), await periods(lima.email)]).toEqual([['2026-12-04'], []]);
    await tick('2026-12-04T13:30:01Z');
    expect(await periods(lima.email)).toEqual(['2026-12-04']);
    // Saturday at a quarter past seven in Shanghai: only who has chosen it.
    await tick('2026-12-04T23:14:00Z');
    expect(await periods(chosen.email)).toEqual([]);
    await tick('2026-12-04T23:15:01Z');
    expect(await periods(chosen.email)).toEqual(['2026-12-05']);
    await tick('2026-12-05T00:31:00Z');
    await tick('2026-12-05T14:00:00Z');
    expect([await periods(shanghai.email), await periods(lima.email)]).toEqual([
      ['2026-12-04'],
      ['2026-12-04'],
    ]);
  });

  it('is left out on a holiday that is entered the evening before', async () => {
    const { db } = database;
    const anna = await busy();
    await tick('2026-11-11T12:00:00Z');
    await sql`insert into holiday (country, day, yearly, name_en, name_zh, kind)
      values ('CN', '2026-11-12', false, 'Office move', '搬迁', 'holiday')`.execute(db);
    await tick('2026-11-12T00:30:01Z');
    expect(await periods(anna.email)).toEqual([]);
    await sql`delete from holiday where day = '2026-11-12'`.execute(db);
    await tick('2026-11-13T00:30:01Z');
    expect(await periods(anna.email)).toEqual(['2026-11-13']);
  });

  it('is not written about where there is nothing to do, or where he has switched it off', async () => {
    const { db } = database;
    const idle = await addPerson(db);
    const off = await busy();
    await sql`insert into reminder_choice (user_id, off) values (${off.id}, '{daily}')`.execute(db);
    await tick('2026-12-08T12:00:00Z');
    await tick('2026-12-09T00:31:00Z');
    expect([await periods(idle.email), await periods(off.email)]).toEqual([[], []]);
    // The company demands it: then he gets it all the same.
    await sql`insert into setting (key, value) values ('reminders', '{"rules": {"daily": "required"}}')`.execute(
      db,
    );
    await tick('2026-12-09T12:00:00Z');
    await tick('2026-12-10T00:31:00Z');
    expect(await periods(off.email)).toEqual(['2026-12-10']);
    await sql`delete from setting where key = 'reminders'`.execute(db);
  });
});

describe('the clock and the machine', () => {
  it.each([
    // The nights on which the clocks change: every day once, at half past eight of the wall.
    [
      'America/New_York',
      ['2026-03-06', '2026-03-07', '2026-03-08', '2026-03-09'],
      ['13:30', '13:30', '12:30', '12:30'],
    ],
    [
      'Europe/London',
      ['2026-10-23', '2026-10-24', '2026-10-25', '2026-10-26'],
      ['07:30', '07:30', '08:30', '08:30'],
    ],
    [
      'Australia/Lord_Howe',
      ['2026-04-03', '2026-04-04', '2026-04-05', '2026-04-06'],
      ['21:30', '21:30', '22:00', '22:00'],
    ],
  ])('that changes to and from summer time in %s sends one each morning', async (timeZone, days, utc) => {
    const { db } = database;
    const anna = await busy({ timeZone });
    await sql`insert into reminder_choice (user_id, weekdays) values (${anna.id}, '{1,2,3,4,5,6,7}')`.execute(
      db,
    );
    const first = Date.parse(`${days[0]}T00:00:00Z`) - 18 * 3_600_000;
    for (let hour = 0; hour < 5 * 24; hour++) await sendReminders(deps, new Date(first + hour * 3_600_000));
    const mails = await queuedFor(db, anna.email);
    expect(mails.map(({ period }) => period).filter((period) => days.includes(period))).toEqual(days);
    expect(new Set(mails.map(({ period }) => period)).size).toBe(mails.length);
    const { rows } = await sql<{ at: string }>`
      select to_char(next_at at time zone 'UTC', 'HH24:MI') as at from reminder_schedule where user_id = ${anna.id}`.execute(
      db,
    );
    expect(rows[0]!.at).toBe(utc[3]);
  });

  it('that goes back an hour sends nothing twice', async () => {
    const anna = await busy();
    await tick('2026-12-15T12:00:00Z');
    for (const moment of ['00:30:01', '00:45:00', '23:59:00'].map((time) => `2026-12-16T${time}Z`)) {
      await tick(moment);
      await tick(new Date(at(moment).getTime() - 3_600_000).toISOString());
      await tick(moment);
    }
    expect(await periods(anna.email)).toEqual(['2026-12-16']);
    await tick('2026-12-17T00:30:01Z');
    expect(await periods(anna.email)).toEqual(['2026-12-16', '2026-12-17']);
  });

  it('that was months ahead for a while sends each morning afterwards', async () => {
    const anna = await busy();
    await tick('2026-12-17T12:00:00Z');
    await tick('2027-03-10T02:00:00Z');
    expect(await periods(anna.email)).toEqual(['2027-03-10']);
    await tick('2026-12-17T12:05:00Z');
    await tick('2026-12-18T00:30:01Z');
    await tick('2026-12-21T00:30:01Z');
    expect(await periods(anna.email)).toEqual(['2027-03-10', '2026-12-18', '2026-12-21']);
  });

  it('that was off in the morning sends while it is of use that day, and leaves out what is past', async () => {
    const [late, tooLate] = [await busy(), await busy({ timeZone: 'Asia/Tokyo' })];
    await tick('2026-12-21T12:00:00Z');
    // Off for two days, on again on Thursday at 18:00 in Shanghai, 19:00 in Tokyo.
    await tick('2026-12-24T10:00:00Z');
    expect(await periods(late.email)).toEqual(['2026-12-24']);
    expect(await periods(tooLate.email)).toEqual([]);
    await tick('2026-12-25T00:30:01Z');
    expect(await periods(late.email)).toEqual(['2026-12-24', '2026-12-25']);
    expect(await periods(tooLate.email)).toEqual(['2026-12-25']);
  });

  it('and a hundred people and three schedulers at once: each gets one', async () => {
    const { db } = database;
    const people = [];
    for (let n = 0; n < 120; n++) people.push(await busy());
    await tick('2026-12-28T12:00:00Z');
    const moment = at('2026-12-29T00:30:01Z');
    await Promise.all([
      sendReminders(deps, moment),
      sendReminders(deps, moment),
      sendReminders(deps, moment),
    ]);
    await sendReminders(deps, moment);
    const rows = await db
      .selectFrom('outbox_mail')
      .select('to_address')
      .where('period', '=', '2026-12-29')
      .where(
        'to_address',
        'in',
        people.map(({ email }) => email),
      )
      .execute();
    expect(rows).toHaveLength(120);
  });
});

describe('one mail that cannot be made', () => {
  it('holds up no other, and is tried again', async () => {
    const { db } = database;
    const [first, bad, last] = [await busy(), await busy(), await busy()];
    await tick('2026-12-29T12:00:00Z');
    await sql`update app_user set time_zone = 'Nowhere/Atlantis' where id = ${bad.id}`.execute(db);
    await sql`delete from reminder_lead`.execute(db);
    await tick('2026-12-30T00:30:01Z');
    expect([await periods(first.email), await periods(bad.email), await periods(last.email)]).toEqual([
      ['2026-12-30'],
      [],
      ['2026-12-30'],
    ]);
    await sql`update app_user set time_zone = 'Asia/Shanghai' where id = ${bad.id}`.execute(db);
    await sql`delete from reminder_lead`.execute(db);
    await tick('2026-12-30T00:40:00Z');
    expect(await periods(bad.email)).toEqual(['2026-12-30']);
  });
});
