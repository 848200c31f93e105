import { cleanDetail } from '../imap/clean-detail.ts';
import { refusalsOf, type Refusal } from './delivery.ts';
import { passwordFault, sizeFault, limitFault } from './reply-words.ts';

/** What can go wrong with sending, told apart. The contract's OUTGOING_ERROR_CODES, word for word. */
export const SMTP_FAULT_CODES = [
  'wrong-password',
  'app-password-needed',
  'sending-disabled',
  'sending-limit',
  'too-large',
  'refused-for-now',
  'sender-refused',
  'recipient-refused',
  'mail-refused',
  'unknown-host',
  'unreachable',
  'timeout',
  'tls-certificate',
  'tls-handshake',
  'starttls-missing',
  'host-not-allowed',
  'connection-lost',
  'server-error',
] as const;
export type SmtpFaultCode = (typeof SMTP_FAULT_CODES)[number];

interface FaultFacts {
  readonly scope?: 'server' | 'mail';
  readonly permanent?: boolean;
  readonly maybeDelivered?: boolean;
  readonly replied?: boolean;
  readonly refused?: readonly Refusal[];
  readonly cause?: unknown;
}

/** The one error that leaves this folder. */
export class SmtpFault extends Error {
  override readonly name = 'SmtpFault';
  readonly code: SmtpFaultCode;
  /** What the server said: one line, no secret; null where it said nothing. */
  readonly detail: string | null;
  /** Whose fault: every mail meets it, or this one alone. */
  readonly scope: 'server' | 'mail';
  /** Trying again changes nothing (a reply of 5xx, RFC 5321 4.2.1). */
  readonly permanent: boolean;
  /** The end of the mail was on the wire and no reply came: it may have been delivered. */
  readonly maybeDelivered: boolean;
  /** The server said so itself: it is still there. */
  readonly replied: boolean;
  /** Where every recipient was refused: each with the server's words. */
  readonly refused: readonly Refusal[];

  constructor(code: SmtpFaultCode, detail: string | null, about: FaultFacts = {}) {
    super(detail === null ? code : `${code}: ${detail}`, 'cause' in about ? { cause: about.cause } : {});
    this.code = code;
    this.detail = detail;
    this.scope = about.scope ?? 'server';
    this.permanent = about.permanent ?? false;
    this.maybeDelivered = about.maybeDelivered ?? false;
    this.replied = about.replied ?? false;
    this.refused = about.refused ?? [];
  }
}

/** What nodemailer, node:tls and node:net put on their errors. Each may be absent. */
interface RawFault {
  readonly code?: unknown;
  readonly originalCode?: unknown;
  readonly responseCode?: unknown;
  readonly response?: unknown;
  readonly command?: unknown;
  readonly message?: unknown;
}

const SOCKET_FAULTS: Readonly<Record<string, SmtpFaultCode>> = {
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
  ECONNREFUSED: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ECONNRESET: 'connection-lost',
  EPIPE: 'connection-lost',
  ETIMEDOUT: 'timeout',
  ETLS: 'tls-handshake',
  EAUTH: 'wrong-password',
  EDNS: 'unknown-host',
};
const CERTIFICATE =
  /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_CERT|UNABLE_TO_(GET_ISSUER|VERIFY_LEAF))/;

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/**
 * @param ended the end of the mail (the dot of RFC 5321 4.1.1.4) may be on the wire. Then only a reply says what
 *   became of it: nodemailer gives a connection lost there the error of one that never was.
 */
export function toSmtpFault(error: unknown, ended: boolean, secrets: readonly string[]): SmtpFault {
  if (error instanceof SmtpFault) return error;
  const raw: RawFault = typeof error === 'object' && error !== null ? error : { message: String(error) };
  const said = cleanDetail(text(raw.response) || text(raw.message), secrets);
  const status = typeof raw.responseCode === 'number' ? raw.responseCode : 0;
  if (ended && (status < 400 || status > 599))
    return new SmtpFault(lostBy(raw), said, { scope: 'mail', maybeDelivered: true, cause: error });
  // RFC 1870 6.1: the server told what it takes; nothing of the mail was sent.
  if (text(raw.code) === 'EMESSAGE' && text(raw.command).startsWith('MAIL'))
    return new SmtpFault('too-large', said, { scope: 'mail', permanent: true, replied: true, cause: error });
  if (status >= 400 && status <= 599)
    return ofReply({ status, command: text(raw.command), said, refused: refusalsOf(error, secrets) }, error);
  return new SmtpFault(lostBy(raw), said, { cause: error });
}

interface FailedReply {
  readonly status: number;
  readonly command: string;
  readonly said: string | null;
  readonly refused: readonly Refusal[];
}

/** The stage tells whom a refusal is about. */
function ofReply({ status, command, said, refused }: FailedReply, cause: unknown): SmtpFault {
  const permanent = status >= 500;
  const about = (code: SmtpFaultCode, scope: 'server' | 'mail', final = permanent) =>
    new SmtpFault(code, said, { scope, permanent: final, replied: true, refused, cause });
  // Enough for today: it passes by itself, whatever the first digit says.
  if (limitFault(status, said)) return about('sending-limit', 'server', false);
  // RFC 5321 3.8: 421 closes the channel, whatever was asked.
  if (status === 421) return about('refused-for-now', 'server');
  if (command.startsWith('AUTH')) return about(permanent ? passwordFault(said) : 'refused-for-now', 'server');
  if (permanent && sizeFault(status, said)) return about('too-large', 'mail');
  // The sender is the same for every mail: a server that refuses it would refuse them all.
  if (command.startsWith('MAIL')) return about(permanent ? 'sender-refused' : 'refused-for-now', 'server');
  if (command.startsWith('RCPT')) return about(permanent ? 'recipient-refused' : 'refused-for-now', 'mail');
  if (command.startsWith('DATA')) return about(permanent ? 'mail-refused' : 'refused-for-now', 'mail');
  if (command.startsWith('STARTTLS')) return about('starttls-missing', 'server');
  return about(permanent ? 'server-error' : 'refused-for-now', 'server');
}

function lostBy(raw: RawFault): SmtpFaultCode {
  for (const code of [text(raw.originalCode), text(raw.code)]) {
    if (CERTIFICATE.test(code)) return 'tls-certificate';
    const known = SOCKET_FAULTS[code];
    if (known !== undefined) {
      // nodemailer says ETLS both for a missing STARTTLS and for a failed handshake.
      if (known === 'tls-handshake' && text(raw.command) === 'STARTTLS') return 'starttls-missing';
      return known;
    }
  }
  return 'connection-lost';
}
