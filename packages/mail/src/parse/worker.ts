/** A thread of the ParsePool: takes batches, gives back each message parsed, hashed and compressed. */
import { readFileSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { indexMail } from '../words/index-mail.ts';
import { stampWeek } from '../words/write-vector.ts';
import { collectAfter } from './collect-garbage.ts';
import { giveBack } from './give-back.ts';
import { parseHeaders, parseMessage } from './message.ts';
import { packRaw } from './pack.ts';
import type { WorkBatch, WorkerReport, WorkerSettings, WorkItem, WorkOutcome } from './pool-protocol.ts';

/** Outcomes are given back in lots: a crossing costs as much as parsing a short mail. Milliseconds. */
const lotTime = 15;
/** A lot is given back early when it holds this much, so that results do not pile up. Octets. */
const lotBytes = 512 * 1024;
/** Of the index, where nothing else is known (docs/decisions/0048). */
const PERIOD_WEEKS = 4;
const PERIOD_MS = PERIOD_WEEKS * 604_800_000;

const port = parentPort;
if (!port) throw new Error('worker.ts runs in a thread of the ParsePool only');
const settings = workerData as WorkerSettings;

/** Behind the thread that talks to the mail server and to Postgres, and behind Postgres: these wait for each other. */
const PRIORITY = 5;
// On Linux a priority is a thread's own; elsewhere it would be the process's.
if (process.platform === 'linux') setPriority(PRIORITY);

const report = (message: WorkerReport, moved: ArrayBuffer[] = []): void => port.postMessage(message, moved);

port.on('message', (batch: WorkBatch) => {
  let outcomes: WorkOutcome[] = [];
  let moved: ArrayBuffer[] = [];
  let bytes = 0;
  let since = performance.now();
  const flush = (): void => {
    if (outcomes.length > 0) report({ batch: batch.batch, outcomes }, moved);
    outcomes = [];
    moved = [];
    bytes = 0;
    since = performance.now();
  };
  for (const item of batch.items) {
    const outcome = work(batch, item);
    if ('message' in outcome) collectAfter(outcome.message.size);
    outcomes.push(outcome);
    if ('message' in outcome) {
      const { stored, words } = outcome.message;
      moved.push(stored.buffer as ArrayBuffer, words.vector.buffer as ArrayBuffer);
      bytes += stored.length + words.vector.length;
    }
    if (bytes >= lotBytes || performance.now() - since >= lotTime) flush();
  }
  flush();
  giveBack(batch.data);
});

function work(batch: WorkBatch, item: WorkItem): WorkOutcome {
  let raw: Buffer;
  try {
    raw = 'path' in item ? readFileSync(item.path) : Buffer.from(batch.data, item.offset, item.length);
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
  const packed = packRaw(raw, settings.zstdLevel);
  const only = batch.headersOnly;
  const parsed = only ? parseHeaders(raw, only.reason, only.detail) : parseMessage(raw);
  const words = indexMail(parsed);
  // Nearly always the period that the archive finds; whoever knows better stamps it anew.
  if (parsed.sentAt !== null)
    stampWeek(words.vector, Math.max(0, Math.floor(parsed.sentAt / PERIOD_MS)) * PERIOD_WEEKS);
  return { message: { parsed, words, ...packed } };
}

report({ ready: true });
// Kept now: a process that is killed writes nothing at its end.
flushCompileCache();
