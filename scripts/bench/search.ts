/**
 * `scripts/tradepost bench search`: searches over archives of growing size, with permissions and snippets, as the api asks
 * for them.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { connect, migrate } from '@tradepost/db';
import pg from 'pg';
import { startPostgres } from '../launch/postgres.ts';
import { describeMachine } from './machine.ts';
import { type SearchCase, searchCases } from './search-cases.ts';
import { type BuildTimes, buildSearchData } from './search-data.ts';

export interface SearchBenchOptions {
  readonly sizes?: readonly number[];
  readonly rounds?: number;
  readonly workDir?: string;
  /** Only cases whose name has this in it. */
  readonly only?: string;
  readonly progress?: (line: string) => void;
}

export interface MeasuredSearch extends Pick<SearchCase, 'name' | 'query' | 'who' | 'kind'> {
  readonly rows: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export interface SearchBenchResult {
  readonly rounds: number;
  readonly sizes: readonly {
    readonly mails: number;
    readonly build: BuildTimes;
    readonly indexBytes: number;
    readonly docBytes: number;
    readonly measured: readonly MeasuredSearch[];
  }[];
  readonly machine: Readonly<Record<string, string>>;
}

/** What Postgres's manual says of a server of its own on a machine of 8 GB. */
const SHARED_BUFFERS = '2GB';
const WARM_UP = 5;

export async function benchSearch(options: SearchBenchOptions = {}): Promise<SearchBenchResult> {
  const { sizes = [100_000, 1_000_000, 3_000_000], rounds = 50, only = '', progress = () => {} } = options;
  const dir = path.join(options.workDir ?? path.join(os.tmpdir(), 'tradepost-bench'), 'search');
  await mkdir(dir, { recursive: true });
  const server = await startPostgres({ dir, output: () => {}, settings: { shared_buffers: SHARED_BUFFERS } });
  try {
    const results: SearchBenchResult['sizes'][number][] = [];
    for (const mails of sizes) {
      const { name, build } = await ready(server, dir, mails, progress);
      const url = named(server.adminUrl, name);
      progress(`${mails}: filling the caches`);
      await ask(url, 'create extension if not exists pg_prewarm');
      await ask(
        url,
        `select sum(pg_prewarm(c)) from unnest(array['search_doc', 'search_doc_tokens', 'message', 'message_pkey']::regclass[]) c`,
      );
      const db = connect({ url: named(server.url, name), applicationName: 'bench', max: 10 });
      try {
        const measured: MeasuredSearch[] = [];
        for (const one of await searchCases(db)) {
          if (!one.name.includes(only)) continue;
          progress(`${mails}: ${one.name}`);
          measured.push(await measure(one, rounds));
        }
        const size = async (what: string) => Number(await ask(url, `select ${what} as value`));
        results.push({
          mails,
          build,
          indexBytes: await size(`pg_relation_size('search_doc_tokens')`),
          docBytes: await size(
            `pg_total_relation_size('search_doc') - pg_relation_size('search_doc_tokens')`,
          ),
          measured,
        });
      } finally {
        await db.destroy();
      }
    }
    return { rounds, sizes: results, machine: describeMachine() };
  } finally {
    await server.stop();
  }
}

async function ready(
  server: { readonly url: string; readonly adminUrl: string },
  dir: string,
  mails: number,
  progress: (line: string) => void,
): Promise<{ readonly name: string; readonly build: BuildTimes }> {
  const name = `search_${mails}`;
  const marker = path.join(dir, `${name}.json`);
  if (existsSync(marker)) {
    const build = JSON.parse(await readFile(marker, 'utf8')) as BuildTimes;
    await migrate(named(server.url, name));
    return { name, build };
  }
  await rm(marker, { force: true });
  await ask(server.adminUrl, `drop database if exists ${name} with (force)`);
  await ask(server.adminUrl, `create database ${name} owner tradepost`);
  await migrate(named(server.url, name));
  const build = await buildSearchData(named(server.adminUrl, name), mails, (line) =>
    progress(`building ${name}: ${line}`),
  );
  await writeFile(marker, JSON.stringify(build));
  return { name, build };
}

async function measure(
  { name, query, who, kind, ask: run }: SearchCase,
  rounds: number,
): Promise<MeasuredSearch> {
  const times: number[] = [];
  let rows = 0;
  for (let i = -WARM_UP; i < rounds; i++) {
    const start = performance.now();
    rows = await run();
    if (i >= 0) times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? Number.NaN;
  return { name, query, who, kind, rows, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

async function ask(url: string, text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ value: unknown }>(text);
    return rows[0]?.value;
  } finally {
    await client.end();
  }
}

const named = (url: string, database: string) => Object.assign(new URL(url), { pathname: database }).href;
