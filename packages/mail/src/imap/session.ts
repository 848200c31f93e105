import type { ImapFlow } from 'imapflow';
import { classifyFault, ImapFault } from './faults.ts';
import { StallTimer } from './stall-timer.ts';

/** Milliseconds LOGOUT may take: politeness, not a need. */
const LOGOUT_DEADLINE_MS = 2_000;

/**
 * What all operations of one connection share: one at a time, a deadline each, one fault for whatever
 * went wrong, and the end of the connection where its state is no longer known.
 */
export class Session {
  readonly client: ImapFlow;
  /** Milliseconds an operation may go without progress. */
  readonly deadlineMs: number;
  readonly log: (event: object) => void;
  readonly #secrets: readonly string[];
  readonly #ended: Promise<never>;
  #running: string | null = null;
  /** The first thing that went wrong with the connection; what follows from it is noise. */
  #cause: unknown = null;

  constructor(
    client: ImapFlow,
    options: { deadlineMs: number; log: (event: object) => void; secrets: readonly string[] },
  ) {
    this.client = client;
    this.deadlineMs = options.deadlineMs;
    this.log = options.log;
    this.#secrets = options.secrets;
    const { promise, reject } = Promise.withResolvers<never>();
    this.#ended = promise;
    promise.catch(() => {}); // whoever runs an operation hears of it there
    // Without a listener a reset connection would end the process.
    client.on('error', (error: Error) => {
      this.#cause ??= error;
    });
    client.on('close', () => {
      const fault = this.endFault();
      this.log({ msg: 'imap closed', code: fault.code });
      reject(fault);
    });
  }

  get usable(): boolean {
    return this.client.usable && !this.client.isClosed;
  }

  /** Why the connection is gone. */
  endFault(error?: unknown): ImapFault {
    const bye = this.client.byeReason;
    const cause = this.#cause ??
      (bye ? { code: 'NoConnection', reason: bye } : undefined) ??
      error ?? { code: 'NoConnection' };
    return classifyFault(cause, this.#secrets);
  }

  /** Ends the connection at once; `cause` is what every operation on it will be told. */
  destroy(cause: unknown): void {
    this.#cause ??= cause;
    this.client.close();
  }

  /**
   * Runs one operation.
   * @param body gets the timer, to be told of progress it cannot see (octets it sees itself)
   * @throws ImapFault; or what `body` wrapped in a CallerError
   */
  async run<T>(name: string, body: (timer: StallTimer) => Promise<T>): Promise<T> {
    if (this.#running !== null) throw new Error(`imap: ${name} while ${this.#running} is running`);
    if (!this.usable) throw this.endFault();
    this.#running = name;
    const timer = new StallTimer({
      limitMs: this.deadlineMs,
      octets: () => this.client.stats().received,
      onStall: () =>
        this.destroy(new ImapFault('timeout', `${name}: no answer within ${this.deadlineMs} ms`)),
    });
    try {
      return await Promise.race([body(timer), this.#ended]);
    } catch (error) {
      throw this.#fail(name, error);
    } finally {
      timer.stop();
      this.#running = null;
    }
  }

  #fail(name: string, error: unknown): unknown {
    if (error instanceof CallerError) {
      this.destroy(new ImapFault('connection-lost', 'closed by the receiver of the messages'));
      return error.cause;
    }
    const refused = isRefusal(error) && this.usable;
    const fault =
      refused || error instanceof ImapFault ? classifyFault(error, this.#secrets) : this.endFault(error);
    // After a tagged NO or BAD both sides agree on the state (RFC 9051 7.1.2); after anything else they may not.
    if (!refused) this.destroy(fault);
    this.log({ msg: 'imap fault', operation: name, code: fault.code });
    return fault;
  }

  /** LOGOUT, then the socket. Never rejects, never hangs. */
  async close(): Promise<void> {
    if (this.client.isClosed) return;
    const timer = Promise.withResolvers<void>();
    const handle = setTimeout(timer.resolve, LOGOUT_DEADLINE_MS);
    try {
      // A command behind one that is still running would wait for it.
      if (this.usable && this.#running === null) await Promise.race([this.client.logout(), timer.promise]);
    } catch {
      // The connection was to be ended anyway.
    } finally {
      clearTimeout(handle);
      this.#cause ??= new ImapFault('connection-lost', 'closed');
      this.client.close();
    }
  }
}

/** Wraps what a caller's callback threw, so that it is not taken for a fault of the server. */
export class CallerError extends Error {
  override readonly name = 'CallerError';
  constructor(cause: unknown) {
    super('A callback failed', { cause });
  }
}

/** A tagged NO or BAD: the command was understood and refused. */
export function isRefusal(error: unknown): boolean {
  const status = (error as { responseStatus?: unknown } | null)?.responseStatus;
  return status === 'NO' || status === 'BAD';
}
