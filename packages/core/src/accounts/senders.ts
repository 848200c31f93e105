/** Who may write as an account beside its owner. */
import type { AccountSender, SubmissionInput, SubmissionTest } from '@tradepost/contract';
import { lockAccount } from '@tradepost/db/queries/accounts';
import { listAccountSenders, setAccountSenders } from '@tradepost/db/queries/letter-senders';
import type { Kysely } from 'kysely';
import type { DB } from '@tradepost/db';
import { appendAudit } from '../audit/append.ts';
import { notFound, TradepostError } from '../errors.ts';
import { SecretError } from '../secrets.ts';
import type { AccountActor } from './change.ts';
import type { AccountDeps } from './deps.ts';
import { assertMayChange } from './rights.ts';
import { openSubmission } from './submission.ts';

/** Those who see the account see who writes as it. @throws TradepostError 'not-found' */
export async function readAccountSenders(
  db: Kysely<DB>,
  { scope }: AccountActor,
  accountId: number,
): Promise<AccountSender[]> {
  const account = await db
    .selectFrom('mail_account as a')
    .select('a.id')
    .where('a.id', '=', accountId)
    .where('a.state', '<>', 'removed')
    .where(scope.account('a'))
    .executeTakeFirst();
  if (account === undefined) throw notFound('The mail account');
  return (await listAccountSenders(db, accountId)).map((row) => ({
    userId: row.user_id,
    name: row.name,
    grantedAt: row.granted_at.toISOString(),
    grantedByName: row.granted_by_name,
  }));
}

/**
 * The owner of the account or an administrator says it. Who reads only writes to nobody.
 * @throws TradepostError 'not-found', 'forbidden', 'invalid-request'.
 */
export async function giveAccountSenders(
  deps: AccountDeps,
  actor: AccountActor,
  accountId: number,
  userIds: readonly number[],
): Promise<AccountSender[]> {
  const { viewer, scope } = actor;
  const wanted = [...new Set(userIds)].sort((a, b) => a - b);
  await deps.db.transaction().execute(async (tx) => {
    const account = await lockAccount(tx, scope, accountId);
    if (account === undefined) throw notFound('The mail account');
    assertMayChange(viewer, account);
    const known = await tx
      .selectFrom('app_user')
      .select('id')
      .where('id', 'in', wanted.length === 0 ? [0] : wanted)
      .where('disabled_at', 'is', null)
      .where('role', '<>', 'reader')
      .execute();
    if (known.length < wanted.length)
      throw new TradepostError(
        'invalid-request',
        'Only active people of the company who are no readers can write as a mail account.',
      );
    const changed = await setAccountSenders(tx, accountId, wanted, viewer?.id ?? null);
    if (changed.added.length + changed.removed.length === 0) return;
    await appendAudit(tx, {
      actorId: viewer?.id ?? null,
      action: 'mail-account.senders-changed',
      subjectKind: 'mail-account',
      subjectId: accountId,
      detail: { address: account.address, ...changed },
    });
  });
  await deps.notifier.publish({ type: 'account', accountId });
  return readAccountSenders(deps.db, actor, accountId);
}

const UNREADABLE = (error: SecretError): SubmissionTest => ({
  ok: false,
  fault: { code: 'secret-unreadable', detail: error.message },
  maxSize: null,
});

/**
 * Uses the saved password, so only those who may change the account may do it.
 * @throws TradepostError 'not-found', 'forbidden'.
 */
export async function testAccountSending(
  deps: AccountDeps,
  { viewer, scope }: AccountActor,
  accountId: number,
): Promise<SubmissionTest> {
  const row = await deps.db
    .selectFrom('mail_account as a')
    .selectAll()
    .where('a.id', '=', accountId)
    .where('a.state', '<>', 'removed')
    .where(scope.account('a'))
    .executeTakeFirst();
  if (row === undefined) throw notFound('The mail account');
  assertMayChange(viewer, row);
  try {
    const server = openSubmission(deps.secrets, row);
    if (server === null)
      return { ok: false, fault: { code: 'no-sending-server', detail: null }, maxSize: null };
    return await deps.probe.testSending(server, { privateHostAllowed: row.smtp_private_host_allowed });
  } catch (error) {
    if (error instanceof SecretError) return UNREADABLE(error);
    throw error;
  }
}

/** Settings that are typed and not saved yet. @throws TradepostError 'invalid-request' without a password. */
export async function testSendingSettings(
  deps: Pick<AccountDeps, 'probe'>,
  smtp: SubmissionInput,
  imapPassword: string | undefined,
): Promise<SubmissionTest> {
  const { host, port, security, user } = smtp;
  const password = smtp.password ?? imapPassword;
  if (user !== null && password === undefined)
    throw new TradepostError('invalid-request', 'Enter the password to test with.');
  const auth = user === null || password === undefined ? null : { user, password };
  return deps.probe.testSending(
    { host: host.trim().toLowerCase(), port, security, auth },
    { privateHostAllowed: false },
  );
}
