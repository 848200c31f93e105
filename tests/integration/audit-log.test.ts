/** The audit log: append-only by rights of the database, in line, searchable, and proven whole. */
import { appendAudit } from '@tradepost/core/audit/append';
import { JOB_KINDS } from '@tradepost/core/jobs/kinds';
import { runJob } from '@tradepost/core/jobs/run-job';
import { isAuditLogProtected } from '@tradepost/db/queries/audit-search';
import { connect } from '@tradepost/db';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { makeCustomer } from './api-mail.ts';

let test: TestApp;
let owner: Person;
beforeAll(async () => {
  test = await startTestApp();
  owner = await makePerson(test, 'owner', 'Olga Owner');
});
afterAll(() => test.close());

interface AuditItem {
  id: number;
  action: string;
  actorName: string | null;
  subjectName: string | null;
  at: string;
}
async function search(query: string): Promise<AuditItem[]> {
  const reply = await owner.call('GET', `/api/v1/audit-log?${query}`);
  expect(reply.statusCode).toBe(200);
  return reply.json<{ items: AuditItem[] }>().items;
}

const record = (action: string, actorId: number | null = owner.user.id, subjectId: number | null = null) =>
  test.deps.db
    .transaction()
    .execute((tx) =>
      appendAudit(tx, { actorId, action, subjectKind: subjectId === null ? null : 'customer', subjectId }),
    );

async function verify(): Promise<{ records: number; brokenAt: number | null }> {
  expect((await owner.call('POST', '/api/v1/audit-log/verify')).statusCode).toBe(200);
  const job = await test.deps.db
    .selectFrom('background_job')
    .select('id')
    .where('kind', '=', 'verify-audit')
    .where('state', '=', 'queued')
    .executeTakeFirstOrThrow();
  await runJob(test.deps.db, JOB_KINDS, job.id, AbortSignal.timeout(30_000), () => {});
  return (await owner.call('GET', '/api/v1/audit-log/state')).json().verified;
}

describe('the product’s role in the database', () => {
  it.each([
    "update audit_log set action = 'x'",
    'delete from audit_log',
    'truncate audit_log',
    'alter table audit_log disable trigger all',
    'drop trigger audit_log_append_only on audit_log',
    'alter table audit_log rename to other',
    'alter table audit_log owner to current_user',
    'create trigger mine before insert on audit_log for each row execute function suppress_redundant_updates_trigger()',
    'create or replace function refuse_audit_change() returns trigger language plpgsql as $$ begin return old; end $$',
    'create rule mine as on insert to audit_log do instead nothing',
    'drop table audit_log cascade',
    'drop schema public cascade',
    'set role tradepost_audit',
    'grant tradepost_audit to current_user',
    'set session_replication_role = replica',
  ])('cannot: %s', async (statement) => {
    await record('test.kept');
    await expect(sql.raw(statement).execute(test.deps.db)).rejects.toMatchObject({
      code: expect.stringMatching(/^(42501|42809|2BP01)$/),
    });
  });

  it('is known to be so, and known not to be so where it owns the table', async () => {
    expect(await isAuditLogProtected(test.deps.db)).toBe(true);
    const superuser = connect({ url: test.database.adminUrl, applicationName: 'test', max: 1 });
    expect(await isAuditLogProtected(superuser)).toBe(false);
    await superuser.destroy();
    expect((await owner.call('GET', '/api/v1/audit-log/state')).json().protectedByRights).toBe(true);
  });

  it('adds only what follows the last record', async () => {
    await record('test.kept');
    const { db } = test.deps;
    const last = await db
      .selectFrom('audit_log')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    const gap = { ...last, detail: '{}', id: last.id + 2, prev_hash: last.hash };
    await expect(db.insertInto('audit_log').values(gap).execute()).rejects.toThrow(/does not follow/);
    const fork = { ...last, detail: '{}', id: last.id + 1, prev_hash: last.prev_hash };
    await expect(db.insertInto('audit_log').values(fork).execute()).rejects.toThrow(/does not follow/);
  });
});

describe('the proof', () => {
  it('holds, and names the record that someone with all rights has changed', async () => {
    for (let i = 0; i < 5; i++) await record('test.kept');
    const whole = await verify();
    expect(whole.brokenAt).toBeNull();
    const superuser = connect({ url: test.database.adminUrl, applicationName: 'test', max: 1 });
    const target = whole.records - 2;
    const before = await superuser
      .selectFrom('audit_log')
      .select('action')
      .where('id', '=', target)
      .executeTakeFirstOrThrow();
    await sql`alter table audit_log disable trigger user`.execute(superuser);
    await sql`update audit_log set action = 'test.forged' where id = ${target}`.execute(superuser);
    expect((await verify()).brokenAt).toBe(target);
    await sql`update audit_log set action = ${before.action} where id = ${target}`.execute(superuser);
    await sql`alter table audit_log enable trigger user`.execute(superuser);
    await superuser.destroy();
    expect((await verify()).brokenAt).toBeNull();
  });
});

