/**
 * `scripts/tradepost bench customers`: the customer list in its orders and filters, the duplicate check and the
 * customer's page, at sizes that show the growth, beside a primary-key lookup in the same run.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { connect, migrate, MigrationError } from '@tradepost/db';
import pg from 'pg';
import { startPostgres } from '../launch/postgres.ts';
import { type BenchCase, customerCases } from './customers-cases.ts';
import { buildCustomers, type CustomerData } from './customers-data.ts';
import { describeMachine } from './machine.ts';

export interface CustomersBenchOptions {
  /** Numbers of customers, each measured in turn. */
  readonly sizes?: readonly number[];
  readonly entriesEach?: number;
  /** Questions of each kind. */
  readonly rounds?: number;
  /** Keeps what was built for the next time. */
  readonly workDir?: string;
  readonly progress?: (line: string) => void;
}

export interface Measured {
  readonly group: string;
  readonly name: string;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export interface CustomersBenchResult {
  readonly entriesEach: number;
  readonly rounds: number;
  readonly sizes: readonly {
    readonly customers: number;
    readonly databaseBytes: number;
    readonly measured: readonly Measured[];
  }[];
  readonly machine: Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, string>>;
}

/** A quarter of a machine of 8 GB: what Postgres's manual says of a server of its own; the product takes 256 MB. */
const SHARED_BUFFERS = '2GB';
/** Of the statements that make the data: what was made by others is left where it is. */
const DATA = 2;
/** Questions before those that are counted: they fill the caches that a running product has full. */
const WARM_UP = 10;

export async function benchCustomers(options: CustomersBenchOptions = {}): Promise<CustomersBenchResult> {
  const { sizes = [100_000, 1_000_000], entriesEach = 20, rounds = 200, progress = () => {} } = options;
  const dir = path.join(options.workDir ?? path.join(os.tmpdir(), 'tradepost-bench'), 'customers');
  await mkdir(dir, { recursive: true });
  const server = await startPostgres({ dir, output: () => {}, settings: { shared_buffers: SHARED_BUFFERS } });
  try {
    const results: CustomersBenchResult['sizes'][number][] = [];
    for (const customers of sizes) {
      const name = await ready(server, dir, { customers, entriesEach }, progress);
      progress(`${customers}: filling the caches`);
      await warm(named(server.adminUrl, name));
      const db = connect({ url: named(server.url, name), applicationName: 'bench', max: 10 });
      try {
        const measured: Measured[] = [];
        for (const one of await customerCases(db, customers)) {
          progress(`${customers}: ${one.group}: ${one.name}`);
          measured.push(await measure(one, rounds));
        }
        results.push({ customers, databaseBytes: await sizeOf(named(server.url, name)), measured });
      } finally {
        await db.destroy();
      }
    }
    return {
      entriesEach,
      rounds,
      sizes: results,
      machine: describeMachine(),
      versions: {
        Node: process.versions.node,
        Postgres: `${await versionOf(server.url)}, shared_buffers ${SHARED_BUFFERS}`,
      },
    };
  } finally {
    await server.stop();
  }
}

/** @returns the name of a database of this size, brought to the newest version; built unless it is there. */
async function ready(
  server: { readonly url: string; readonly adminUrl: string },
  dir: string,
  data: CustomerData,
  progress: (line: string) => void,
): Promise<string> {
  const name = `bench_${data.customers}_${data.entriesEach}_${DATA}`;
  const marker = path.join(dir, `${name}.built`);
  if (existsSync(marker)) {
    try {
      const applied = await migrate(named(server.url, name));
      if (applied.length > 0) {
        progress(`${name}: statistics, after ${applied.join(', ')}`);
        await run(named(server.adminUrl, name), 'vacuum analyze');
      }
      return name;
    } catch (error) {
      if (!(error instanceof MigrationError)) throw error;
      progress(`${name} is of another version`);
    }
  }
  await rm(marker, { force: true });
  await run(server.adminUrl, `drop database if exists ${name} with (force)`);
  await run(server.adminUrl, `create database ${name} owner tradepost`);
  await migrate(named(server.url, name));
  await buildCustomers(named(server.adminUrl, name), data, (line) => progress(`building ${name}: ${line}`));
  await writeFile(marker, '');
  return name;
}

async function run(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

const named = (url: string, database: string) => Object.assign(new URL(url), { pathname: database }).href;

async function measure({ group, name, ask }: BenchCase, rounds: number): Promise<Measured> {
  const draw = drawer(`${group} ${name}`);
  const times: number[] = [];
  for (let i = -WARM_UP; i < rounds; i++) {
    const start = performance.now();
    await ask(draw);
    if (i >= 0) times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? Number.NaN;
  return { group, name, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** The same draws each time (mulberry32). */
function drawer(seed: string): (n: number) => number {
  let state = createHash('sha256').update(seed).digest().readUInt32LE();
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * n);
  };
}

/** What a product that has run for a day has in memory: customers, their texts and their indexes. */
async function warm(adminUrl: string): Promise<void> {
  await run(adminUrl, 'create extension if not exists pg_prewarm');
  await run(
    adminUrl,
    `select pg_prewarm(oid) from pg_class
      where relkind in ('r', 'i') and oid in (
        select c.oid from pg_class c where c.relname in ('customer', 'customer_text', 'contact_address', 'contact_channel')
        union all
        select i.indexrelid from pg_index i join pg_class c on c.oid = i.indrelid
        where c.relname in ('customer', 'customer_text', 'contact_address', 'contact_channel'))`,
  );
}

async function ask<T>(url: string, text: string): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows[0].value as T;
  } finally {
    await client.end();
  }
}
const sizeOf = async (url: string) =>
  Number(await ask<string>(url, 'select pg_database_size(current_database()) as value'));
const versionOf = (url: string) => ask<string>(url, `select current_setting('server_version') as value`);
