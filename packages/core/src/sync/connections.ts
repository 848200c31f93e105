/** Opens sessions for accounts and keeps idle ones for a short while: signing in costs more than a look. */
import { type ImapConnection, ImapFault, makeHostGuard, openImap } from '@tradepost/mail/imap';
import { secretOwner } from '../accounts/deps.ts';
import type { SyncDeps } from './deps.ts';

/** Kept at most so long without use, in milliseconds. */
const IDLE_MS = 30_000;
/** Sessions kept idle at once in this process. */
const MOST_IDLE = 50;

export interface AccountLogin {
  readonly id: number;
  readonly address: string;
  readonly imap_host: string;
  readonly imap_port: number;
  readonly imap_security: 'none' | 'starttls' | 'tls';
  readonly imap_user: string;
  readonly secret: Buffer;
  readonly secret_key_id: string;
  readonly private_host_allowed: boolean;
}

/** @throws ImapFault, SecretError */
export async function connectAccount(
  deps: Pick<SyncDeps, 'secrets' | 'allowedMailHosts' | 'log' | 'imapDeadlineMs'>,
  account: AccountLogin,
): Promise<ImapConnection> {
  const password = deps.secrets.open(secretOwner(account.address), account.secret_key_id, account.secret);
  return openImap(
    {
      host: account.imap_host,
      port: account.imap_port,
      security: account.imap_security,
      user: account.imap_user,
      password,
    },
    {
      guard: makeHostGuard({
        allowedHosts: [...deps.allowedMailHosts],
        allowPrivate: account.private_host_allowed,
      }),
      ...(deps.imapDeadlineMs === undefined ? {} : { deadlineMs: deps.imapDeadlineMs }),
      log: (event) => deps.log.debug({ accountId: account.id, imap: event }, 'imap'),
    },
  );
}

const isEndOfSession = (error: unknown): boolean =>
  error instanceof ImapFault && (error.code === 'connection-lost' || error.code === 'timeout');

export class ConnectionCache {
  readonly #deps: SyncDeps;
  readonly #idle = new Map<string, { connection: ImapConnection; timer: NodeJS.Timeout }>();

  constructor(deps: SyncDeps) {
    this.#deps = deps;
  }

  /**
   * Runs with a session of the account; it is kept for the next one unless the run failed. That a kept one is over may
   * show only in its use: the run begins again then, with a new one, and must be one that may.
   */
  async use<T>(account: AccountLogin, run: (connection: ImapConnection) => Promise<T>): Promise<T> {
    const kept = this.#takeIdle(account);
    try {
      if (kept !== null) return await this.#runWith(account, kept, run);
    } catch (error) {
      if (!isEndOfSession(error)) throw error;
    }
    return this.#runWith(account, await connectAccount(this.#deps, account), run);
  }

  async #runWith<T>(
    account: AccountLogin,
    connection: ImapConnection,
    run: (connection: ImapConnection) => Promise<T>,
  ): Promise<T> {
    try {
      const result = await run(connection);
      await this.#keep(account, connection);
      return result;
    } catch (error) {
      await connection.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const kept = [...this.#idle.values()];
    this.#idle.clear();
    for (const { timer } of kept) clearTimeout(timer);
    await Promise.all(kept.map(({ connection }) => connection.close()));
  }

  /** The settings are part of the key: a changed password or host never meets an old session. */
  #key(account: AccountLogin): string {
    const { id, imap_host, imap_port, imap_security, imap_user, secret } = account;
    return [id, imap_host, imap_port, imap_security, imap_user, secret.toString('base64')].join('\n');
  }

  #takeIdle(account: AccountLogin): ImapConnection | null {
    const key = this.#key(account);
    const kept = this.#idle.get(key);
    if (kept === undefined) return null;
    this.#idle.delete(key);
    clearTimeout(kept.timer);
    return kept.connection.usable ? kept.connection : null;
  }

  async #keep(account: AccountLogin, connection: ImapConnection): Promise<void> {
    const key = this.#key(account);
    if (!connection.usable || this.#idle.has(key) || this.#idle.size >= MOST_IDLE) return connection.close();
    const timer = setTimeout(() => {
      this.#idle.delete(key);
      void connection.close();
    }, IDLE_MS);
    timer.unref();
    this.#idle.set(key, { connection, timer });
  }
}
