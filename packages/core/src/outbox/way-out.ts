/** How mail of the product's own goes out: by the server that was typed in, or as a mail account of the company's. */
import type { OutgoingErrorCode, OutgoingServer } from '@tradepost/contract';
import type { DB, Role } from '@tradepost/db';
import type { SmtpServer } from '@tradepost/mail/smtp';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { openSubmission, submissionOf } from '../accounts/submission.ts';
import type { SecretBox } from '../secrets.ts';
import { isAdmin } from '../users/viewer.ts';
import { openOutgoingServer, type OutgoingServerRow } from './server.ts';

/** The account as it is now; its password is read where it lies, and kept nowhere else. */
export type SendingAccount = Selectable<DB['mail_account']> & { readonly owner_role: Role | null };

export interface WayOut {
  readonly server: OutgoingServerRow;
  /** Null: a server that was typed in. */
  readonly account: SendingAccount | null;
}

/** The account does not send as things are. A person mends it, and what waited goes out. */
export class WayOutError extends Error {
  override name = 'WayOutError';
  readonly code: OutgoingErrorCode;
  constructor(code: OutgoingErrorCode) {
    super(`The mail account does not send: ${code}.`);
    this.code = code;
  }
}

/** Undefined: none is set, and mail waits. */
export async function findWayOut(db: Kysely<DB>): Promise<WayOut | undefined> {
  const server = await db.selectFrom('outgoing_server').selectAll().executeTakeFirst();
  if (server === undefined) return undefined;
  if (server.account_id === null) return { server, account: null };
  const account = await db
    .selectFrom('mail_account as a')
    .leftJoin('app_user as u', 'u.id', 'a.owner_id')
    .selectAll('a')
    .select('u.role as owner_role')
    .where('a.id', '=', server.account_id)
    .executeTakeFirstOrThrow();
  return { server, account };
}

/**
 * Where the provider keeps what is sent, who reads the account reads every link that signs in: so it is nobody's, or an
 * administrator's, and not the unified mailbox. Asked before each tick: people change.
 */
export const isTheCompanys = (account: Pick<SendingAccount, 'owner_id' | 'owner_role' | 'unified'>) =>
  !account.unified && (account.owner_role === null || isAdmin({ role: account.owner_role }));

/** Why nothing can go out this way as it is; null: it can be tried. */
export function obstacleOf({ account }: Pick<WayOut, 'account'>): OutgoingErrorCode | null {
  if (account === null) return null;
  if (account.state === 'removed') return 'account-removed';
  if (!isTheCompanys(account)) return 'account-not-the-companys';
  if (account.state === 'paused') return 'account-paused';
  return submissionOf(account) === null ? 'no-sending-server' : null;
}

/** @throws WayOutError; SecretError when the saved password does not open. */
export function openWayOut(secrets: SecretBox, way: WayOut): SmtpServer {
  const obstacle = obstacleOf(way);
  if (obstacle !== null) throw new WayOutError(obstacle);
  const server =
    way.account === null ? openOutgoingServer(secrets, way.server) : openSubmission(secrets, way.account);
  if (server === null) throw new WayOutError('no-sending-server');
  return server;
}

export const privateHostAllowed = ({ server, account }: WayOut) =>
  account === null
    ? server.private_host_allowed
    : account.smtp_host !== null && account.smtp_private_host_allowed;

/**
 * What waited for this account is tried at once: it was mended. What an attempt under way learns of the old settings is
 * not written any more.
 */
export async function wakeWayOut(tx: Transaction<DB>, accountId: number): Promise<void> {
  await sql`
    with server as (
      update outgoing_server set updated_at = now(), next_attempt_at = now(), failures = 0,
        error_code = null, error_detail = null, error_since = null
      where account_id = ${accountId} returning single)
    update outbox_mail o set next_attempt_at = now() from server
    where o.state = 'queued' and o.attempts > 0 and o.next_attempt_at > now()`.execute(tx);
}

export function describeWayOut({ server, account }: WayOut): OutgoingServer {
  const sending = account === null ? null : submissionOf(account);
  const { host, port, security, user_name: user } = server;
  return {
    account: account === null ? null : { id: account.id, address: account.address },
    ...(account === null
      ? { host, port, security, user }
      : {
          host: sending?.host ?? null,
          port: sending?.port ?? null,
          security: sending?.security ?? null,
          user: sending?.user ?? null,
        }),
    fromAddress: server.from_address,
    fromName: server.from_name,
    lastSuccessAt: server.last_success_at?.toISOString() ?? null,
    fault:
      server.error_code === null
        ? null
        : {
            code: server.error_code,
            detail: server.error_detail,
            since: server.error_since?.toISOString() ?? null,
          },
    nextAttemptAt: server.next_attempt_at.toISOString(),
  };
}
