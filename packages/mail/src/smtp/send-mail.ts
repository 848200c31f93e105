/**
 * Hands one mail to an SMTP server over a connection of its own.
 *
 * The caller is told before the end of the mail goes on the wire, and may say no: whatever ends the connection
 * before that (the process too) has delivered nothing, and after it only the server's reply says what happened.
 */
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { ImapFault } from '../imap/faults.ts';
import type { HostGuard } from '../imap/host-guard.ts';
import { lookupPinned } from '../imap/resolve-host.ts';
import { trustedCertificates } from '../imap/transport.ts';
import type { ComposedMail } from './compose-mail.ts';
import { checkSmtpHost, type HostLookup } from './host-check.ts';
import { SMTP_FAULT_CODES, SmtpFault, type SmtpFaultCode, toSmtpFault } from './smtp-fault.ts';

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  readonly security: 'none' | 'starttls' | 'tls';
  /** Null: no sign-in. */
  readonly auth: { readonly user: string; readonly password: string } | null;
}

export interface SendOptions {
  readonly guard: HostGuard;
  /** Asked once, before the end of the mail; false: it is not sent. A rejection is one, too. */
  readonly mayEnd: () => Promise<boolean>;
  /** Ends what is under way, as a lost connection would. */
  readonly signal?: AbortSignal;
  readonly lookup?: HostLookup;
  readonly ca?: string;
  /** Milliseconds without a word from the server. */
  readonly patienceMs?: number;
  /** Milliseconds for all of it. */
  readonly deadlineMs?: number;
}

const CONNECT_MS = 20_000;
/** RFC 5321 4.5.3.2 asks for five minutes and more; people wait for the mails behind this one. */
const PATIENCE_MS = 90_000;
const DEADLINE_MS = 240_000;

/** @returns the server's words. @throws SmtpFault, and nothing else. */
export async function sendMail(
  server: SmtpServer,
  mail: ComposedMail,
  options: SendOptions,
): Promise<string> {
  const secrets = server.auth === null ? [] : [server.auth.password];
  const patience = options.patienceMs ?? PATIENCE_MS;
  let ended = false;
  let socket: Socket | null = null;
  let connection: SMTPConnection | null = null;
  const { promise: broken, reject: breakOff } = Promise.withResolvers<never>();
  broken.catch(() => undefined);
  const late = setTimeout(
    () => breakOff(Object.assign(new Error('It took too long'), { code: 'ETIMEDOUT' })),
    options.deadlineMs ?? DEADLINE_MS,
  );
  const abort = () => breakOff(Object.assign(new Error('The program stops'), { code: 'ECONNRESET' }));
  options.signal?.addEventListener('abort', abort, { once: true });
  try {
    if (options.signal?.aborted === true) throw new SmtpFault('connection-lost', null);
    const addresses = await checkSmtpHost(options.guard, server.host, server.port, options.lookup);
    socket = await Promise.race([
      openSocket(server, lookupPinned(addresses), Math.min(CONNECT_MS, patience)),
      broken,
    ]);
    connection = new SMTPConnection({
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
    connection.on('error', breakOff);
    // Behind the answer to what was asked last, which says more.
    connection.once('end', () => setImmediate(() => breakOff(new Error('The server closed the connection'))));
    const body = endingWhenAllowed(mail.raw, async () => {
      ended = await options.mayEnd();
      return ended;
    });
    return await Promise.race([converse(connection, server, mail, body), broken]);
  } catch (error) {
    throw error instanceof ImapFault ? ofHost(error) : toSmtpFault(error, ended, secrets);
  } finally {
    clearTimeout(late);
    options.signal?.removeEventListener('abort', abort);
    connection?.close();
    socket?.destroy();
  }
}

/** The same socket that was checked is the one that is talked over. */
async function openSocket(
  { host, port }: SmtpServer,
  lookup: ReturnType<typeof lookupPinned>,
  timeoutMs: number,
): Promise<Socket> {
  const socket = connectTcp({ host: host.replace(/^\[(.*)\]$/, '$1'), port, lookup, autoSelectFamily: true });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(
    () => reject(Object.assign(new Error('No connection'), { code: 'ETIMEDOUT' })),
    timeoutMs,
  );
  socket.once('connect', resolve);
  socket.once('error', reject);
  try {
    await promise;
    socket.off('error', reject);
    // Its faults from here on are nodemailer's; a listener stays, so that none is ever uncaught.
    socket.on('error', () => undefined);
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function converse(
  connection: SMTPConnection,
  { auth }: SmtpServer,
  mail: ComposedMail,
  body: Readable,
): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    connection.connect((error) => (error ? reject(error) : resolve()));
  });
  if (auth !== null)
    await new Promise<void>((resolve, reject) => {
      connection.login({ user: auth.user, pass: auth.password }, (error) =>
        error ? reject(error) : resolve(),
      );
    });
  return new Promise((resolve, reject) => {
    const envelope = { from: mail.from, to: [mail.to], size: mail.raw.length };
    connection.send(envelope, body, (error, info) => (error ? reject(error) : resolve(info?.response ?? '')));
  });
}

/** All octets at once, their end only when it may come: nodemailer writes the final dot after it. */
function endingWhenAllowed(raw: Buffer, mayEnd: () => Promise<boolean>): Readable {
  let given = false;
  return new Readable({
    read() {
      if (!given) {
        given = true;
        this.push(raw);
        return;
      }
      mayEnd().then(
        (may) => {
          if (may) this.push(null);
          else this.destroy(new SmtpFault('connection-lost', 'taken over', { scope: 'mail' }));
        },
        (error: unknown) =>
          this.destroy(new SmtpFault('connection-lost', null, { scope: 'mail', cause: error })),
      );
    },
  });
}

function ofHost(fault: ImapFault): SmtpFault {
  const code = SMTP_FAULT_CODES.find((known): known is SmtpFaultCode => known === fault.code);
  return new SmtpFault(code ?? 'unreachable', fault.detail, { cause: fault });
}
