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
    expect(mail!.body_html).toContain('Brown &amp; Sons');
  });
});
