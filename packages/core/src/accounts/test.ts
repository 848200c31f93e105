/** Testing the saved settings of an account. */
import type { ConnectionTest } from '@tradepost/contract';
import { notFound } from '../errors.ts';
import { SecretError } from '../secrets.ts';
import type { AccountActor } from './change.ts';
import { type AccountDeps, secretOwner } from './deps.ts';
import { assertMayChange } from './rights.ts';

/**
 * Uses the saved password, so only those who may change the account may do it.
 * @throws TradepostError 'not-found', 'forbidden'.
 */
export async function testMailAccount(
  deps: AccountDeps,
  { viewer, scope }: AccountActor,
  id: number,
): Promise<ConnectionTest> {
  const row = await deps.db
    .selectFrom('mail_account as a')
    .selectAll()
    .where('a.id', '=', id)
    .where('a.state', '<>', 'removed')
    .where(scope.account('a'))
    .executeTakeFirst();
  if (row === undefined) throw notFound('The mail account');
  assertMayChange(viewer, row);
  let password: string;
  try {
    password = deps.secrets.open(secretOwner(row.address), row.secret_key_id, row.secret);
  } catch (error) {
    if (!(error instanceof SecretError)) throw error;
    return {
      ok: false,
      fault: { code: 'secret-unreadable', detail: error.message },
      mailboxes: null,
      messages: null,
      capabilities: [],
      idle: false,
    };
  }
  return deps.probe.test(
    { host: row.imap_host, port: row.imap_port, security: row.imap_security, user: row.imap_user, password },
    { privateHostAllowed: row.private_host_allowed },
  );
}
