/** The company's server for outgoing mail: set by an administrator, its password sealed. */
import type { OutgoingServerInput } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import type { SmtpServer } from '@tradepost/mail/smtp';
import type { Kysely, Selectable } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { normaliseAddress } from '../customers/normalise.ts';
import { TradepostError } from '../errors.ts';
import type { SecretBox } from '../secrets.ts';
import { assertSubmissionAllowed, type MailHosts } from './host-guard.ts';
import { changedBy } from './server-fault.ts';

export type OutgoingServerRow = Selectable<DB['outgoing_server']>;

export interface ServerDeps extends MailHosts {
  readonly db: Kysely<DB>;
  readonly secrets: SecretBox;
}

/** The secret opens for this server and this user only: moved to another one, it is nothing. */
const secretOwner = (server: { host: string | null; user_name: string | null }) =>
  `outgoing_server:${server.host ?? ''}:${server.user_name ?? ''}`;

/** @returns null where it is none that was typed in. @throws SecretError when the saved password does not open. */
export function openOutgoingServer(secrets: SecretBox, row: OutgoingServerRow): SmtpServer | null {
  const { host, port, security, user_name: user, secret, secret_key_id: keyId } = row;
  if (host === null || port === null || security === null) return null;
  if (user === null || secret === null || keyId === null) return { host, port, security, auth: null };
  return { host, port, security, auth: { user, password: secrets.open(secretOwner(row), keyId, secret) } };
}

export interface SetServerOptions {
  /** Null: the command line. */
  readonly actorId: number | null;
  /** Only for who has the machine in his hands. */
  readonly privateHostAllowed: boolean;
}

/**
 * A new server or user needs the password anew: else who may change the settings could have the saved one sent to
 * a server of his own.
 * @throws TradepostError 'invalid-request' for a host that may not be used, or a missing password.
 */
export async function setOutgoingServer(
  deps: ServerDeps,
  input: OutgoingServerInput,
  { actorId, privateHostAllowed }: SetServerOptions,
): Promise<OutgoingServerRow> {
  const host = input.host.trim().toLowerCase();
  const user = input.user?.trim() ?? null;
  await assertSubmissionAllowed(deps, host, input.port, privateHostAllowed);
  return deps.db.transaction().execute(async (tx) => {
    const before = await tx.selectFrom('outgoing_server').selectAll().forUpdate().executeTakeFirst();
    const same =
      before !== undefined &&
      before.host === host &&
      before.port === input.port &&
      before.security === input.security &&
      before.user_name === user;
    if (user !== null && input.password === undefined && !same)
      throw new TradepostError('invalid-request', 'With a new server or user, enter the password again.');
    const sealed =
      user === null || input.password === undefined
        ? null
        : deps.secrets.seal(secretOwner({ host, user_name: user }), input.password);
    const kept =
      same && user !== null
        ? { secret: before.secret, secret_key_id: before.secret_key_id }
        : { secret: null, secret_key_id: null };
    const row = {
      account_id: null,
      host,
      port: input.port,
      security: input.security,
      user_name: user,
      ...(sealed === null ? kept : { secret: sealed.sealed, secret_key_id: sealed.keyId }),
      from_address: normaliseAddress(input.fromAddress),
      from_name: input.fromName?.trim() || null,
      private_host_allowed: privateHostAllowed || (same && before.private_host_allowed),
      ...changedBy(actorId),
    };
    const saved = await tx
      .insertInto('outgoing_server')
      .values(row)
      .onConflict((oc) => oc.column('single').doUpdateSet(row))
      .returningAll()
      .executeTakeFirstOrThrow();
    await appendAudit(tx, {
      actorId,
      action: 'outgoing-server.changed',
      subjectKind: 'outgoing-server',
      subjectId: null,
      detail: {
        host,
        port: input.port,
        user,
        from: saved.from_address,
        password: sealed === null ? undefined : 'changed',
      },
    });
    return saved;
  });
}

export async function removeOutgoingServer(db: Kysely<DB>, actorId: number | null): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const gone = await tx
      .deleteFrom('outgoing_server')
      .returning(['host', 'from_address'])
      .executeTakeFirst();
    if (gone === undefined) return;
    await appendAudit(tx, {
      actorId,
      action: 'outgoing-server.removed',
      subjectKind: 'outgoing-server',
      subjectId: null,
      detail: { host: gone.host ?? undefined, from: gone.from_address },
    });
  });
}

/** Seals the password with another key. @returns how many were sealed anew: none or one. */
export async function resealOutgoingServer(
  db: Kysely<DB>,
  before: SecretBox,
  after: SecretBox,
): Promise<number> {
  const row = await db.selectFrom('outgoing_server').selectAll().executeTakeFirst();
  if (row === undefined || row.secret === null || row.secret_key_id === null) return 0;
  if (row.secret_key_id === after.currentKeyId) return 0;
  const owner = secretOwner(row);
  const { keyId, sealed } = after.seal(owner, before.open(owner, row.secret_key_id, row.secret));
  const result = await db
    .updateTable('outgoing_server')
    .set({ secret: sealed, secret_key_id: keyId })
    .where('secret', '=', row.secret)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}
