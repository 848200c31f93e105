/**
 * `scripts/tradepost bench ingest`: the whole ingest of a large mailbox, timed in turn with mbsync pulling
 * the same mailbox and notmuch indexing what it pulled. Also `node scripts/bench/ingest.ts`.
 */
import { rmSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startDovecot } from '../launch/dovecot.ts';
import { findProgram } from '../launch/host-env.ts';
import { generateMailbox, mailboxName, type MailboxOptions } from './generate.ts';
import { describeMachine, versionOf } from './machine.ts';
import { timeMbsync, timeNotmuch } from './references.ts';
import { type BenchResult, markdownReport, type Round, textReport } from './report.ts';
import { runTradepost } from './tradepost-run.ts';

export interface BenchOptions extends MailboxOptions {
  readonly rounds?: number;
  /** Keeps the generated mailbox for the next time; everything else is removed. */
  readonly workDir?: string;
  /** Most seconds for one ingest. */
  readonly timeoutSeconds?: number;
  /** Leave the references out. */
  readonly only?: 'tradepost';
  readonly progress?: (line: string) => void;
}

const DEFAULT_ROUNDS = 3;
const DEFAULT_TIMEOUT_SECONDS = 900;
const USER = 'bench@bench-export.example';

function missingNotes(mbsync: string | undefined, notmuch: string | undefined): string[] {
  return [
    ...(mbsync === undefined
      ? ['mbsync is missing and was left out (on Debian: apt-get install isync).']
      : []),
    ...(notmuch === undefined
      ? ['notmuch is missing and was left out (on Debian: apt-get install notmuch).']
      : []),
  ];
}

/** @throws Error when Dovecot or Redis is not installed, or an ingest fails or takes too long. */
export async function benchIngest(options: BenchOptions = {}): Promise<BenchResult> {
  const progress = options.progress ?? (() => {});
  const workDir = options.workDir ?? path.join(os.tmpdir(), 'tradepost-bench');
  const timeoutMs = (options.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000;
  const serverDir = path.join(workDir, mailboxName(options));
  const scratch = path.join(workDir, `run-${process.pid}`);
  await mkdir(scratch, { recursive: true });
  const leaveNothing = () => rmSync(scratch, { recursive: true, force: true });
  process.once('exit', leaveNothing);
  progress('Generating the mailbox');
  const mailbox = await generateMailbox(path.join(serverDir, 'mail', USER), options);
  const mbsync = options.only === 'tradepost' ? undefined : findProgram('mbsync');
  const notmuch = mbsync === undefined ? undefined : findProgram('notmuch');
  const dovecot = await startDovecot({ dir: serverDir, durable: false });
  try {
    const user = await dovecot.createUser(USER);
    // The server's own index is built before anybody is timed.
    await dovecot.doveadm(['mailbox', 'status', '-u', USER, 'messages', 'INBOX']);
    await dovecot.doveadm(['fetch', '-u', USER, 'size.virtual', 'mailbox', 'INBOX']);
    const rounds: Round[] = [];
    for (let n = 1; n <= (options.rounds ?? DEFAULT_ROUNDS); n++) {
      const pulled = path.join(scratch, 'pulled');
      progress(`Round ${n}: mbsync`);
      const mbsyncSeconds = mbsync === undefined ? null : await timeMbsync(mbsync, dovecot, user, pulled);
      progress(`Round ${n}: notmuch`);
      const notmuchSeconds = notmuch === undefined ? null : await timeNotmuch(notmuch, pulled);
      await rm(pulled, { recursive: true, force: true });
      progress(`Round ${n}: Tradepost`);
      const tradepost = await runTradepost(
        dovecot,
        user,
        path.join(scratch, 'tradepost'),
        mailbox.messages,
        timeoutMs,
      );
      progress(
        `Round ${n}: ${tradepost.seconds.toFixed(1)} s (mbsync ${mbsyncSeconds?.toFixed(1) ?? '-'}, notmuch ${notmuchSeconds?.toFixed(1) ?? '-'})`,
      );
      rounds.push({ mbsyncSeconds, notmuchSeconds, tradepost });
    }
    return {
      messages: mailbox.messages,
      octets: mailbox.octets,
      rounds,
      machine: describeMachine(),
      versions: {
        Node: process.versions.node,
        Dovecot: await versionOf('dovecot'),
        mbsync: await versionOf('mbsync'),
        notmuch: await versionOf('notmuch'),
        Redis: await versionOf('redis-server'),
      },
      notes: options.only === 'tradepost' ? ['References left out by wish.'] : missingNotes(mbsync, notmuch),
    };
  } finally {
    await dovecot.stop();
    await rm(scratch, { recursive: true, force: true });
    process.removeListener('exit', leaveNothing);
  }
}

export const BENCH_FLAGS = {
  count: { type: 'string' },
  scale: { type: 'string' },
  rounds: { type: 'string' },
  'work-dir': { type: 'string' },
  timeout: { type: 'string' },
  only: { type: 'string' },
  markdown: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

const number = (name: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0)
    throw new RangeError(`--${name} takes a number above 0, not "${text}".`);
  return value;
};

/** Options from the words of a command line. @throws RangeError for a word that is no number. */
export function benchOptions(values: Readonly<Record<string, string | boolean | undefined>>): BenchOptions {
  const text = (name: string) => (typeof values[name] === 'string' ? values[name] : undefined);
  const picked = {
    count: number('count', text('count')),
    scale: number('scale', text('scale')),
    rounds: number('rounds', text('rounds')),
    timeoutSeconds: number('timeout', text('timeout')),
    workDir: text('work-dir'),
    only: text('only') === 'tradepost' ? ('tradepost' as const) : undefined,
  };
  return Object.fromEntries(
    Object.entries(picked).filter(([, value]) => value !== undefined),
  ) as BenchOptions;
}

if (import.meta.main) {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  const { values } = parseArgs({ options: BENCH_FLAGS });
  const result = await benchIngest({
    ...benchOptions(values),
    progress: (line) => process.stderr.write(`${line}\n`),
  });
  const report =
    values.json === true
      ? JSON.stringify(result, null, 2)
      : values.markdown === true
        ? markdownReport(result)
        : textReport(result);
  process.stdout.write(`${report}\n`);
}
