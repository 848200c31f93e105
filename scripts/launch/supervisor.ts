/** Starts everything in order, keeps it running, and stops it in the reverse order. */
import { access, constants, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Demo, startDemo } from './demo.ts';
import { checkPort, waitForHealth } from './health.ts';
import { type InstanceLock, takeInstanceLock } from './instance-lock.ts';
import type { Kept } from './kept-service.ts';
import { migrateSealed } from './audit-rights.ts';
import { adminLink, migrateDatabase } from './prepare-database.ts';
import { productProcesses } from './processes.ts';
import { readRunFile, removeRunFile, writeRunFile } from './run-file.ts';
import { openPostgres, openRedisServer, type Service } from './services.ts';
import { type LaunchSettings, processEnvironment } from './settings.ts';
import { buildWeb } from './web-build.ts';

const HEALTH_TIMEOUT_MS = 60_000;

export interface SupervisorOptions {
  settings: LaunchSettings;
  demo: boolean;
  say: (line: string) => void;
}

/** Thrown through a start that is given up because we were asked to stop. */
class Stopped extends Error {}

export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #startedAt = new Date().toISOString();
  #lock: InstanceLock | undefined;
  #postgres: Service | undefined;
  #redis: Service | undefined;
  #processes: Kept[] = [];
  #demo: Demo | undefined;
  #env: Record<string, string> | undefined;
  readonly #stopAsked = new AbortController();
  #starting: Promise<void> = Promise.resolve();
  #stopping: Promise<void> | undefined;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  /**
   * Returns when the product is ready, or `stop` was called meanwhile.
   * @throws Error, after all is stopped again, when something does not start.
   */
  async start(): Promise<void> {
    this.#starting = this.#startAll().catch((error: unknown) => {
      if (!(error instanceof Stopped)) throw error;
    });
    try {
      await this.#starting;
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Everything, in the reverse order of its start; idempotent. */
  stop(): Promise<void> {
    this.#stopAsked.abort();
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #startAll(): Promise<void> {
    const { settings, say } = this.#options;
    const { config } = settings;
    await this.#openFolder();
    await this.#takeLock();
    await checkPort(config.host, config.port);
    await this.#openServices();
    this.#env = processEnvironment(settings, this.#urls());
    await this.#migrate();
    this.#goOn();
    // Its mail server comes before those who read it, else they find nobody and say so.
    if (this.#options.demo)
      this.#demo = await startDemo({
        ...this.#urls(),
        dataDir: config.dataDir,
        env: this.#env,
        publicUrl: config.publicUrl,
        log: say,
      });
    this.#goOn();
    await this.#startProcesses(this.#env);
    this.#goOn();
    await this.#welcome();
  }

  async #openFolder(): Promise<void> {
    const { dataDir } = this.#options.settings.config;
    try {
      // When we are root, the user that Postgres runs as must pass through the folder; what is in it is for
      // its owner only.
      process.umask(0o022);
      await mkdir(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
      process.umask(0o077);
      await access(dataDir, constants.W_OK);
    } catch (error) {
      throw new Error(
        `Tradepost cannot keep its data in ${dataDir} (${(error as NodeJS.ErrnoException).code ?? String(error)}): it must be a folder in which the user that runs Tradepost may write. TRADEPOST_DATA names another.`,
        { cause: error },
      );
    }
  }

  /** In a Postgres of ours the audit log is sealed after it; in another one its administrator does so. */
  async #migrate(): Promise<void> {
    const { databaseUrl } = this.#urls();
    const run = () => migrateDatabase(databaseUrl, this.#options.say);
    const adminUrl = this.#postgres?.adminUrl;
    if (adminUrl === undefined) return run();
    const { pathname, username } = new URL(databaseUrl);
    await migrateSealed({ adminUrl, database: pathname.slice(1), role: username }, run);
  }

  async #takeLock(): Promise<void> {
    const { dataDir } = this.#options.settings.config;
    this.#lock = takeInstanceLock(dataDir);
    if (this.#lock !== undefined) return;
    const other = await readRunFile(dataDir);
    const who =
      other === undefined ? 'It is just starting' : `It is process ${other.pid}, at ${other.publicUrl}`;
    throw new Error(
      `Tradepost already runs on the data in ${dataDir}. ${who}. Stop that one first, or give another folder with TRADEPOST_DATA and another PORT.`,
    );
  }

  async #openServices(): Promise<void> {
    const { settings, say } = this.#options;
    const options = {
      settings,
      say,
      logDir: this.#logDir(),
      changed: () => void this.#tell().catch((error: unknown) => say(String(error))),
    };
    // All are let end before a failure of one is passed on, so that `stop` finds those that run.
    const outcomes = await Promise.allSettled([
      openPostgres(options).then((service) => {
        this.#postgres = service;
      }),
      openRedisServer(options).then((service) => {
        this.#redis = service;
      }),
      buildWeb(say, this.#stopAsked.signal),
    ]);
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    this.#goOn();
  }

  async #startProcesses(env: Record<string, string>): Promise<void> {
    const { settings, say } = this.#options;
    this.#processes = productProcesses({
      env,
      logDir: this.#logDir(),
      say,
      changed: () => void this.#tell().catch((error: unknown) => say(String(error))),
    });
    for (const each of this.#processes) await each.start();
    await this.#tell();
    if (!this.#processes.some((each) => each.name === 'api')) return say('This copy has no api (apps/api).');
    const { host, port } = settings.config;
    const stopped = () => this.#stopping !== undefined;
    if (!(await waitForHealth(host, port, { timeoutMs: HEALTH_TIMEOUT_MS, stopped })))
      say(`The api does not answer yet; it says why in ${path.join(this.#logDir(), 'api.log')}.`);
    this.#goOn();
  }

  async #welcome(): Promise<void> {
    const { config } = this.#options.settings;
    const link = await adminLink(this.#urls().databaseUrl, config.publicUrl);
    const lines = [
      '',
      `Tradepost is ready: ${config.publicUrl}`,
      ...(link === null
        ? []
        : ['', 'Create the first administrator with this link (it works once):', `  ${link}`]),
      ...(this.#demo === undefined ? [] : ['', ...this.#demo.lines]),
      '',
      `Data: ${config.dataDir}   Stop: Ctrl-C`,
    ];
    for (const line of lines) this.#options.say(line);
  }

  async #stopAll(): Promise<void> {
    // A start under way ends at its next step; what it has started by then is what we stop.
    await this.#starting.catch(() => undefined);
    await Promise.all(this.#processes.map((each) => each.stop()));
    await this.#demo?.stop();
    await this.#redis?.kept?.stop();
    await this.#postgres?.kept?.stop();
    if (this.#lock === undefined) return;
    await removeRunFile(this.#options.settings.config.dataDir);
    this.#lock.release();
  }

  /** What the command line needs to work beside us. */
  async #tell(): Promise<void> {
    if (this.#env === undefined) return;
    const { config } = this.#options.settings;
    const running = [this.#postgres?.kept, this.#redis?.kept, ...this.#processes];
    const processes = running.flatMap((each) =>
      each?.pid === undefined ? [] : [[each.name.toLowerCase(), each.pid] as const],
    );
    await writeRunFile(config.dataDir, {
      pid: process.pid,
      startedAt: this.#startedAt,
      publicUrl: config.publicUrl,
      env: this.#env,
      keyFromEnvironment: config.key !== null,
      processes: Object.fromEntries(processes),
    });
  }

  #urls(): { databaseUrl: string; redisUrl: string } {
    if (this.#postgres === undefined || this.#redis === undefined) throw new Stopped();
    return { databaseUrl: this.#postgres.url, redisUrl: this.#redis.url };
  }

  #logDir(): string {
    return path.join(this.#options.settings.config.dataDir, 'logs');
  }

  #goOn(): void {
    if (this.#stopping !== undefined) throw new Stopped();
  }
}
