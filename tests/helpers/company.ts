/** A company for a test: database, Redis, Dovecot, data folder; ingest and scheduler run in the test's process. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IngestOptions, startIngest } from '@tradepost/ingest/ingest';
import { startScheduler } from '@tradepost/scheduler/scheduler';
import { type Config, loadConfig } from '@tradepost/core/config/config';
import { openSecretBox } from '@tradepost/core/secrets';
import { secretOwner } from '@tradepost/core/accounts/deps';
import { connectAccount } from '@tradepost/core/sync/connections';
import { loadActiveAccount } from '@tradepost/core/sync/load-account';
import { makeLogger } from '@tradepost/core/log';
import { verifyAccount } from '@tradepost/core/verify/verify-account';
import type { DB } from '@tradepost/db';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { type Dovecot, type MailUser, startDovecot } from './dovecot.ts';
import { createTestDatabase, type TestDatabase } from './postgres.ts';
import { startTestRedis } from './redis.ts';
import { waitFor } from './wait-for.ts';

export interface Company {
  readonly db: Kysely<DB>;
  readonly database: TestDatabase;
  readonly redis: Awaited<ReturnType<typeof startTestRedis>>;
  readonly dovecot: Dovecot;
  readonly config: Config;
  /** Environment for processes of their own. */
  readonly env: Record<string, string>;
  startServices(options?: IngestOptions): Promise<void>;
  stopServices(): Promise<void>;
  /** A new mail user, connected as an account. */
  connect(name?: string): Promise<{ accountId: number; user: MailUser }>;
  customer(
    name: string,
    options: { addresses?: string[]; domains?: string[]; ownerId?: number },
  ): Promise<number>;
  /** Until every mailbox of every account is wholly covered by a look that began after the call. */
  synced(): Promise<void>;
  verify(accountId: number): ReturnType<typeof verifyAccount>;
  stop(): Promise<void>;
}

/** @param own services that are not the usual ones. */
export async function startCompany(own: { database?: TestDatabase } = {}): Promise<Company> {
  const [database, redis, dovecot, dataDir] = await Promise.all([
    own.database ?? createTestDatabase(),
    startTestRedis(),
    startDovecot(),
    mkdtemp(join(tmpdir(), 'tp-company-')),
  ]);
  const env = {
    DATABASE_URL: database.url,
    REDIS_URL: redis.url,
    TRADEPOST_DATA: dataDir,
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
  };
  const config = loadConfig(env);
  const { db } = database;
  let running: { close(): Promise<void> }[] = [];
  const stopServices = async () => {
    const ending = running;
    running = [];
    await Promise.all(ending.map((service) => service.close()));
  };
  const company: Company = {
    db,
    database,
    redis,
    dovecot,
    config,
    env,
    async startServices(options) {
      running.push(await startIngest(config, options), await startScheduler(config));
    },
    stopServices,
    async connect(name) {
      const user = await dovecot.createUser(name);
      const secrets = await openSecretBox(config);
      const { keyId, sealed } = secrets.seal(secretOwner(user.address), user.password);
      const account = await db
        .insertInto('mail_account')
        .values({
          address: user.address,
          signed_in_at: new Date(),
          imap_host: dovecot.host,
          imap_port: dovecot.port,
          imap_security: 'none',
          imap_user: user.user,
          secret_key_id: keyId,
          secret: sealed,
          private_host_allowed: true,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return { accountId: account.id, user };
    },
    async customer(name, options) {
      const { id } = await db
        .insertInto('customer')
        .values({ name, owner_id: options.ownerId ?? null })
        .returning('id')
        .executeTakeFirstOrThrow();
      for (const domain of options.domains ?? [])
        await db.insertInto('customer_domain').values({ domain, customer_id: id }).execute();
      if (options.addresses !== undefined) {
        const contact = await db
          .insertInto('contact')
          .values({ customer_id: id, name })
          .returning('id')
          .executeTakeFirstOrThrow();
        for (const address of options.addresses)
          await db
            .insertInto('contact_address')
            .values({ address, contact_id: contact.id, customer_id: id })
            .execute();
      }
      return id;
    },
    async synced() {
      const since = new Date();
      await sql`update mail_account set next_attempt_at = now() where state = 'active'`.execute(db);
      await waitFor(async () => {
        const { rows } = await sql<{ waiting: number }>`
            select count(*) as waiting from mail_account a
            where a.state = 'active' and (
              a.last_success_at is null or a.last_success_at < ${since} or a.next_attempt_at <= a.last_success_at
              or exists (
                select 1 from mailbox b
                where b.account_id = a.id and b.kind = 'imap' and b.skip_reason is null and b.vanished_at is null
                  and not (b.covered @> int8multirange(int8range(1, greatest(b.uid_next, 1)))) ))`.execute(
          db,
        );
        return rows[0]?.waiting === 0;
      });
    },
    async verify(accountId) {
      return verifyAccount(
        { db, secrets: await openSecretBox(config), allowedMailHosts: [], log: makeLogger('test', 'silent') },
        accountId,
      );
    },
    async stop() {
      await stopServices();
      await Promise.allSettled([database.drop(), redis.stop(), dovecot.stop()]);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return company;
}

/** A session of the account's own, for a test that looks at the server as the product does. */
export async function openAccount(company: Company, accountId: number) {
  const login = await loadActiveAccount(company.db, accountId);
  if (login === null) throw new Error('the account is not active');
  return connectAccount(
    { secrets: await openSecretBox(company.config), allowedMailHosts: [], log: makeLogger('test', 'silent') },
    login,
  );
}
