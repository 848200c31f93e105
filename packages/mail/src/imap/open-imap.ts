import { ImapFlow, type ImapFlowOptions, type Logger } from 'imapflow';
import { makeConnection } from './connection.ts';
import { classifyFault, ImapFault } from './faults.ts';
import { resolveHost } from './resolve-host.ts';
import { quirksOf, type ServerQuirks } from './server-quirks.ts';
import { Session } from './session.ts';
import { pinnedTransport, trustedCertificates } from './transport.ts';
import type { ImapConnection, ImapOptions, ImapSettings } from './types.ts';

const DEADLINE_MS = 60_000;
const CONNECT_DEADLINE_MS = 45_000;
const MAX_LITERAL_BYTES = 64 * 1024 * 1024;
/** No answer we ask for has a longer line or more tokens outside of literals. */
const MAX_LINE_BYTES = 1024 * 1024;
const MAX_RESPONSE_TOKENS = 50_000;

/** What imapflow has but does not declare. Held by tests against a real server and a scripted one. */
interface Undeclared {
  authenticate(): Promise<boolean>;
  run(command: 'ID', info: object): Promise<unknown>;
}

/** imapflow, with its credentials kept back where they must not go. */
class StrictImapFlow extends ImapFlow {
  async authenticate(): Promise<boolean> {
    // A greeting may say that somebody is signed in already (PREAUTH, RFC 3501 7.1.4): whose mail is it?
    if (this.authenticated) throw new ImapFault('server-error', 'PREAUTH');
    // RFC 3501 6.2.3: no LOGIN where LOGINDISABLED is advertised; and no SASL plain text either.
    if (this.capabilities.has('LOGINDISABLED') && !this.secureConnection) {
      throw new ImapFault('starttls-missing', 'LOGINDISABLED');
    }
    const offered = ['AUTH=PLAIN', 'AUTH=LOGIN'].some((mechanism) => this.capabilities.has(mechanism));
    if (this.capabilities.has('LOGINDISABLED') && !offered) {
      throw new ImapFault('app-password-needed', 'the server takes no password');
    }
    const signedIn = await (ImapFlow.prototype as unknown as Undeclared).authenticate.call(this);
    // Capabilities may differ from here on; NetEase opens mailboxes only after an ID sent now.
    if (this.capabilities.has('ID')) await (this as unknown as Undeclared).run('ID', this.clientInfo);
    return signedIn;
  }
}

/** A signed-in session, and how its server spells and behaves. */
export interface OpenSession {
  readonly session: Session;
  readonly quirks: ServerQuirks;
  /** It speaks UTF-8 names (RFC 6855) instead of modified UTF-7. */
  readonly utf8Names: boolean;
}

/** Opens a connection for reading. @throws ImapFault, and nothing else */
export async function openImap(settings: ImapSettings, options: ImapOptions): Promise<ImapConnection> {
  const { session, quirks, utf8Names } = await openSession(settings, options);
  return makeConnection(session, quirks, utf8Names);
}

/**
 * Opens a session: looks the host up once, has every address checked, connects to one of them, signs in.
 * @throws ImapFault, and nothing else
 */
