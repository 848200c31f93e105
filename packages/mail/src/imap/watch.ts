import { setTimeout as delay } from 'node:timers/promises';
import { ImapFault } from './faults.ts';
import type { ServerQuirks } from './server-quirks.ts';
import { type Session } from './session.ts';
import type { StallTimer } from './stall-timer.ts';

/**
 * Milliseconds one IDLE lasts. RFC 2177 wants it renewed every 29 minutes; routers forget a silent
 * connection after five, and an answer to the renewal is the only proof that the server is still there.
 */
const IDLE_MS = 240_000;

/** An IDLE that a server ends sooner than this by itself is not worth repeating: poll instead. */
const SHORT_IDLE_MS = 1_000;
const SHORT_IDLES = 3;

interface WatchOptions {
  readonly wireName: string;
  readonly idle: boolean;
  readonly quirks: ServerQuirks;
  readonly onChange: () => void;
  readonly signal: AbortSignal;
}

/**
 * Waits for changes of the examined mailbox until `signal` is aborted. The session is usable afterwards.
 * @throws what ends the session
 */
export async function watch(session: Session, timer: StallTimer, options: WatchOptions): Promise<void> {
  const { client } = session;
  const { onChange, signal } = options;
  client.on('exists', onChange);
  client.on('expunge', onChange);
  client.on('mailboxClose', onChange);
  try {
    if (options.idle && !options.quirks.ignoreIdle) await idleUntil(session, timer, signal);
    while (!signal.aborted) {
      await timer.hold(() => pause(options.quirks.pollEveryMs, signal));
      if (signal.aborted) return;
      await poll(session, options);
      timer.progress();
    }
  } finally {
    client.off('exists', onChange);
    client.off('expunge', onChange);
    client.off('mailboxClose', onChange);
    if (!session.usable) onChange();
  }
}

/** Returns when aborted, or when the server turns out not to do IDLE. */
async function idleUntil(session: Session, timer: StallTimer, signal: AbortSignal): Promise<void> {
  let shortIdles = 0;
  while (!signal.aborted && shortIdles < SHORT_IDLES) {
    const began = performance.now();
    const stop = new AbortController();
    // IDLE is broken by giving another command (RFC 2177 3); idle() settles when the server has seen DONE.
    const idling = session.client.idle();
    const waiting = pause(IDLE_MS, AbortSignal.any([signal, stop.signal]));
    const endedByServer = await timer.hold(() =>
      Promise.race([waiting.then(() => false), idling.then(() => true)]).finally(() => stop.abort()),
    );
    if (!endedByServer) await noop(session);
    const result = await idling;
    timer.progress();
    if (!session.usable) throw session.endFault();
    if (endedByServer && (result === false || performance.now() - began < SHORT_IDLE_MS)) {
      shortIdles = result === false ? SHORT_IDLES : shortIdles + 1;
    } else shortIdles = 0;
  }
}

async function poll(session: Session, { quirks, wireName, onChange }: WatchOptions): Promise<void> {
  if (quirks.poll === 'NOOP') return noop(session);
  const before = session.client.mailbox;
  const known = before ? `${before.uidValidity} ${before.exists} ${before.uidNext}` : '';
  const status = await session.client.status(wireName, { messages: true, uidNext: true, uidValidity: true });
  if (!status) throw session.endFault(new ImapFault('server-error', 'STATUS failed'));
  if (known !== `${status.uidValidity} ${status.messages} ${status.uidNext}`) onChange();
}

async function noop(session: Session): Promise<void> {
  await session.client.noop();
  if (!session.usable) throw session.endFault();
}

/** Waits, or until aborted. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal, ref: false });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
