/** The report of work done: who did what in a period, and how fast customers were answered. */
import type { WorkItem, WorkReport, WorkRow } from '@tradepost/contract';
import { WORK_LISTS } from '@tradepost/contract';
import { addDays, dayIn } from '@tradepost/core/calendar/days';
import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { countedAccount, look, makeCase } from './answers.ts';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { unique } from './api-mail.ts';

let test: TestApp;
let boss: Person;
let anna: Person;
let ben: Person;
beforeAll(async () => {
  test = await startTestApp();
  boss = await makePerson(test, 'owner', 'Boss');
  anna = await makePerson(test, 'salesperson', '=Anna()');
  ben = await makePerson(test, 'salesperson', 'Ben');
  // Every day is worked, round the clock: a time to answer is what the clock says.
  await boss.call('POST', '/api/v1/countries/CN/weekend', { weekend: [] });
  await sql`delete from holiday where country = 'CN'`.execute(test.deps.db);
  const hours = { from: '00:00', until: '00:00', break: null };
  await sql`insert into setting (key, value) values ('calendar', ${JSON.stringify({ hours })}::jsonb)`.execute(
    test.deps.db,
  );
});
afterAll(() => test.close());

/** A day of the company's, so many before the tests began: whatever the time of the year. */
const BEGUN = dayIn('Asia/Shanghai', new Date());
const ago = (days: number) => addDays(BEGUN, -days);
/** Also where the company's midnight comes while the tests run. */
const PERIOD = () => `from=${ago(90)}&to=${ago(-1)}`;
const report = async (who: Person, period = PERIOD()) =>
  (await who.call('GET', `/api/v1/work?${period}`)).json<WorkReport>();
const rowOf = async (who: Person, of: Person, period?: string) =>
  (await report(who, period)).rows.find(({ userId }) => userId === of.user.id) as WorkRow;
const list = async (who: Person, of: Person, name: string) =>
  (await who.call('GET', `/api/v1/work/items?${PERIOD()}&userId=${of.user.id}&list=${name}&limit=200`)).json<{
    items: WorkItem[];
  }>().items;

it('S3-02 the time to the answer of each mail is worked out and reported by salesperson', async () => {
  const account = await countedAccount(test, anna.user.id);
  for (const [asked, answered] of [
    [-50, -49],
    [-40, -36],
    [-30, -2],
    [-1, null],
  ] as const) {
    const one = await makeCase(test, anna, account);
    const mail = await one.asks({ at: asked });
    if (answered !== null) await one.writes({ at: answered, answers: mail });
  }
  await look(test);
  const row = await rowOf(boss, anna);
  expect(row).toMatchObject({ waits: 4, answered: 3, medianSeconds: 4 * 3600, kept: 2, late: 1, mails: 3 });
  const waits = await list(boss, anna, 'waits');
  expect(waits.map(({ seconds }) => seconds)).toEqual([null, 28 * 3600, 4 * 3600, 3600]);
  expect(waits[1]).toMatchObject({
    answeredByName: '=Anna()',
    text: 'Order',
    customerName: expect.any(String),
  });
  // A mail that waits past its moment is late before it is answered.
  await sql`update answer_wait set late_at = now() - interval '1 minute' where replied_at is null`.execute(
    test.deps.db,
  );
  expect(await rowOf(boss, anna)).toMatchObject({ late: 2 });
  expect(await list(boss, anna, 'late')).toHaveLength(2);
});