describe('searching', () => {
  it('is asked from the last moment of a year that had a 60th second', async () => {
    const since = async (from: string) =>
      (await owner.call('GET', `/api/v1/audit-log?from=${from}&limit=1`)).json().items.length;
    expect(await since('2016-12-31T23:59:60Z')).toBe(1);
    expect(await since('2090-12-31T23:59:60Z')).toBe(0);
  });

  it('finds by who, what, whom and when, newest first, page by page', async () => {
    const admin = await makePerson(test, 'admin', 'Ada Admin');
    const customer = await makeCustomer(test, owner.user.id, { name: 'Acme Tools' });
    for (let i = 0; i < 5; i++)
      await record(`search.verb-${i % 2 === 0 ? 'a' : 'b'}`, admin.user.id, customer.id);
    const all = await search(`actorId=${admin.user.id}`);
    expect(all).toHaveLength(5);
    expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).sort((a, b) => b - a));
    expect(all[0]).toMatchObject({ actorName: 'Ada Admin', subjectName: 'Acme Tools' });
    expect(await search('action=search')).toHaveLength(5);
    expect(await search('action=search.verb-b')).toHaveLength(2);
    expect(await search('action=search.verb-b,search.verb-a')).toHaveLength(5);
    expect(await search('action=nothing-such,search')).toHaveLength(5);
    expect(await search(`subjectKind=customer&subjectId=${customer.id}`)).toHaveLength(5);
    expect(await search(`action=search&to=${all[4]!.at}`)).toHaveLength(0);
    // Two may be of the same millisecond.
    const since = all.filter(({ at }) => at >= all[1]!.at);
    expect((await search(`action=search&from=${all[1]!.at}`)).map(({ id }) => id)).toEqual(
      since.map(({ id }) => id),
    );
    const first = (await owner.call('GET', '/api/v1/audit-log?action=search&limit=2')).json();
    const second = await search(`action=search&limit=3&cursor=${encodeURIComponent(first.nextCursor)}`);
    expect([...first.items, ...second].map(({ id }: AuditItem) => id)).toEqual(all.map(({ id }) => id));
    expect((await owner.call('GET', '/api/v1/audit-log?action=x%25')).statusCode).toBe(400);
  });

  it('begins each filter at an index that has the order', async () => {
    await test.deps.db.transaction().execute(async (tx) => {
      // What the planner does with a long log, said for a short one.
      await sql`set local enable_seqscan = off`.execute(tx);
      await sql`set local enable_bitmapscan = off`.execute(tx);
      await sql`set local enable_sort = off`.execute(tx);
      for (const [where, index] of [
        ['true', 'audit_log_page'],
        ['actor_id = 1', 'audit_log_actor'],
        ["action = 'a.b'", 'audit_log_action'],
        ["split_part(action, '.', 1) = 'a'", 'audit_log_noun'],
        ["subject_kind = 'customer' and subject_id = '1'", 'audit_log_subject'],
      ]) {
        const { rows } = await sql
          .raw<{ 'QUERY PLAN': string }>(
            `explain select * from audit_log where ${where} order by at desc, id desc limit 51`,
          )
          .execute(tx);
        const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
        expect(plan).not.toContain('Sort');
        expect(plan).toContain(`Index Scan using ${index}`);
      }
    });
  });

  it('has on record what must be: sign-ins, roles, rights, deletions', async () => {
    const anna = await makePerson(test, 'salesperson');
    await test.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { email: anna.user.email, password: 'wrong password' },
    });
    await owner.call('PATCH', `/api/v1/users/${anna.user.id}`, { role: 'manager' });
    await owner.call('PATCH', '/api/v1/privacy', { managerReadsUnfiled: true });
    const customer = await makeCustomer(test, anna.user.id);
    await owner.call('PATCH', `/api/v1/customers/${customer.id}`, { ownerId: owner.user.id });
    await owner.call('DELETE', `/api/v1/customers/${customer.id}`);
    const actions = (await search('limit=50')).map(({ action }) => action);
    for (const action of [
      'session.refused',
      'user.changed',
      'privacy.changed',
      'customer.owner-changed',
      'customer.archived',
    ])
      expect(actions).toContain(action);
  });
});
