/** What refers to customers and contacts, and what a merge does with it; merges and undos at random lose nothing. */
import { mergedColumns } from '@tradepost/core/merge/fields';
import { REFERENCES_OF, type Reference } from '@tradepost/core/merge/references';
import { mergeCustomers } from '@tradepost/core/merge/merge-customers';
import { undoMerge } from '@tradepost/core/merge/undo';
import { JOB_KINDS } from '@tradepost/core/jobs/kinds';
import { runJob } from '@tradepost/core/jobs/run-job';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMINISTRATOR } from '../helpers/actors.ts';
import { startTestApp, type TestApp } from './api-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

describe.each(['customer', 'contact'] as const)('every reference to a %s', (table) => {
  it('is one of which a merge knows what to do', async () => {
    const { rows } = await sql<{ name: string }>`
      select k.conrelid::regclass || '.' || a.attname as name
      from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any(k.conkey)
      where k.contype = 'f' and k.confrelid = ${table}::regclass`.execute(test.deps.db);
    expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(REFERENCES_OF[table]).sort());
  });

  it('moves by a key that tells the rows of one apart, and minds every unique index', async () => {
    const moving = Object.entries<Reference>(REFERENCES_OF[table]).filter(([, { does }]) => does === 'moves');
    for (const [name, reference] of moving) {
      const [of, column] = name.split('.') as [string, string];
      const { rows } = await sql<{ columns: string[] }>`
        select array_agg(a.attname::text order by a.attname) as columns
        from pg_index i cross join unnest(i.indkey::smallint[]) as key(n)
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = key.n
        where i.indrelid = ${of}::regclass and i.indisunique group by i.indexrelid`.execute(test.deps.db);
      const key = reference.does === 'moves' ? reference.key : '';
      const clash = reference.does === 'moves' ? (reference.clash?.columns ?? []) : [];
      const uniques = rows.map(({ columns }) => columns);
      expect(
        uniques.some((columns) => columns.every((each) => each === key || each === column)),
        `${name} is told apart by ${key}`,
      ).toBe(true);
      // A unique index with the reference in it can refuse the move.
      for (const columns of uniques.filter((list) => list.includes(column)))
        expect(clash.slice().sort(), `${name} clashes`).toEqual(columns.filter((each) => each !== column));
    }
  });
});

it('says of every column of a customer and of a contact whose value a merge takes', async () => {
  const OWN = {
    customer: `id batch_at owner_id created_by created_at updated_at archived_at completeness verified_at verified_by reviewed_at
      reviewed_by owned_since pooled_at pool_reason former_owner_id last_entry_at last_inbound_at last_outbound_at
      last_contact_at last_mail_at merged_into_id grade_at next_contact_on next_contact_manual
      suppliers lacks`,
    contact: 'id customer_id created_at is_main invalid_at invalid_reason merged_into_id',
  };
  for (const table of ['customer', 'contact'] as const) {
    const { rows } = await sql<{ name: string }>`
      select attname::text as name from pg_attribute
      where attrelid = ${table}::regclass and attnum > 0 and not attisdropped`.execute(test.deps.db);
    const known = [...mergedColumns(table), ...OWN[table].split(/\s+/)];
    expect(rows.map(({ name }) => name).sort()).toEqual(known.sort());
  }
});

