/**
 * A connection to an SMTP server over which mails go one after another.
 *
 * The caller is told before the end of each mail goes on the wire, and may say no: whatever ends the connection
 * before that (the process too) has delivered nothing, and after it only the server's reply says what happened.
 */
import { isIP, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { ImapFault } from '../imap/faults.ts';
import type { HostGuard } from '../imap/host-guard.ts';
import { lookupPinned } from '../imap/resolve-host.ts';
import { trustedCertificates } from '../imap/transport.ts';
import type { ComposedMail } from './compose-mail.ts';
import { type Delivery, type MailToDeliver, toDelivery } from './delivery.ts';
import { endingWhenAllowed, type MayEnd } from './ending.ts';
import { checkSmtpHost, type HostLookup } from './host-check.ts';
import { openSocket } from './open-socket.ts';
import { SMTP_FAULT_CODES, SmtpFault, type SmtpFaultCode, toSmtpFault } from './smtp-fault.ts';

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  readonly security: 'none' | 'starttls' | 'tls';
  /** Null: no sign-in. */
  readonly auth: { readonly user: string; readonly password: string } | null;
}

export interface SessionOptions {
  readonly guard: HostGuard;
  /** Ends what is under way, as a lost connection would. */
  readonly signal?: AbortSignal;
  readonly lookup?: HostLookup;
  readonly ca?: string;
  /** Milliseconds without a word from the server. */
  readonly patienceMs?: number;
  /** Milliseconds for each mail. */
  readonly deadlineMs?: number;
}

const CONNECT_MS = 20_000;
/** RFC 5321 4.5.3.2 asks for five minutes and more; people wait for the mails behind this one. */
const PATIENCE_MS = 90_000;
const OPEN_MS = 60_000;
/** What handing over one mail takes at most. */
export const DEADLINE_MS = 240_000;
/** A server that does not answer QUIT is left. */
const GOODBYE_MS = 1_000;
/** A program that stops waits so long for the answer about a mail whose end is on the wire. */
const LAST_WORD_MS = 5_000;

/** What nodemailer has but does not declare. Held by tests against a real server. */
interface Undeclared {
  readonly _maxAllowedSize: number;
  readonly _supportedExtensions: readonly string[];
}

export class SmtpSession {
  readonly #connection: SMTPConnection;
  readonly #socket: Socket;
  readonly #secrets: readonly string[];
  readonly #options: SessionOptions;
  readonly #breaks = new Set<(error: unknown) => void>();
  #broken: unknown = null;

