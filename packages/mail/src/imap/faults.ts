import { cleanDetail } from './clean-detail.ts';
import { FAULT_TEXTS, RESPONSE_CODE_FAULTS } from './fault-texts.ts';

/** What can be wrong with an account, told apart (I6). The contract's ACCOUNT_ERROR_CODES, word for word. */
export const IMAP_FAULT_CODES = [
  'wrong-password',
  'app-password-needed',
  'imap-disabled',
  'refused-for-now',
  'too-many-connections',
  'unknown-host',
  'unreachable',
  'timeout',
  'tls-certificate',
  'tls-handshake',
  'starttls-missing',
  'not-imap',
  'host-not-allowed',
  'connection-lost',
  'server-error',
  'mailbox-unreadable',
  'secret-unreadable',
  'storage-full',
  'database-unavailable',
  'internal',
] as const;
export type ImapFaultCode = (typeof IMAP_FAULT_CODES)[number];

/** The one error that leaves this package's IMAP code. */
export class ImapFault extends Error {
  override readonly name = 'ImapFault';
  readonly code: ImapFaultCode;
  /** What the server said: one line, at most 300 characters, no secret; null where it said nothing. */
  readonly detail: string | null;
  /** Milliseconds the server asked to be left alone, or is known to want. */
  readonly retryAfterMs?: number;

  constructor(
    code: ImapFaultCode,
    detail: string | null = null,
    options: { retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(detail === null ? code : `${code}: ${detail}`, 'cause' in options ? { cause: options.cause } : {});
    this.code = code;
    this.detail = detail;
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
  }
}

/** The properties that imapflow, node:tls and node:net put on their errors. Each may be absent or odd. */
interface RawFault {
  code?: unknown;
  message?: unknown;
  responseText?: unknown;
  response?: unknown;
  responseStatus?: unknown;
  serverResponseCode?: unknown;
  reason?: unknown;
  authenticationFailed?: unknown;
  tlsFailed?: unknown;
  throttleReset?: unknown;
  mailboxMissing?: unknown;
  errors?: unknown;
}

const SOCKET_FAULTS: Readonly<Record<string, ImapFaultCode>> = {
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
  EAI_FAIL: 'unknown-host',
  EAI_NODATA: 'unknown-host',
  ENODATA: 'unknown-host',
  ESERVFAIL: 'unknown-host',
  ECONNREFUSED: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EACCES: 'unreachable',
  EPERM: 'unreachable',
  ETIMEDOUT: 'timeout',
  ETIMEOUT: 'timeout',
  CONNECT_TIMEOUT: 'timeout',
  GREETING_TIMEOUT: 'timeout',
  UPGRADE_TIMEOUT: 'tls-handshake',
  STARTTLS_INJECTION: 'tls-handshake',
  NOT_IMAP: 'not-imap',
  ECONNRESET: 'connection-lost',
  EPIPE: 'connection-lost',
  NoConnection: 'connection-lost',
  EConnectionClosed: 'connection-lost',
  StateLogout: 'connection-lost',
  ClosedAfterConnectText: 'connection-lost',
  ClosedAfterConnectTLS: 'tls-handshake',
};

/** What Node adds for programmers. */
const NODE_HINT = /;\s*if the root CA is installed locally.*$/s;

/** Reasons of OpenSSL and node:tls that speak of the certificate rather than of the handshake. */
const CERTIFICATE_FAULT =
  /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_CERT|UNABLE_TO_(GET_ISSUER|VERIFY_LEAF|GET_CRL|DECRYPT)|INVALID_(CA|PURPOSE)|HOSTNAME_MISMATCH|PATH_LENGTH_EXCEEDED|ERROR_IN_CERT)/;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * Tells any error of a connection attempt or an operation apart. RFC 5530 response codes come first, then
 * the words known of the providers, then the kind of failure.
 * @param secrets strings that must not be in the detail, whatever the server echoes
 */
export function classifyFault(error: unknown, secrets: readonly string[] = []): ImapFault {
  if (error instanceof ImapFault) return error;
  const raw: RawFault = typeof error === 'object' && error !== null ? error : { message: String(error) };
  const said = text(raw.responseText) || text(raw.response) || text(raw.reason);
  const code = text(raw.code);
  const fault = (kind: ImapFaultCode, detail: string, retryAfterMs?: number): ImapFault =>
    new ImapFault(kind, cleanDetail(detail, secrets), {
      cause: error,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });

  if (code === 'ETHROTTLE') {
    const asked = typeof raw.throttleReset === 'number' ? raw.throttleReset : 0;
    return fault('refused-for-now', said, Math.max(asked, MICROSOFT_BACK_OFF_MS));
  }
  const spoken = classifyText(said, responseCodeOf(raw), raw.authenticationFailed === true);
  if (spoken) return fault(spoken.code, said, spoken.retryAfterMs);

  if (CERTIFICATE_FAULT.test(code)) return fault('tls-certificate', text(raw.message).replace(NODE_HINT, ''));
  const bySocket = SOCKET_FAULTS[code];
  if (bySocket === 'not-imap') return fault('not-imap', '');
  if (bySocket) return fault(bySocket, said || socketDetail(code));
  if (/^(ERR_SSL|ERR_TLS|EPROTO)/.test(code)) return fault('tls-handshake', socketDetail(code));
  if (raw.tlsFailed === true) {
    const missing = /not support STARTTLS|PREAUTH/.test(text(raw.message));
    return fault(
      missing ? 'starttls-missing' : 'tls-handshake',
      missing ? text(raw.message) : socketDetail(code),
    );
  }
  if (Array.isArray(raw.errors) && raw.errors.length > 0) return classifyFault(raw.errors[0], secrets);
  if (raw.authenticationFailed === true) return fault('wrong-password', said);
  return fault('server-error', said || text(raw.message));
}

/** Exchange Online asks clients that it throttles to stay away for this long. */
const MICROSOFT_BACK_OFF_MS = 300_000;

/** What a server's words mean; null where they are not known. */
function classifyText(
  said: string,
  responseCode: string,
  authenticating: boolean,
): { code: ImapFaultCode; retryAfterMs?: number } | null {
  const bracketed = responseCode || (/^\s*\[([A-Z-]+)/i.exec(said)?.[1] ?? '');
  const byText = FAULT_TEXTS.find(
    (row) => row.pattern.test(said) && (authenticating || row.anywhere === true),
  );
  const byCode = RESPONSE_CODE_FAULTS[bracketed.toUpperCase()];
  // Some codes stand in front of every refusal a provider makes; the words behind them say which it is.
  if (byCode && !byCode.vague) return byCode;
  if (byText) return byText;
  return byCode ?? null;
}

/** The code in brackets (RFC 3501 7.1): named by imapflow, or still in the parsed response. */
function responseCodeOf(raw: RawFault): string {
  const named = text(raw.serverResponseCode);
  if (named || typeof raw.response !== 'object' || raw.response === null) return named;
  const { attributes } = raw.response as { attributes?: { section?: { value?: unknown }[] }[] };
  return text(attributes?.[0]?.section?.[0]?.value);
}

/** The system's error number, not the address it was about. */
function socketDetail(code: string): string {
  return /^[A-Za-z0-9_]+$/.test(code) ? code : '';
}
