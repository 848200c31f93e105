/** Choosing a mail account of the company's to send the product's own mail through. */
import type { OutgoingAccount, OutgoingAccountInput } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { lockAccount } from '@tradepost/db/queries/accounts';
import { listOutgoingAccounts } from '@tradepost/db/queries/outgoing-accounts';
import type { Scope } from '@tradepost/db/queries/scope';
import type { Kysely, Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { fault, faultError } from '../customers/fault.ts';
import { notFound, TradepostError } from '../errors.ts';
import { changedBy } from './server-fault.ts';
import { isTheCompanys, obstacleOf } from './way-out.ts';

/** Those that may be chosen, and why one cannot now. */
export async function readOutgoingAccounts(db: Kysely<DB>, scope: Scope): Promise<OutgoingAccount[]> {
  const rows = await listOutgoingAccounts(db, scope);
  return rows.filter(isTheCompanys).map((account) => ({
    id: account.id,
    address: account.address,
    ownerName: account.owner_name,
    obstacle: obstacleOf({ account }),
  }));
}

/**
 * Its server and its password stay where they are: here is only which account it is. A server that was typed in before,
 * and its password, are forgotten.
 * @param actorId null: the command line.
 * @throws TradepostError 'not-found'; 'unprocessable' for one that does not send, or whose reader would read others' links.
 */
export async function chooseOutgoingAccount(
  db: Kysely<DB>,
  scope: Scope,
  input: OutgoingAccountInput,
  actorId: number | null,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    // Removing it waits for this, and then finds it chosen.
    if ((await lockAccount(tx, scope, input.accountId)) === undefined) throw notFound('The mail account');
    const [account] = await listOutgoingAccounts(tx, scope, input.accountId);
    if (account === undefined) throw notFound('The mail account');
    const obstacle = obstacleOf({ account });
    if (obstacle !== null)
      throw new TradepostError(
        'unprocessable',
        'This mail account cannot be chosen: it belongs to a person who is no administrator, is the unified mailbox, is paused, or has no server for sending.',
        { details: { code: obstacle } },
      );
    const row = {
      account_id: account.id,
      host: null,
      port: null,
      security: null,
      user_name: null,
      secret: null,
      secret_key_id: null,
      private_host_allowed: false,
      from_address: account.address.toLowerCase(),
      from_name: input.fromName?.trim() || null,
      last_success_at: null,
      ...changedBy(actorId),
    };
    await tx
      .insertInto('outgoing_server')
      .values(row)
      .onConflict((oc) => oc.column('single').doUpdateSet(row))
      .execute();
    await appendAudit(tx, {
      actorId,
      action: 'outgoing-server.changed',
      subjectKind: 'outgoing-server',
      subjectId: null,
      detail: { account: account.address, accountId: account.id, from: row.from_address },
    });
  });
}

/** @param tx has locked the account. @throws TradepostError 'conflict' */
export async function assertSendsNothing(
  tx: Transaction<DB>,
  account: { readonly id: number; readonly address: string },
): Promise<void> {
  const chosen = await tx
    .selectFrom('outgoing_server')
    .select('single')
    .where('account_id', '=', account.id)
    .executeTakeFirst();
  if (chosen === undefined) return;
  throw faultError(
    'conflict',
    fault('sends-own-mail', { value: account.address }),
    `Reminders and links of Tradepost go out through ${account.address}. Have an administrator choose another way under Settings, Outgoing mail first.`,
  );
}
