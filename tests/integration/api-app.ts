/** The real app on a real Postgres and Redis, and people to call it as. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cookieName } from '@tradepost/api/auth/cookie';
import { type AppOptions, buildApp } from '@tradepost/api/app';
import type { ApiDeps } from '@tradepost/api/deps';
import type { Role } from '@tradepost/contract';
import { makeMailProbe } from '@tradepost/core/accounts/make-probe';
import { openPackStore } from '@tradepost/core/blobs/pack-store';
import { Notifier } from '@tradepost/core/events/notifier';
import { openParsePool } from '@tradepost/core/ingest/open-pool';
import { makeLogger } from '@tradepost/core/log';
import { Queues } from '@tradepost/core/queues/queues';
import { openMailReader } from '@tradepost/core/reader/open-reader';
import { SecretBox } from '@tradepost/core/secrets';
import { insertUser } from '@tradepost/core/users/create';
import { hashPassword } from '@tradepost/core/users/password';
import { startSession } from '@tradepost/core/users/session';
import type { DB } from '@tradepost/db';
import type { UserRow } from '@tradepost/db/queries/users';
import { Redis } from 'ioredis';
import type { Kysely } from 'kysely';
import { createTestDatabase, type TestDatabase } from '../helpers/postgres.ts';
import { startTestRedis, type TestRedis } from '../helpers/redis.ts';

type App = Awaited<ReturnType<typeof buildApp>>;
export type Reply = Awaited<ReturnType<App['inject']>>;

export const PUBLIC_URL = 'http://tradepost.test:8420';
export const PASSWORD = 'correct horse battery';

export interface TestApp {
  readonly app: App;
  readonly deps: ApiDeps;
  readonly database: TestDatabase;
  readonly redisServer: TestRedis;
  readonly dataDir: string;
  close(): Promise<void>;
}

interface TestAppOptions extends AppOptions {
  publicUrl?: string;
  webRoot?: string;
  trustProxy?: string[];
  /** Connects by another way, for faults. */
  connectTo?: (database: TestDatabase) => Kysely<DB> | Promise<Kysely<DB>>;
}

export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = await createTestDatabase();
  const redisServer = await startTestRedis();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'tradepost-api-'));
  const log = makeLogger('api-test', process.env['TEST_LOG'] ?? 'silent');
  const redis = new Redis(redisServer.url, { maxRetriesPerRequest: null, enableOfflineQueue: false });
  const ignore = () => {};
  redis.on('error', ignore);
  await new Promise<void>((resolve) => redis.once('ready', () => resolve()));
  const queues = new Queues(redis, ignore);
  const deps: ApiDeps = {
    config: {
      publicUrl: options.publicUrl ?? PUBLIC_URL,
      trustProxy: options.trustProxy ?? false,
      allowedMailHosts: ['127.0.0.1'],
    },
    db: (await options.connectTo?.(database)) ?? database.db,
    redis,
    secrets: new SecretBox(new Map([['test', randomBytes(32)]]), 'test'),
    notifier: new Notifier(queues, redis, log),
    probe: makeMailProbe({ allowedMailHosts: ['127.0.0.1'] }),
    blobs: await openPackStore(dataDir),
    reader: openMailReader(),
    pool: openParsePool({ parseThreads: 1 }),
    log,
    webRoot: options.webRoot ?? null,
  };
  const app = await buildApp(deps, options);
  await app.ready();
  return {
    app,
    deps,
    database,
    redisServer,
    dataDir,
    async close() {
      await app.close();
      await Promise.allSettled([queues.close(), deps.reader.close(), deps.pool.close(), deps.blobs.close()]);
      redis.disconnect();
      if (deps.db !== database.db) await deps.db.destroy();
      await redisServer.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export interface Person {
  readonly user: UserRow;
  readonly cookie: string;
  readonly csrfToken: string;
  /** A GET whose reply is a stream that does not end by itself. */
  open(url: string): Promise<Reply>;
  /** A request with this person's cookie and, for writes, the CSRF proof. */
  call(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    url: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<Reply>;
}

let people = 0;
/** argon2id is slow by design; people who never type their password share a hash. */
export const sharedHash = hashPassword(PASSWORD);

/** A user who is signed in. */
export async function makePerson(test: TestApp, role: Role, name?: string): Promise<Person> {
  const n = ++people;
  const user = await insertUser(
    test.deps.db,
    { email: `${role}-${n}@lindqvist.test`, name: name ?? `${role} ${n}`, role },
    await sharedHash,
  );
  return signedIn(test, user);
}

/** A new session of this user. */
export async function signedIn({ app, deps }: TestApp, user: UserRow): Promise<Person> {
  const { token, csrfToken } = await startSession(deps.db, user.id, { ip: null, userAgent: null });
  const cookie = `${cookieName(deps.config.publicUrl)}=${token}`;
  return {
    user,
    cookie,
    csrfToken,
    open: (url) => app.inject({ url, headers: { cookie }, payloadAsStream: true }) as Promise<Reply>,
    call: (method, url, body, headers = {}) =>
      app.inject({
        method,
        url,
        headers: {
          cookie,
          ...(method === 'GET' ? {} : { 'x-csrf-token': csrfToken }),
          ...(Buffer.isBuffer(body) ? { 'content-type': 'application/octet-stream' } : {}),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: body }),
      }) as Promise<Reply>,
  };
}