  private constructor(server: SmtpServer, socket: Socket, options: SessionOptions) {
    const patience = options.patienceMs ?? PATIENCE_MS;
    this.#socket = socket;
    this.#options = options;
    this.#secrets = server.auth === null ? [] : [server.auth.password];
    this.#connection = new SMTPConnection({
      connection: socket,
      host: server.host,
      port: server.port,
      secure: server.security === 'tls',
      requireTLS: server.security === 'starttls',
      ignoreTLS: server.security === 'none',
      tls: {
        ...trustedCertificates(options.ca),
        minVersion: 'TLSv1.2',
        ...(isIP(server.host) === 0 ? { servername: server.host } : {}),
      },
      greetingTimeout: patience,
      connectionTimeout: patience,
      socketTimeout: patience,
      maxResponseSize: 64 * 1024,
    });
    this.#connection.on('error', (error) => this.#break(error));
    // Behind the answer to what was asked last, which says more.
    this.#connection.once('end', () =>
      setImmediate(() => this.#break(new Error('The server closed the connection'))),
    );
  }

  /** Connects, encrypts and signs in. @throws SmtpFault, and nothing else. */
  static async open(server: SmtpServer, options: SessionOptions): Promise<SmtpSession> {
    let socket: Socket | null = null;
    let session: SmtpSession | null = null;
    try {
      if (options.signal?.aborted === true) throw new SmtpFault('connection-lost', null);
      const addresses = await checkSmtpHost(options.guard, server.host, server.port, options.lookup);
      socket = await openSocket(
        server,
        lookupPinned(addresses),
        Math.min(CONNECT_MS, options.patienceMs ?? PATIENCE_MS),
        options.signal,
      );
      session = new SmtpSession(server, socket, options);
      await session.#within(session.#signIn(server.auth), { deadlineMs: OPEN_MS });
      return session;
    } catch (error) {
      if (session !== null) session.#destroy();
      socket?.destroy();
      throw error instanceof ImapFault
        ? ofHost(error)
        : toSmtpFault(error, false, server.auth === null ? [] : [server.auth.password]);
    }
  }

  /** Another mail can go over it. */
  get usable(): boolean {
    return this.#broken === null;
  }

  /** @returns the server's words. @throws SmtpFault, and nothing else. */
  async send(mail: ComposedMail, mayEnd: MayEnd): Promise<string> {
    return (await this.deliver({ ...mail, to: [mail.to] }, mayEnd)).response;
  }

  /**
   * To several recipients at once, of whom the server may refuse some.
   * @throws SmtpFault, and nothing else; with its `refused` where all were.
   */
  async deliver(mail: MailToDeliver, mayEnd: MayEnd): Promise<Delivery> {
    let ended = false;
    const body = endingWhenAllowed(mail.raw, async () => {
      ended = await mayEnd();
      return ended;
    });
    try {
      return await this.#within(this.#hand(mail, body), { lastWordMs: () => (ended ? LAST_WORD_MS : 0) });
    } catch (error) {
      const fault = toSmtpFault(error, ended, this.#secrets);
      // A plain refusal ends the transaction, not the session (RFC 5321 4.1.1.5).
      if (this.usable && fault.replied && fault.scope === 'mail') await this.#reset();
      else this.#destroy();
      throw fault;
    }
  }

  /** Says goodbye where there is still somebody to say it to. */
  async close(): Promise<void> {
    if (this.usable && this.#options.signal?.aborted !== true) {
      const { promise: gone, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, GOODBYE_MS);
      this.#connection.once('end', resolve);
      this.#connection.quit();
      await gone;
      clearTimeout(timer);
    }
    this.#destroy();
  }

  async #signIn(auth: SmtpServer['auth']): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#connection.connect((error) => (error ? reject(error) : resolve()));
    });
    if (auth === null) return;
    await new Promise<void>((resolve, reject) => {
      this.#connection.login({ user: auth.user, pass: auth.password }, (error) =>
        error ? reject(error) : resolve(),
      );
    });
  }

  /** What the server said that it takes (RFC 1870, RFC 6531), since it was greeted. */
  get offers(): { readonly maxSize: number | null; readonly smtpUtf8: boolean } {
    const { _maxAllowedSize, _supportedExtensions } = this.#connection as unknown as Undeclared;
    return {
      maxSize: _maxAllowedSize || null,
      smtpUtf8: _supportedExtensions.includes('SMTPUTF8'),
    };
  }

  #hand(mail: MailToDeliver, body: Readable): Promise<Delivery> {
    return new Promise((resolve, reject) => {
      const envelope = { from: mail.from, to: [...mail.to], size: mail.raw.length };
      this.#connection.send(envelope, body, (error, info) =>
        error ? reject(error) : resolve(toDelivery(info, this.#secrets)),
      );
    });
  }

  async #reset(): Promise<void> {
    try {
      await this.#within(
        new Promise<void>((resolve, reject) => {
          this.#connection.reset((error) => (error ? reject(error) : resolve()));
        }),
      );
    } catch {
      // The next mail takes another connection.
      this.#destroy();
    }
  }

  /** Ends with the connection, the deadline or the program, whichever comes first. */
  async #within<T>(
    work: Promise<T>,
    limits: { readonly deadlineMs?: number; readonly lastWordMs?: () => number } = {},
  ): Promise<T> {
    work.catch(() => undefined);
    if (this.#broken !== null) throw this.#broken;
    const { promise: broken, reject } = Promise.withResolvers<never>();
    broken.catch(() => undefined);
    const late = setTimeout(
      () => reject(Object.assign(new Error('It took too long'), { code: 'ETIMEDOUT' })),
      Math.min(limits.deadlineMs ?? DEADLINE_MS, this.#options.deadlineMs ?? DEADLINE_MS),
    );
    let lastWord: NodeJS.Timeout | undefined;
    const abort = () => {
      const stop = () => reject(Object.assign(new Error('The program stops'), { code: 'ECONNRESET' }));
      const wait = limits.lastWordMs?.() ?? 0;
      if (wait === 0) stop();
      else lastWord = setTimeout(stop, wait);
    };
    const { signal } = this.#options;
    if (signal?.aborted === true) abort();
    signal?.addEventListener('abort', abort, { once: true });
    this.#breaks.add(reject);
    try {
      return await Promise.race([work, broken]);
    } finally {
      clearTimeout(late);
      clearTimeout(lastWord);
      signal?.removeEventListener('abort', abort);
      this.#breaks.delete(reject);
    }
  }

  #break(error: unknown): void {
    this.#broken ??= error;
    for (const reject of this.#breaks) reject(error);
  }

  #destroy(): void {
    this.#broken ??= new Error('The connection was closed');
    this.#connection.close();
    this.#socket.destroy();
  }
}

function ofHost(fault: ImapFault): SmtpFault {
  const code = SMTP_FAULT_CODES.find((known): known is SmtpFaultCode => known === fault.code);
  return new SmtpFault(code ?? 'unreachable', fault.detail, { cause: fault });
}