describe('merges and undos at random', () => {
  it('lose no entry of a timeline and make none twice, whatever their order (I2)', async () => {
    const { db } = test.deps;
    const random = seeded(20_261_122);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const customers: number[] = [];
    for (let n = 0; n < 6; n++) {
      const { id } = await db
        .insertInto('customer')
        .values({ name: `Customer ${n}` })
        .returning('id')
        .executeTakeFirstOrThrow();
      customers.push(id);
    }
    await makeHistory(customers, random);
    const before = await snapshot();
    const open: number[] = [];
    for (let step = 0; step < 40; step++) {
      if (open.length > 0 && random() < 0.45) {
        const id = pick(open);
        try {
          await undoMerge(test.deps, ADMINISTRATOR, id);
          open.splice(open.indexOf(id), 1);
        } catch (error) {
          // Out of turn: what it was merged into is merged itself.
          expect(error).toMatchObject({ code: 'conflict' });
        }
      } else {
        try {
          open.push(
            await mergeCustomers(test.deps, ADMINISTRATOR, pick(customers), { sourceId: pick(customers) }),
          );
        } catch (error) {
          expect(['conflict', 'invalid-request']).toContain((error as { code: string }).code);
        }
      }
      if (random() < 0.5) await runJobs();
      expect(await doubles()).toEqual([]);
    }
    for (let turn = 0; open.length > 0; turn++) {
      const id = open.toSorted((a, b) => b - a)[turn % open.length] as number;
      await undoMerge(test.deps, ADMINISTRATOR, id).then(
        () => open.splice(open.indexOf(id), 1),
        (error: unknown) => expect(error).toMatchObject({ code: 'conflict' }),
      );
    }
    await runJobs();
    expect(await snapshot()).toEqual(before);
  });

  /** Mails of one and of several customers, activities, contacts. */
  async function makeHistory(customers: readonly number[], random: () => number): Promise<void> {
    const { db } = test.deps;
    for (let n = 0; n < 60; n++) {
      const concerned = customers.filter(() => random() < 0.3);
      if (concerned.length === 0) continue;
      await sql`with b as (
          insert into blob (sha256, size, stored_size, codec)
          values (sha256(${`random ${n}`}::bytea), 1, 1, 'raw') returning id, sha256
        ), t as (insert into thread default values returning id
        ), m as (
          insert into message (fingerprint, blob_id, thread_id, subject, occurred_at, direction, preview, size, parse_tier)
          select b.sha256, b.id, t.id, 'x', now() - ${n} * interval '1 hour', 'inbound', '', 1, 'full' from b, t
          returning id, occurred_at
        ), f as (
          insert into filing (message_id, customer_id, rule, confidence)
          select m.id, c, 'manual', 1 from m, unnest(${concerned}::bigint[]) as c
        )
        insert into timeline_entry (customer_id, occurred_at, kind, direction, message_id)
        select c, m.occurred_at, 'mail', 'inbound', m.id from m, unnest(${concerned}::bigint[]) as c`.execute(
        db,
      );
    }
    for (const id of customers) {
      await sql`insert into contact (customer_id, name) values (${id}, 'Maria')`.execute(db);
      await sql`with x as (
          insert into activity (customer_id, kind, state, done_at) values (${id}, 'call', 'done', now())
          returning id, customer_id, done_at)
        insert into timeline_entry (customer_id, occurred_at, kind, activity_id)
        select customer_id, done_at, 'activity', id from x`.execute(db);
    }
  }

  /** Entries and filings by customer, without what merges themselves tell. */
  async function snapshot() {
    const { rows } = await sql`
      select te.customer_id, te.kind, te.message_id, te.activity_id from timeline_entry te
      where te.kind <> 'event' union all
      select f.customer_id, 'filing', f.message_id, null from filing f where f.undone_at is null union all
      select k.customer_id, 'contact', k.id, null from contact k
      order by 1, 2, 3, 4`.execute(test.deps.db);
    return rows;
  }

  async function doubles() {
    const { rows } = await sql`
      select customer_id, message_id from timeline_entry where message_id is not null
      group by 1, 2 having count(*) > 1`.execute(test.deps.db);
    return rows;
  }

  async function runJobs(): Promise<void> {
    const { db } = test.deps;
    for (;;) {
      const { rows } = await sql<{ id: number }>`
        select id from background_job where state in ('queued', 'running') order by id limit 1`.execute(db);
      const [job] = rows;
      if (job === undefined) return;
      await runJob(db, JOB_KINDS, job.id, new AbortController().signal, () => {});
    }
  }
});

/** mulberry32: the same numbers in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
