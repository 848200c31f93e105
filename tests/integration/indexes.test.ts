/** Statements whose cost must not grow with the archive use the index that was made for them (I11). */
import { findOwnAddresses } from '@tradepost/core/ingest/own-addresses';
import { listUnfiledSenders } from '@tradepost/db/queries/unfiled';
import { findDomainsInCommon } from '@tradepost/db/queries/suggestions';
import { MACHINE } from '@tradepost/core/users/viewer';
import { scopeOf } from '@tradepost/core/visibility/scope';
import { connect, type DB } from '@tradepost/db';
import { CompiledQuery, type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../helpers/postgres.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  await sql`insert into mail_account
      (address, aliases, imap_host, imap_port, imap_security, imap_user, secret_key_id, secret, signed_in_at)
    select 'seller' || n || '@own.example', array['alias' || n || '@own.example'], 'h', 993, 'tls', 'u', 'k', '\\x00', now()
    from generate_series(1, 3000) n`.execute(db);
  await sql`with b as (
      insert into blob (sha256, size, stored_size, codec)
      select sha256(n::text::bytea), 1, 1, 'raw' from generate_series(1, 30000) n returning id, sha256
    ), t as (insert into thread default values returning id)
    insert into message (fingerprint, blob_id, thread_id, subject, occurred_at, direction, preview, size, parse_tier)
    select b.sha256, b.id, t.id, 'x', now() - b.id * interval '1 minute', 'inbound', '', 1, 'full' from b, t`.execute(
    db,
  );
  await sql`with c as (insert into customer (name) values ('Many') returning id),
      k as (insert into contact (customer_id) select id from c returning id, customer_id)
    insert into contact_address (address, contact_id, customer_id)
    select 'p@firm' || n || '.example', k.id, k.customer_id from k, generate_series(1, 5000) n`.execute(db);
  for (const table of ['mail_account', 'message', 'contact_address'])
    await sql`analyze ${sql.table(table)}`.execute(db);
});
afterAll(() => database.drop());

/** Runs the work, and gives the plan of each statement it sent. */
async function plansOf(work: (db: Kysely<DB>) => Promise<unknown>): Promise<string> {
  const sent: CompiledQuery[] = [];
  const db = connect({
    url: database.url,
    applicationName: 'plans',
    max: 1,
    onQuery: (query) => void sent.push(query),
  });
  try {
    await work(db);
    const plans: string[] = [];
    for (const { sql: text, parameters } of sent.splice(0)) {
      const { rows } = await db.executeQuery<{ 'QUERY PLAN': string }>(
        CompiledQuery.raw(`explain ${text}`, [...parameters]),
      );
      plans.push(...rows.map((row) => row['QUERY PLAN']));
    }
    return plans.join('\n');
  } finally {
    await db.destroy();
  }
}

it('the unfiled list reads the newest mail from an index, and says when there is more', async () => {
  const scope = scopeOf(MACHINE);
  const plan = await plansOf(async (db) => {
    const { truncated } = await listUnfiledSenders(db, scope, { after: null, limit: 51 });
    expect(truncated).toBe(true);
  });
  expect(plan.match(/Index (Only )?Scan using message_occurred on message/g)).toHaveLength(2);
  expect(plan).not.toContain('Seq Scan on message ');
});

it('the own addresses of a batch are found by index among thousands of accounts', async () => {
  const asked = new Set(['alias7@own.example', 'SELLER9@own.example'.toLowerCase(), 'maria@acme.example']);
  const plan = await plansOf(async (db) => {
    const isOwn = await findOwnAddresses(db, asked);
    expect([...asked].map(isOwn)).toEqual([true, true, false]);
  });
  expect(plan).toContain('mail_account_aliases');
  expect(plan).toContain('mail_account_any_address');
  expect(plan).not.toContain('Seq Scan on mail_account');
});

it('domains in common are found by index among thousands of contacts', async () => {
  const plan = await plansOf((db) => findDomainsInCommon(db, ['firm7.example', 'firm8.example']));
  expect(plan).toContain('contact_address_domain');
  expect(plan).not.toContain('Seq Scan on contact_address');
});
