/** The embedded Postgres: started on loopback, stopped with whoever started it. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { freePort } from './free-port.ts';
import { type GuardedProcess, startGuarded } from './guarded-process.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { type Cluster, openCluster } from './postgres-cluster.ts';
import { serviceUser } from './service-user.ts';
import { waitUntil } from './wait-until.ts';

export interface PostgresOptions {
  /** Folder that holds the cluster and its passwords; made when missing. */
  dir: string;
  /** Port on 127.0.0.1; a free one where none is given. */
  port?: number | undefined;
  /** Takes what the server logs. */
  output: (chunk: Buffer) => void;
  /** False for tests: a crash of the machine may lose data. */
  durable?: boolean;
  /** In place of the usual ones: for benchmarks of what a large machine is set up for. */
  settings?: Readonly<Record<string, string | number>>;
}

export interface PostgresServer {
  /** Of the database `tradepost`, as the role that owns it. */
  url: string;
  /** Of the database `postgres`, as the superuser. */
  adminUrl: string;
  port: number;
  pid: number;
  /** The data directory. */
  folder: string;
  exited: Promise<number>;
  /** Fast shutdown: sessions are ended, everything committed is on disk. */
  stop(): Promise<void>;
}

const DATABASE = 'tradepost';
/** Crash recovery replays the log before the server is ready; a large one takes its time. */
const READY_TIMEOUT_MS = 120_000;
/** A killed server's own children need a moment to notice, and its port one to be free. */
const ATTEMPTS = 5;

/**
 * Starts the server and returns when it answers; the database is there, not its tables.
 * @throws Error with the end of the server's log when it does not start.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const user = await serviceUser();
  const binaries = await postgresBinaries(user);
  const durable = options.durable ?? true;
  const cluster = await openCluster({ dir: options.dir, binaries, user, durable });
  try {
    for (let attempt = 1; ; attempt++) {
      const port = options.port ?? (await freePort());
      const log = new LastLines(options.output);
      const server = await startGuarded({
        name: 'Postgres',
        command: binaries.postgres,
        args: ['-D', cluster.path, ...settings(port, durable, options.settings)],
        env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
        cwd: '/',
        user: user && { uid: user.uid, gid: user.gid },
        stopSignal: 'SIGINT',
        graceSeconds: 60,
        output: log.sink,
        ...(cluster.handle ? { inherit: cluster.handle.fd } : {}),
      });
      if ((await outcome(cluster, server)) === 'ready') return await prepare(cluster, server, port);
      if (attempt === ATTEMPTS) throw new Error(`Postgres did not start:\n${log.text}`);
      // Nothing to wait on but time: what holds the port or the memory does not tell when it ends.
      await new Promise((resolve) => setTimeout(resolve, 200 * attempt));
    }
  } finally {
    await cluster.handle?.close();
  }
}

function settings(port: number, durable: boolean, others: PostgresOptions['settings'] = {}): string[] {
  const values: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    // TCP with a password only: the path of a socket has rights, and limits of length, of its own.
    unix_socket_directories: '',
    // The tests' is shared by companies that have pools of their own.
    max_connections: durable ? 100 : 200,
    shared_buffers: durable ? '256MB' : '64MB',
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    max_wal_size: '2GB',
    log_timezone: 'UTC',
    timezone: 'UTC',
    log_min_duration_statement: durable ? 2_000 : -1,
    password_encryption: 'scram-sha-256',
    ...(durable
      ? { synchronous_commit: 'on' }
      : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum_naptime: '1h' }),
    ...others,
  };
  return Object.entries(values).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
}

async function outcome(cluster: Cluster, server: GuardedProcess): Promise<'ready' | 'ended'> {
  let ended = false;
  void server.exited.then(() => {
    ended = true;
  });
  return waitUntil(
    async () => {
      if (ended) return 'ended';
      const lines = (await readFile(path.join(cluster.folder, 'postmaster.pid'), 'utf8')).split('\n');
      // The eighth line is what pg_ctl looks at, too.
      return Number(lines[0]) === server.pid && lines[7]?.trim() === 'ready' ? 'ready' : undefined;
    },
    { timeoutMs: READY_TIMEOUT_MS, what: 'Postgres to be ready' },
  );
}

async function prepare(cluster: Cluster, server: GuardedProcess, port: number): Promise<PostgresServer> {
  const { superuser, owner } = cluster.secrets;
  const adminUrl = `postgres://postgres:${superuser}@127.0.0.1:${port}/postgres`;
  try {
    await createDatabase(adminUrl, owner);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    url: `postgres://${DATABASE}:${owner}@127.0.0.1:${port}/${DATABASE}`,
    adminUrl,
    port,
    pid: server.pid,
    folder: cluster.folder,
    exited: server.exited,
    stop: () => server.stop(),
  };
}

/** The product works as an owner of its database, not as a superuser: no file, no program is in reach. */
async function createDatabase(adminUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const role = await client.query('select from pg_roles where rolname = $1', [DATABASE]);
    if (role.rowCount === 0)
      await client.query(`create role ${DATABASE} login password ${client.escapeLiteral(password)}`);
    const database = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (database.rowCount === 0) await client.query(`create database ${DATABASE} owner ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** Passes the log on, and keeps its end for the error message. */
class LastLines {
  text = '';
  readonly sink: (chunk: Buffer) => void;

  constructor(output: (chunk: Buffer) => void) {
    this.sink = (chunk) => {
      this.text = (this.text + chunk.toString()).slice(-4_000);
      output(chunk);
    };
  }
}
