/** What leaders are told of by mail: exceptions when there are any, and the week on its first working day. */
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

const department = async (name: string): Promise<number> =>
  (await database.db.insertInto('department').values({ name }).returning('id').executeTakeFirstOrThrow()).id;

async function complain(
  customerId: number,
  what: string,
  complainedAt: string,
  assigneeId: number | null = null,
): Promise<void> {
  await sql`
    insert into complaint (customer_id, sort, severity, what, state, complained_at, opened_at, assignee_id, action_due_on, close_due_on)
    values (${customerId}, 'quality', 2, ${what}, ${assigneeId === null ? 'opened' : 'assigned'}, ${at(complainedAt)},
      ${at(complainedAt)}, ${assigneeId}, ${complainedAt.slice(0, 10)}, ${complainedAt.slice(0, 10)})`.execute(
    database.db,
  );
}

describe('the exceptions of a manager', () => {
  it('come at nine when there are any, of his people alone, and not else', async () => {
    const { db } = database;
    const [north, south] = [await department('North'), await department('South')];
    const boss = await addPerson(db, { role: 'manager', departmentId: north, locale: 'zh-CN' });
    const idle = await addPerson(db, { role: 'manager', departmentId: south });
    const anna = await addPerson(db, { name: '王芳', departmentId: north });
    const customer = await addCustomer(db, anna.id, {
      name: 'Lindqvist Tools',
      grade: 'A',
      keyAccount: true,
    });
    await addTask(db, anna.id, customer, {
      kind: 'answer',
      key: '1',
      dueOn: '2026-11-30',
      dueAt: at('2026-11-30T09:00:00Z'),
      level: 2,
    });
    await addTask(db, anna.id, await addCustomer(db, anna.id, { name: 'Nobody Told Ltd' }), {
      dueOn: '2026-11-30',
      level: 0,
    });
    await sendReminders(deps, at('2026-11-30T12:00:00Z'));
    await sendReminders(deps, at('2026-12-01T00:31:00Z'));
    expect(await queuedFor(db, boss.email)).toEqual([]);
    await sendReminders(deps, at('2026-12-01T01:00:10Z'));
    const [mail, ...more] = await queuedFor(db, boss.email);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      kind: 'reminder-exceptions',
      period: '2026-12-01',
      subject: '1 位客户未获回复',
    });
    expect(mail!.body_text).toContain('Lindqvist Tools · 重点客户 · A 级 · 超过回复时限 16 小时');
    expect(mail!.body_text).toContain('王芳');
    expect(mail!.body_text).not.toContain('Nobody Told');
    expect(await queuedFor(db, idle.email)).toEqual([]);
  });

  it('name an account whose mail is not archived, or not that of a folder, for a day and more', async () => {
    const { db } = database;
    const west = await department('Folders');
    const boss = await addPerson(db, { role: 'manager', departmentId: west });
    const owner = await addPerson(db, { name: 'Ines', departmentId: west });
    const add = async (address: string, facts: { code?: string; notKept?: boolean } = {}) =>
      (
        await db
          .insertInto('mail_account')
          .values({
            address,
            owner_id: owner.id,
            imap_host: 'imap.example',
            imap_port: 993,
            imap_security: 'tls',
            imap_user: address,
            secret_key_id: 'none',
            secret: Buffer.alloc(0),
            error_code: facts.code ?? null,
            error_since: facts.code === undefined ? null : at('2026-11-29T08:00:00Z'),
            not_kept_detail: facts.notKept ? '7 beyond the first 10000' : null,
            not_kept_since: facts.notKept ? at('2026-11-28T08:00:00Z') : null,
          })
          .returning('id')
          .executeTakeFirstOrThrow()
      ).id;
    const folder = async (accountId: number, path: string, since: string, skipped = false) =>
      db
        .insertInto('mailbox')
        .values({
          account_id: accountId,
          path,
          skip_reason: skipped ? 'chosen' : null,
          error_code: 'mailbox-unreadable',
          error_since: at(since),
        })
        .execute();
    await folder(await add('all@west.example', { code: 'wrong-password' }), 'INBOX', '2026-11-20T08:00:00Z');
    await folder(await add('part@west.example'), 'Orders', '2026-11-27T08:00:00Z');
    await add('many@west.example', { notKept: true });
    const well = await add('well@west.example');
    await folder(well, 'Left out', '2026-11-27T08:00:00Z', true);
    await folder(well, 'Just now', '2026-12-02T00:59:00Z');
    await sendReminders(deps, at('2026-12-01T12:00:00Z'));
    await sendReminders(deps, at('2026-12-02T01:00:10Z'));
    const [mail] = await queuedFor(db, boss.email);
    expect(mail?.subject).toBe('3 mailboxes need attention');
    const lines = mail!.body_text.split('\n').filter((line) => line.includes('Ines'));
    expect(lines.map((line) => line.replace(/, since .*?, /, ', … ').trim())).toEqual([
      'Ines, … a folder cannot be read',
      'Ines, … some folders are not archived',
      'Ines, … the password is wrong',
    ]);
    expect(mail!.body_text).not.toContain('well@west.example');
    await db.updateTable('mail_account').set({ state: 'removed' }).execute();
  });

  /** Another far date, of which this person has read in the product: the subjects of the next mornings' mails. */
  async function farNextRead(userId: number, customerId: number): Promise<string[]> {
    const { db } = database;
    await sql`update customer set next_contact_on = '2027-06-01' where id = ${customerId}`.execute(db);
    await sql`insert into notice (user_id, kind, dedupe_key, customer_id, detail, read_at)
      values (${userId}, 'next-date-far', ${`${customerId}:2027-06-01`}, ${customerId}, '{}', now())`.execute(
      db,
    );
    const { email } = await db
      .selectFrom('app_user')
      .select('email')
      .where('id', '=', userId)
      .executeTakeFirstOrThrow();
    const before = (await queuedFor(db, email)).length;
    await sendReminders(deps, at('2026-12-07T01:00:10Z'));
    return (await queuedFor(db, email))
      .slice(before)
      .filter(({ kind }) => kind === 'reminder-exceptions')
      .map(({ subject }) => subject);
  }

  it('tell of a date that is far off once', async () => {
    const { db } = database;
    const boss = await addPerson(db, { role: 'manager', departmentId: await department('West') });
    const { department_id: west } = await db
      .selectFrom('app_user')
      .select('department_id')
      .where('id', '=', boss.id)
      .executeTakeFirstOrThrow();
    const anna = await addPerson(db, { name: 'Anna', departmentId: west });
    const customer = await addCustomer(db, anna.id, {
      name: 'Much Later AG',
      grade: 'A',
      lastContact: at('2026-12-01T02:00:00Z'),
    });
    await sql`update customer set next_contact_on = '2027-05-01', next_contact_manual = true where id = ${customer}`.execute(
      db,
    );
    await sendReminders(deps, at('2026-12-02T12:00:00Z'));
    await sendReminders(deps, at('2026-12-03T01:00:10Z'));
    await sendReminders(deps, at('2026-12-04T01:00:10Z'));
    const mails = await queuedFor(db, boss.email);
    expect(mails.map(({ subject }) => subject)).toEqual(['1 date far off']);
    expect(mails[0]!.body_text).toContain('Anna · next date 1 May 2027, more than twice the usual interval');
    // The salesperson reads it too.
    expect((await queuedFor(db, anna.email)).map(({ subject }) => subject)).toEqual([
      '1 thing worth knowing',
    ]);
    // Nobody is written to about what he has read in the product.
    expect(await farNextRead(boss.id, customer)).toEqual([]);
  });
});

