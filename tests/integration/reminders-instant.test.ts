/** What cannot wait is mailed a minute later, once, with all else that came in that minute. */
import { raiseNotice } from '@tradepost/core/notices/raise-notice';
import { sendInstant } from '@tradepost/core/reminder/send-instant';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../helpers/postgres.ts';
import { addCustomer, addPerson, queuedFor, REMINDER_URL } from '../helpers/reminders.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const raise = (userId: number, customerId: number, key: string, detail: Record<string, unknown> = {}) =>
  database.db.transaction().execute((tx) =>
    raiseNotice(tx, {
      userIds: [userId],
      kind: 'task-escalated',
      key,
      customerId,
      subject: { kind: 'task', id: 1 },
      detail: { taskKind: 'answer', userName: '王芳', level: 2, dueOn: '2026-12-01', ...detail },
    }),
  );
const send = (seconds: number) =>
  sendInstant(database.db, REMINDER_URL, new Date(Date.now() + seconds * 1_000));

describe('ten things in a minute', () => {
  it('are one mail, which comes when the minute is over', async () => {
    const { db } = database;
    const boss = await addPerson(db, { role: 'manager' });
    for (let n = 0; n < 10; n++) {
      const customer = await addCustomer(db, null, { name: `Harbour ${n} <b>Ltd</b>` });
      await raise(boss.id, customer, `key ${n}`);
    }
    expect(await send(30)).toBe(0);
    expect(await send(61)).toBe(1);
    expect(await send(120)).toBe(0);
    const mails = await queuedFor(db, boss.email);
    expect(mails).toHaveLength(1);
    expect(mails[0]!.subject).toBe('10 things that cannot wait');
    expect(mails[0]!.body_text).toContain('Harbour 7 <b>Ltd</b> still waits for an answer of 王芳');
    expect(mails[0]!.body_html).toContain('Harbour 7 &lt;b&gt;Ltd&lt;/b&gt; still waits');
    expect(mails[0]!.body_html).not.toContain('<b>Ltd');
  });

  it('are mailed once by any number of schedulers', async () => {
    const { db } = database;
    const people = await Promise.all([1, 2, 3, 4, 5].map(() => addPerson(db, { role: 'manager' })));
    const customer = await addCustomer(db, null);
    for (const { id } of people) for (let n = 0; n < 4; n++) await raise(id, customer, `many ${n}`);
    const sent = await Promise.all([send(61), send(61), send(61)]);
    expect(sent.reduce((sum, one) => sum + one, 0)).toBe(5);
    for (const { email } of people) expect(await queuedFor(db, email)).toHaveLength(1);
  });

  it('that were read in the product by then are not mailed', async () => {
    const { db } = database;
    const boss = await addPerson(db, { role: 'manager' });
    await raise(boss.id, await addCustomer(db, null), 'read');
    await sql`update notice set read_at = now() where user_id = ${boss.id}`.execute(db);
    expect(await send(61)).toBe(0);
  });

  it('are two prices to one customer as well, and not what was decided about them', async () => {
    const { db } = database;
    const boss = await addPerson(db, { role: 'manager' });
    const tell = (key: string, detail: Record<string, unknown>) =>
      db.transaction().execute((tx) =>
        raiseNotice(tx, {
          userIds: [boss.id],
          kind: 'quote-conflict',
          key,
          subject: { kind: 'quote-conflict', id: 7 },
          detail: { customerName: 'Harbour Ltd', product: 'LED strip', ...detail },
        }),
      );
    await tell('7:1', { ownerName: 'Anna', personName: 'Ben' });
    await tell('7:settled', { settled: true });
    expect(await send(61)).toBe(1);
    const [mail] = await queuedFor(db, boss.email);
    expect(mail!.subject).toBe('Two different prices to Harbour Ltd');
    expect(mail!.body_text).toContain('LED strip');
    expect(mail!.body_text).toContain('/collisions/quotes');
  });

  it('are not mailed to who has switched them off, and name no customer that he may not see', async () => {
    const { db } = database;
    const [quiet, stranger] = [await addPerson(db), await addPerson(db, { locale: 'zh-CN' })];
    const customer = await addCustomer(db, null, { name: 'Secret Harbour' });
    await sql`insert into reminder_choice (user_id, off) values (${quiet.id}, '{breach}')`.execute(db);
    await raise(quiet.id, customer, 'off');
    await raise(quiet.id, customer, 'on', { taskKind: 'follow-up' });
    await raise(stranger.id, customer, 'strange');
    expect(await send(61)).toBe(2);
    const [mail] = await queuedFor(db, quiet.email);
    expect(mail!.subject).toContain('is late');
    const [other] = await queuedFor(db, stranger.email);
    expect(other!.subject).toBe('一位客户 仍在等 王芳 回复');
    expect(other!.body_html).not.toContain('Secret Harbour');
  });
});