it('S4-B15 contacts, cards filed and market information are counted by salesperson and period, and every number opens', async () => {
  const { id } = (await ben.call('POST', '/api/v1/customers', { name: unique('Acme ') })).json<{
    id: number;
  }>();
  const call = {
    kind: 'call',
    state: 'done',
    doneAt: new Date().toISOString(),
    direction: 'outbound',
    content: 'Asked for the drawing',
  };
  expect((await ben.call('POST', `/api/v1/customers/${id}/activities`, call)).statusCode).toBeLessThan(300);
  await ben.call('POST', `/api/v1/customers/${id}/activities`, {
    ...call,
    kind: 'note',
    content: 'Likes tea',
  });
  const follow = (closed: string, due: string, moved: number) =>
    sql`
    insert into task (kind, customer_id, assignee_id, due_on, first_due_on, times_moved, state, outcome, closed_at)
    values ('follow-up', ${id}, ${ben.user.id}, ${due}, ${due}, ${moved}, 'closed', 'contacted', ${closed}::date + time '03:00')`.execute(
      test.deps.db,
    );
  await follow(ago(40), ago(40), 0);
  await follow(ago(38), ago(40), 1);
  await sql`insert into task_event (task_id, event, at) select id, 'put-off', ${ago(39)}::date from task where times_moved = 1`.execute(
    test.deps.db,
  );
  const account = await countedAccount(test, ben.user.id);
  const one = await makeCase(test, ben, account);
  const offer = await one.writes({ subject: 'Quotation' });
  await sql`insert into mail_mark (message_id, customer_id, kind, text, product, author_id, marked_by)
    values (${offer.id}, ${one.customerId}, 'quotation', 'USD 2.10', 'LED strip', ${ben.user.id}, ${boss.user.id})`.execute(
    test.deps.db,
  );
  await sql`insert into unified_item (message_id, account_id, blob_id, occurred_at, state, kind, author_id, contact_cards)
    select m.id, ${account.id}, m.blob_id, now(), 'filed', 'card-contact', ${ben.user.id}, 2 from message m where m.id = ${offer.id}`.execute(
    test.deps.db,
  );
  const news = await one.writes({ subject: 'Zinc is up' });
  await sql`insert into unified_item (message_id, account_id, blob_id, occurred_at, state, kind, author_id)
    select m.id, ${account.id}, m.blob_id, now(), 'filed', 'market-information', ${ben.user.id} from message m where m.id = ${news.id}`.execute(
    test.deps.db,
  );
  const row = await rowOf(boss, ben);
  expect(row).toMatchObject({
    contacts: 1,
    contactCards: 2,
    marketInformation: 1,
    followUpsOnTime: 1,
    followUpsLate: 1,
    putOff: 1,
    quotations: 1,
  });
  for (const name of WORK_LISTS) expect(await list(boss, ben, name), name).toHaveLength(row[name]);
  expect(await rowOf(boss, ben, `from=${ago(39)}&to=${ago(39)}`)).toMatchObject({
    followUpsOnTime: 0,
    followUpsLate: 0,
    putOff: 1,
    contacts: 0,
  });
  const { rows, total } = await report(boss);
  for (const key of ['contacts', 'mails', 'waits', 'kept', 'late', 'quotations', 'contactCards'] as const)
    expect(total[key]).toBe(rows.reduce((sum, one_) => sum + one_[key], 0));
});

it('S4-A5 what a salesperson filed in a period is a file to check a claim by, without formulas and on record', async () => {
  const csv = await boss.call('GET', `/api/v1/work/export?${PERIOD()}&format=csv`);
  expect(csv.statusCode).toBe(200);
  expect(csv.body.startsWith('\ufeff')).toBe(true);
  expect(csv.body).toContain("'=Anna()");
  expect(csv.body.split('\r\n')).toHaveLength((await report(boss)).rows.length + 3);
  const xlsx = await boss.call('GET', `/api/v1/work/export?${PERIOD()}&format=xlsx`);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(xlsx.rawPayload as unknown as ExcelJS.Buffer);
  const sheet = book.worksheets[0];
  expect(sheet?.getColumn(1).values).toContain('=Anna()');
  // Each number of the page stands in the file.
  const { customerCards, contactCards, marketInformation, contacts } = await rowOf(boss, ben);
  const line = sheet?.getRow((sheet.getColumn(1).values ?? []).indexOf('Ben')).values as unknown[];
  expect(line.slice(-3)).toEqual([customerCards, contactCards, marketInformation]);
  expect(contactCards).toBe(2);
  expect(line).toContain(contacts);
  const log = await sql<{
    n: number;
  }>`select count(*)::int as n from audit_log where action = 'work-report.exported'`.execute(test.deps.db);
  expect(log.rows).toEqual([{ n: 2 }]);
});

it('who leads nobody sees his own work alone; a period that ends before it begins is refused', async () => {
  expect((await report(ben)).rows).toMatchObject([{ userId: ben.user.id }]);
  expect(
    (await ben.call('GET', `/api/v1/work/items?${PERIOD()}&userId=${anna.user.id}&list=mails`)).statusCode,
  ).toBe(404);
  for (const period of [
    'from=2026-02-01&to=2026-01-01',
    'from=2020-01-01&to=2026-01-01',
    'from=2026-02-30&to=2026-03-01',
  ])
    expect((await boss.call('GET', `/api/v1/work?${period}`)).statusCode).toBe(400);
});

it('pages of a list meet no item twice and leave none out', async () => {
  const account = await countedAccount(test, anna.user.id);
  for (let i = 0; i < 5; i++) await (await makeCase(test, anna, account)).asks({ at: -3 });
  await look(test);
  const all = (await list(boss, anna, 'waits')).map(({ id }) => id);
  const seen: number[] = [];
  let cursor = '';
  do {
    const page = (
      await boss.call(
        'GET',
        `/api/v1/work/items?${PERIOD()}&userId=${anna.user.id}&list=waits&limit=2${cursor}`,
      )
    ).json<{ items: WorkItem[]; nextCursor: string | null }>();
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
  } while (cursor !== '');
  expect(seen).toEqual(all);
});
