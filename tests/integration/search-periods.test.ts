/** Periods of the index: wide in a young archive, as they were in an older one, narrow where much mail comes. */
import { MOST_IN_PERIOD, narrowPeriods } from '@tradepost/db/queries/search-span';
import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { startCompany } from '../helpers/company.ts';

async function open() {
  const company = await startCompany();
  onTestFinished(() => company.stop());
  return company.db;
}
type Db = Awaited<ReturnType<typeof open>>;

const periodOf = async (db: Db, at: string) =>
  (await sql<{ week: number }>`select search_week(${at}::timestamptz) as week`.execute(db)).rows[0]?.week;

const putMails = (db: Db, count: number) =>
  sql`
  with thread as (insert into thread (created_at) values (now()) returning id),
  blob as (insert into blob (sha256, size, stored_size, codec) values (sha256('x'), 1, 1, 'raw')
    on conflict (sha256) do update set size = 1 returning id)
  insert into message (fingerprint, blob_id, thread_id, subject, occurred_at, direction, preview, size, attachment_count, has_html, parse_tier)
  select sha256(gen_random_uuid()::text::bytea), blob.id, thread.id, '', now() - interval '1 day', 'inbound', '', 1, 0, false, 'full'
  from thread, blob, generate_series(1, ${count}::int)`.execute(db);

it('are of four weeks, which have one name', async () => {
  const db = await open();
  const week = 604_800_000;
  const first = Math.floor(Date.UTC(2026, 0, 15) / week / 4) * 4;
  const at = (offset: number) => new Date((first + offset) * week).toISOString();
  expect(await Promise.all([0, 1.5, 3.99, 4, -0.01].map((offset) => periodOf(db, at(offset))))).toEqual([
    first,
    first,
    first,
    first + 4,
    first - 4,
  ]);
  expect(await periodOf(db, '1960-01-01T00:00:00Z')).toBe(0);
});

it('become weeks where much mail comes: from a period on that is empty yet', async () => {
  const db = await open();
  const now = (await periodOf(db, new Date().toISOString())) as number;
  await putMails(db, MOST_IN_PERIOD);
  expect(await narrowPeriods(db)).toBe(false);
  await putMails(db, 1);
  expect(await narrowPeriods(db)).toBe(true);
  expect(await narrowPeriods(db)).toBe(false);
  const inWeeks = (weeks: number) => new Date((now + weeks) * 604_800_000 + 1).toISOString();
  expect(await Promise.all([0, 3, 4, 7, 8, 9, 10].map((weeks) => periodOf(db, inWeeks(weeks))))).toEqual(
    [0, 0, 4, 4, 8, 9, 10].map((weeks) => now + weeks),
  );
});
