/**
 * `scripts/tradepost bench search-notmuch`: the same mailbox archived by the real processes and indexed by notmuch; what each
 * finds for the same words, and how long it takes.
 */
import { rmSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createUser } from '@tradepost/core/users/create';
import type { DB } from '@tradepost/db';
import { type Kysely, sql } from 'kysely';
import { startDovecot } from '../launch/dovecot.ts';
import { freePort } from '../launch/free-port.ts';
import { findProgram } from '../launch/host-env.ts';
import { waitUntil } from '../launch/wait-until.ts';
import { type ApiClient, signIn } from './api-client.ts';
import { generateMailbox, mailboxName, type MailboxOptions } from './generate.ts';
import { describeMachine, versionOf } from './machine.ts';
import { type Notmuch, openNotmuch } from './notmuch.ts';
import { startOwnServices } from './own-services.ts';
import { timeMbsync, timeNotmuch } from './references.ts';
import { median } from './report.ts';
import { type Difference, explainDifferences } from './search-notmuch-differences.ts';
import { NOTMUCH_CASES } from './search-notmuch-cases.ts';
import { ingestMailbox } from './tradepost-run.ts';

export interface NotmuchBenchOptions extends MailboxOptions {
  readonly rounds?: number;
  readonly workDir?: string;
  readonly timeoutSeconds?: number;
  readonly progress?: (line: string) => void;
}

export interface ComparedSearch {
  readonly kind: string;
  readonly query: string;
  /** Mails that each finds. */
  readonly ours: number;
  readonly theirs: number;
  readonly both: number;
  readonly differences: readonly Difference[];
  /** Medians, milliseconds. */
  readonly oursMs: number;
  readonly notmuchMs: number;
}

export interface NotmuchBenchResult {
  readonly messages: number;
  readonly rounds: number;
  readonly searches: readonly ComparedSearch[];
  /** Of a command of notmuch that asks nothing. */
  readonly startMs: number;
  readonly machine: Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, string>>;
}

const DEFAULT_ROUNDS = 7;
const DEFAULT_TIMEOUT_SECONDS = 900;
const USER = 'bench@bench-export.example';
const OWNER = { email: 'owner@bench-export.example', password: 'a long enough password' };

/** @throws Error where Dovecot, Redis, mbsync or notmuch is not installed, or an ingest takes too long. */
export async function benchSearchNotmuch(options: NotmuchBenchOptions = {}): Promise<NotmuchBenchResult> {
  const { rounds = DEFAULT_ROUNDS, progress = () => {} } = options;
  const timeoutMs = (options.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000;
  const workDir = options.workDir ?? path.join(os.tmpdir(), 'tradepost-bench');
  const serverDir = path.join(workDir, mailboxName(options));
  const scratch = path.join(workDir, `notmuch-${process.pid}`);
  const [mbsync, program] = [findProgram('mbsync'), findProgram('notmuch')];
  if (mbsync === undefined || program === undefined)
    throw new Error('mbsync or notmuch is not installed (on Debian: apt-get install isync notmuch).');
  await mkdir(scratch, { recursive: true });
  const leaveNothing = () => rmSync(scratch, { recursive: true, force: true });
  process.once('exit', leaveNothing);
  progress('Generating the mailbox');
  const mailbox = await generateMailbox(path.join(serverDir, 'mail', USER), options);
  const dovecot = await startDovecot({ dir: serverDir, durable: false });
  const services = await startOwnServices(path.join(scratch, 'tradepost'));
  try {
    const user = await dovecot.createUser(USER);
    const pulled = path.join(scratch, 'pulled');
    progress('notmuch');
    await timeMbsync(mbsync, dovecot, user, pulled);
    await timeNotmuch(program, pulled);
    progress('Tradepost');
    await ingestMailbox(services, dovecot, user, mailbox.messages, timeoutMs);
    await waitUntil(() => isSettled(services.db), { timeoutMs, intervalMs: 500, what: 'texts of files' });
    await sql`vacuum analyze`.execute(services.db);
    const api = await startApi(services);
    const notmuch = openNotmuch(program, pulled);
    const found = await compareFound(services.db, api, notmuch, progress);
    progress('timing');
    const times = await time(api, notmuch, rounds);
    return {
      messages: mailbox.messages,
      rounds,
      searches: found.map((one, i) => ({ ...one, ...(times.searches[i] as Times) })),
      startMs: times.startMs,
      machine: describeMachine(),
      versions: {
        Node: process.versions.node,
        notmuch: await versionOf('notmuch'),
        Postgres: await serverVersion(services.db),
      },
    };
  } finally {
    await services.stop();
    await dovecot.stop();
    await rm(scratch, { recursive: true, force: true });
    process.removeListener('exit', leaveNothing);
  }
}

/** Every file was read and joined its mails; every customer's change has reached its mails. */
async function isSettled(db: Kysely<DB>): Promise<boolean> {
  const { rows } = await sql<{ settled: boolean }>`
    select not exists (select from attachment_lead) and not exists (select from search_text_lead)
      and not exists (select from search_lead) and not exists (select from background_job where state in ('queued', 'running'))
      as settled`.execute(db);
  return rows[0]?.settled ?? false;
}

async function serverVersion(db: Kysely<DB>): Promise<string> {
  const { rows } = await sql<{
    version: string;
  }>`select current_setting('server_version') as version`.execute(db);
  return rows[0]?.version ?? 'unknown';
}

async function startApi(services: Awaited<ReturnType<typeof startOwnServices>>): Promise<ApiClient> {
  const port = String(await freePort());
  await createUser(services.db, { ...OWNER, name: 'Owner', role: 'owner' });
  await services.start('api', 'listening', { PORT: port });
  return signIn(`http://127.0.0.1:${port}`, OWNER.email, OWNER.password);
}

async function compareFound(
  db: Kysely<DB>,
  api: ApiClient,
  notmuch: Notmuch,
  progress: (line: string) => void,
) {
  const { rows } = await sql<{ id: number; message_id: string }>`
    select id, rfc_message_id as message_id from message where rfc_message_id is not null`.execute(db);
  const idOf = new Map(rows.map((row) => [row.message_id, row.id]));
  const found: Omit<ComparedSearch, keyof Times>[] = [];
  for (const one of NOTMUCH_CASES) {
    progress(one.ours);
    const [ours, names] = await Promise.all([
      api.allMessages(one.ours),
      notmuch.ids(one.notmuch ?? one.ours),
    ]);
    const theirs = new Set([...names].flatMap((name) => idOf.get(name) ?? []));
    found.push({
      kind: one.kind,
      query: one.ours,
      ours: ours.size,
      theirs: theirs.size,
      both: ours.intersection(theirs).size,
      differences: await explainDifferences(db, one, ours.difference(theirs), theirs.difference(ours)),
    });
  }
  return found;
}

interface Times {
  readonly oursMs: number;
  readonly notmuchMs: number;
}

/** In turn, so that a noisy machine moves both. */
async function time(api: ApiClient, notmuch: Notmuch, rounds: number) {
  const searches: Times[] = [];
  const starts: number[] = [];
  for (const { ours, notmuch: theirs = ours } of NOTMUCH_CASES) {
    const [oursMs, notmuchMs]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      oursMs.push(await api.time(ours));
      notmuchMs.push(await notmuch.time(theirs));
    }
    starts.push(await notmuch.timeStart());
    searches.push({ oursMs: median(oursMs), notmuchMs: median(notmuchMs) });
  }
  return { searches, startMs: median(starts) };
}
