/** What a batch reads of the tables does not grow with the mailbox, though its plans were made when there was nothing in it. */
import { openPackStore } from '@tradepost/core/blobs/pack-store';
import { archiveBatch } from '@tradepost/core/ingest/archive-batch';
import { openParsePool } from '@tradepost/core/ingest/open-pool';
import { connect } from '@tradepost/db';
import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { startCompany } from '../helpers/company.ts';
import { mail } from '../helpers/mails.ts';
import { addAccount } from '../helpers/oracle.ts';

const MAILS = 20;
/** Each of the plans that a connection keeps is made in the first of them. */
const BATCHES = 30;
/** Nobody analyses the tables meanwhile: the tests' Postgres looks once an hour. */
const EARLY = 5;

it('reads as many rows for the thirtieth batch of a mailbox as for the fifth', async () => {
  const company = await startCompany();
  onTestFinished(() => company.stop());
  // One connection, so that every batch goes by the same plans.
  const db = connect({ url: company.config.databaseUrl, applicationName: 'test', max: 1 });
  onTestFinished(() => db.destroy());
  const pool = openParsePool({ parseThreads: 1 });
  onTestFinished(() => pool.close());
  const blobs = await openPackStore(company.config.dataDir);
  onTestFinished(() => blobs.close());

  const accountId = await addAccount(company, { port: 9, user: 'u', password: 'p' });
  const mailbox = await db
    .insertInto('mailbox')
    .values({ account_id: accountId, path: 'INBOX', uid_validity: 7, uid_next: 1 })
    .returning('id')
    .executeTakeFirstOrThrow();

  const rowsRead = async () => {
    await sql`select pg_stat_force_next_flush()`.execute(db);
    const { rows } = await sql<{ read: number }>`
      select sum(seq_tup_read + idx_tup_fetch)::float8 as read from pg_stat_user_tables`.execute(company.db);
    return rows[0]?.read ?? 0;
  };
  const reads: number[] = [];
  for (let batch = 0; batch < BATCHES; batch++) {
    const first = batch * MAILS + 1;
    const items = await Promise.all(
      Array.from({ length: MAILS }, async (_, i) => ({
        uid: first + i,
        internalDate: null,
        processed: await pool.process(
          Buffer.from(
            mail({
              from: `buyer${first + i}@acme.example`,
              to: 'b@b.example',
              subject: `Order ${first + i}`,
            }),
          ),
          { priority: 'new' },
        ),
      })),
    );
    const before = await rowsRead();
    await archiveBatch(
      { db, blobs, pool },
      { mailboxId: mailbox.id, uidValidity: 7, items, covered: `{[${first},${first + MAILS})}` },
    );
    reads.push((await rowsRead()) - before);
  }
  expect(reads[0]).toBeGreaterThan(MAILS);
  expect(reads.at(-1)).toBeLessThan(1.2 * (reads[EARLY] as number));
});