export async function openSession(settings: ImapSettings, options: ImapOptions): Promise<OpenSession> {
  const secrets = [settings.password];
  const log = options.log ?? ((): void => {});
  const deadline = AbortSignal.timeout(options.connectDeadlineMs ?? CONNECT_DEADLINE_MS);
  let client: StrictImapFlow | null = null;
  try {
    const addresses = await before(
      deadline,
      resolveHost(
        settings.host,
        (address) => options.guard.check(settings.host, settings.port, address),
        options.resolve,
      ),
    );
    let throttled: ImapFault | null = null;
    client = new StrictImapFlow({
      ...clientOptions(settings, options),
      transport: pinnedTransport(addresses, trustedCertificates(options.ca)),
      logger: throttleListener((retryAfterMs) => {
        throttled = classifyFault({ code: 'ETHROTTLE', throttleReset: retryAfterMs });
        // imapflow would sit out the back-off with the connection in hand; ours is the engine's business.
        session.destroy(throttled);
      }),
    });
    const session = new Session(client, { deadlineMs: options.deadlineMs ?? DEADLINE_MS, log, secrets });
    await before(deadline, client.connect());
    if (throttled) throw throttled;
    // All names go over verbatim: namespaces and modified UTF-7 are ours to handle, so that a name is
    // asked for exactly as the server spells it.
    const utf8Names = client.enabled.has('UTF8=ACCEPT');
    client.enabled.add('UTF8=ACCEPT');
    client.namespace = { prefix: '', delimiter: client.namespace?.delimiter ?? '' };
    log({ msg: 'imap signed in', host: settings.host, port: settings.port });
    const quirks = quirksOf(settings.host);
    return {
      session,
      quirks: { ...quirks, pollEveryMs: options.pollEveryMs ?? quirks.pollEveryMs },
      utf8Names,
    };
  } catch (error) {
    client?.close();
    const fault = explain(error, client, settings, secrets);
    log({ msg: 'imap not signed in', host: settings.host, port: settings.port, code: fault.code });
    throw fault;
  }
}

function clientOptions(settings: ImapSettings, options: ImapOptions): ImapFlowOptions {
  const maxLiteralSize = options.maxLiteralBytes ?? MAX_LITERAL_BYTES;
  return {
    host: settings.host.replace(/^\[(.*)\]$/, '$1'),
    port: settings.port,
    secure: settings.security === 'tls',
    // Left undefined, imapflow would upgrade where it is offered and go on in the clear where it is not.
    ...(settings.security === 'tls' ? {} : { doSTARTTLS: settings.security === 'starttls' }),
    auth: { user: settings.user, pass: settings.password },
    clientInfo: {
      name: options.clientId?.name ?? 'Tradepost',
      version: options.clientId?.version ?? '0',
      vendor: options.clientId?.name ?? 'Tradepost',
      'support-url': false,
    },
    disableAutoIdle: true,
    // IMAP4rev2 brings nothing here, and several servers answer wrongly in it.
    disableIMAP4rev2: true,
    maxLiteralSize,
    maxResponseSize: maxLiteralSize + MAX_LINE_BYTES,
    maxLineLength: MAX_LINE_BYTES,
    maxResponseTokens: MAX_RESPONSE_TOKENS,
    connectionTimeout: 20_000,
    greetingTimeout: 15_000,
    socketTimeout: 600_000,
  };
}

/** Nothing of imapflow's own log is kept; its one word about a back-off is acted upon. */
function throttleListener(onThrottle: (retryAfterMs: number) => void): Logger {
  const quiet = (): void => {};
  const warn = (entry: { throttleDelay?: unknown }): void => {
    if (typeof entry.throttleDelay === 'number') onThrottle(entry.throttleDelay);
  };
  const listener = { debug: quiet, info: quiet, warn, error: quiet, fatal: quiet };
  return Object.assign(listener, { isLevelEnabled: (level: string): boolean => level === 'warn' });
}

/** A failed connect in our words, with what the library's error leaves out. */
function explain(
  error: unknown,
  client: ImapFlow | null,
  settings: ImapSettings,
  secrets: readonly string[],
): ImapFault {
  const bye = client?.byeReason;
  const said = error instanceof ImapFault || !bye ? error : Object.assign(error as object, { reason: bye });
  const fault = classifyFault(said, secrets);
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'GREETING_TIMEOUT' && settings.security !== 'tls' && settings.port === 993) {
    return new ImapFault('tls-handshake', 'the server waits for TLS', { cause: error });
  }
  return fault;
}

/** The promise, but not later than the signal. */
async function before<T>(deadline: AbortSignal, promise: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const onLate = (): void => reject(new ImapFault('timeout', 'connecting'));
  deadline.addEventListener('abort', onLate, { once: true });
  if (deadline.aborted) onLate();
  try {
    return await Promise.race([promise, late]);
  } finally {
    deadline.removeEventListener('abort', onLate);
  }
}