describe('S3-13 the weekly report', () => {
  it('has the new complaints and feedback of the week and the open ones by age, of his people alone', async () => {
    const { db } = database;
    const east = await department('East');
    const boss = await addPerson(db, { role: 'manager', departmentId: east });
    const anna = await addPerson(db, { name: 'Anna Example', departmentId: east });
    const customer = await addCustomer(db, anna.id, { name: 'Broken Valves BV' });
    await complain(customer, 'Thread strips at 12 Nm', '2026-12-03T03:00:00Z', anna.id);
    await complain(customer, 'Half of the boxes were wet', '2026-11-24T03:00:00Z');
    await complain(customer, 'Wrong colour for a month', '2026-10-20T03:00:00Z', anna.id);
    await complain(
      await addCustomer(db, null, { name: 'Not His Ltd' }),
      'Not his to read',
      '2026-12-03T03:00:00Z',
    );
    const activity = await db
      .insertInto('activity')
      .values({
        customer_id: customer,
        kind: 'note',
        state: 'done',
        done_at: at('2026-12-02T03:00:00Z'),
        content: 'A rival is 12 % cheaper',
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await sql`insert into market_problem (activity_id, difficulty, severity, noted_at)
      values (${activity.id}, 'price', 2, '2026-12-02T03:00:00Z')`.execute(db);
    await sendReminders(deps, at('2026-12-06T12:00:00Z'));
    await sendReminders(deps, at('2026-12-07T00:30:10Z'));
    await sendReminders(deps, at('2026-12-08T00:30:10Z'));
    const weekly = (await queuedFor(db, boss.email)).filter(({ kind }) => kind === 'reminder-weekly');
    expect(weekly).toHaveLength(1);
    const [mail] = weekly;
    expect(mail!.period).toBe('2026-12-07');
    expect(mail!.subject).toContain('1 new complaint');
    for (const body of [mail!.body_text, mail!.body_html]) {
      expect(body).toContain('Thread strips at 12 Nm');
      expect(body).toContain('Wrong colour for a month');
      expect(body).toContain('By age: up to 7 days 1, 8–14 days 1, 15–30 days 0, over 30 days 1.');
      expect(body).toContain('A rival is 12 % cheaper');
      expect(body).toContain('Anna Example');
      expect(body).not.toContain('Not his to read');
    }
    const text = mail!.body_text;
    expect(text.indexOf('Thread strips')).toBeLessThan(text.indexOf('Open complaints'));
    expect(text.indexOf('Wrong colour')).toBeLessThan(text.indexOf('Half of the boxes'));
  });

  it('of the owner is ten lines of Chinese at most', async () => {
    const { db } = database;
    const owner = await addPerson(db, { role: 'owner', locale: 'zh-CN' });
    await sendReminders(deps, at('2026-12-13T12:00:00Z'));
    await sendReminders(deps, at('2026-12-14T00:30:10Z'));
    const brief = (await queuedFor(db, owner.email)).find(({ kind }) => kind === 'reminder-brief');
    expect(brief!.subject).toMatch(/^一周简报：/);
    const lines = brief!.body_text.split('\n\n')[1]!.split('\n');
    expect(lines.length).toBeGreaterThan(5);
    // The address of the report is the tenth.
    expect(lines.length).toBeLessThanOrEqual(9);
    expect(lines.every((line) => /\p{Script=Han}/u.test(line))).toBe(true);
  });
});
