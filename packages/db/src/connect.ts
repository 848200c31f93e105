/** Connections to Postgres that survive its restart. */
import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { PlanKeepingClient } from './kept-plans.ts';
import type { DB } from './schema.ts';

/** int8 → number. Every bigint column but those cast to text is an id, a count or a size below 2^53. */
function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint out of the safe range: ${text}`);
  return value;
}

const INT8 = 20;
const INT8_ARRAY: number = 1016;
const DATE = 1082;

/** A calendar day stays text, `YYYY-MM-DD`: as a moment it would move with the machine's time zone. */
const parseDay = (text: string) => text;

/** int8[] → numbers, by the same rule. */
const parseInt8Array = (text: string) =>
  (pg.types.getTypeParser(INT8_ARRAY, 'text')(text) as (string | null)[]).map((one) =>
    one === null ? null : parseInt8(one),
  );

const PARSERS: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [INT8, parseInt8],
  [INT8_ARRAY, parseInt8Array],
  [DATE, parseDay],
]);

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : PARSERS.get(oid)) ??
    pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
};

export interface ConnectOptions {
  /** postgres:// URL. */
  url: string;
  /** Name shown in pg_stat_activity. */
  applicationName: string;
  /** Most connections held at once. */
  max?: number;
  /** Milliseconds after which the server ends a statement. */
  statementTimeoutMs?: number;
  /** Told of connection faults outside any query; the pool replaces the connection by itself. */
  onError?: (error: Error) => void;
  /** Told of every statement that was sent; for tests and benchmarks that look at plans. */
  onQuery?: (query: CompiledQuery) => void;
}

/**
 * A pool with time-outs everywhere, and an error listener on every client: without it a Postgres
 * restart inside a transaction ends the process (57P01 arrives on a client that no query waits on).
 */
export function connect(options: ConnectOptions): Kysely<DB> {
  const pool = new pg.Pool({
    Client: PlanKeepingClient,
    connectionString: options.url,
    application_name: options.applicationName,
    max: options.max ?? 10,
    types,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    maxLifetimeSeconds: 1_800,
    keepAlive: true,
    statement_timeout: options.statementTimeoutMs ?? 60_000,
    lock_timeout: 30_000,
    // A process that is stopped in a transaction lets go of its locks before those who wait for them give up.
    idle_in_transaction_session_timeout: 20_000,
    query_timeout: (options.statementTimeoutMs ?? 60_000) + 10_000,
  });
  const onError = options.onError ?? (() => {});
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  const { onQuery } = options;
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    ...(onQuery === undefined ? {} : { log: (event) => onQuery(event.query) }),
  });
}
