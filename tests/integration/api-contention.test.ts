/** Writes beside reads that leave a record: nobody waits in a circle. */
import { appendAudit } from '@tradepost/core/audit/append';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { waitFor } from '../helpers/wait-for.ts';
import { makePerson, type Reply, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, makeCustomer } from './api-mail.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const record = (actorId: number | null) => ({
  actorId,
  action: 'message.read',
  subjectKind: 'message',
  subjectId: 1,
});

/**
 * Holds the audit log, as one who reads a mail does, until `write` has done all but its own record and waits;
 * then writes a record in the name of `actorId`.
 */
async function besideARecord(actorId: number, write: () => Promise<Reply>): Promise<Reply> {
  let reply: Promise<Reply> | undefined;
  await test.deps.db.transaction().execute(async (tx) => {
    await appendAudit(tx, record(null));
    reply = write();
    await waitFor(async () => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted
          and database = (select oid from pg_database where datname = current_database())`.execute(
        test.deps.db,
      );
      return (rows[0]?.n ?? 0) > 0;
    });
    await appendAudit(tx, record(actorId));
  });
  return reply as Promise<Reply>;
}

it('a change of people does not wait in a circle with the record of an administrator’s reading', async () => {
  const admin = await makePerson(test, 'admin');
  const clerk = await makePerson(test, 'reader');
  const reply = await besideARecord(admin.user.id, () =>
    admin.call('PATCH', `/api/v1/users/${clerk.user.id}`, { role: 'merchandiser' }),
  );
  expect(reply.statusCode).toBe(200);
});

it('a change of a mail account or a customer neither', async () => {
  const admin = await makePerson(test, 'admin');
  const account = await connectAccount(test, admin.user.id);
  const paused = await besideARecord(admin.user.id, () =>
    admin.call('POST', `/api/v1/mail-accounts/${account.id}/pause`),
  );
  expect(paused.statusCode).toBe(200);
  const customer = await makeCustomer(test, admin.user.id);
  const archived = await besideARecord(admin.user.id, () =>
    admin.call('DELETE', `/api/v1/customers/${customer.id}`),
  );
  expect(archived.statusCode).toBe(200);
});
