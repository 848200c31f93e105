/** Changing, pausing, resuming and removing a mail account. */
import type { ImapSettings, SubmissionInput } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { lockAccount } from '@tradepost/db/queries/accounts';
import { wakeLettersOf } from '@tradepost/db/queries/letter-work';
import type { Scope } from '@tradepost/db/queries/scope';
import { type Selectable, sql, type Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { normaliseAddress } from '../customers/normalise.ts';
import { notFound, TradepostError } from '../errors.ts';
import { assertSendsNothing } from '../outbox/choose-account.ts';
import { wakeWayOut } from '../outbox/way-out.ts';
import { requestRedirect } from '../filing/redirect.ts';
import { markUnified } from '../unified/mark-account.ts';
import { isAdmin, type Viewer } from '../users/viewer.ts';
import { type AccountDeps, secretOwner } from './deps.ts';
import { assertActiveUser } from './owner.ts';
import { assertMayBeOurs } from './own-claim.ts';
import { changeSubmission } from './change-submission.ts';
import { assertMayChange, assertMayGive } from './rights.ts';
import { SENDING_AT_ONCE } from './submission.ts';

export interface AccountActor {
  /** Null: the command line. */
  readonly viewer: Viewer | null;
  readonly scope: Scope;
}

type AccountRecord = Selectable<DB['mail_account']>;

export interface AccountPatch {
  readonly password?: string;
  readonly imap?: ImapSettings;
  readonly smtp?: SubmissionInput | null;
  readonly appendSent?: boolean | null;
  readonly displayName?: string | null;
  readonly aliases?: readonly string[];
  readonly ownerId?: number | null;
  readonly unified?: boolean;
}

/**
 * A new host needs the password anew: else who may change the settings could have the saved one sent to a
 * server of his own.
 * @throws TradepostError 'not-found', 'forbidden', 'invalid-request'.
 */
export async function updateMailAccount(
  deps: AccountDeps,
  actor: AccountActor,
  id: number,
  patch: AccountPatch,
): Promise<void> {
  const jobIds: number[] = [];
  await change(deps, actor, id, 'mail-account.changed', async (tx, before) => {
    const { viewer } = actor;
    const aliases = patch.aliases && [...new Set(patch.aliases.map(normaliseAddress))];
    if (patch.ownerId !== undefined && patch.ownerId !== before.owner_id) {
      assertMayGive(viewer, patch.ownerId);
      if (patch.ownerId !== null) await assertActiveUser(tx, patch.ownerId);
    }
    const added = (aliases ?? []).filter((alias) => !before.aliases.includes(alias));
    await assertMayBeOurs(tx, viewer, added);
    const imap = patch.imap;
    const moved =
      imap !== undefined &&
      (imap.host.trim().toLowerCase() !== before.imap_host ||
        imap.port !== before.imap_port ||
        imap.security !== before.imap_security);
    if (moved && patch.password === undefined)
      throw new TradepostError('invalid-request', 'With a new server, enter the password again.');
    if (moved) await deps.probe.assertHostAllowed(imap, { privateHostAllowed: false });
    const smtp = await changeSubmission(deps, before, patch, viewer === null);
    const sealed =
      patch.password === undefined ? null : deps.secrets.seal(secretOwner(before.address), patch.password);
    await tx
      .updateTable('mail_account')
      .set({
        display_name: patch.displayName === undefined ? before.display_name : patch.displayName,
        aliases: aliases ?? before.aliases,
        owner_id: patch.ownerId === undefined ? before.owner_id : patch.ownerId,
        ...(imap === undefined
          ? {}
          : {
              imap_host: imap.host.trim().toLowerCase(),
              imap_port: imap.port,
              imap_security: imap.security,
              imap_user: imap.user,
              // The permission was for the host that the command line named.
              private_host_allowed: before.private_host_allowed && !moved,
            }),
        ...(sealed === null ? {} : { secret: sealed.sealed, secret_key_id: sealed.keyId }),
        ...(sealed === null && imap === undefined ? {} : TRY_AT_ONCE),
        ...smtp,
        ...(patch.appendSent === undefined ? {} : { append_sent: patch.appendSent }),
      })
      .where('id', '=', id)
      .execute();
    // Another mailbox may bear the numbers of the one before: only the proof tells.
    if (moved || (imap !== undefined && imap.user !== before.imap_user))
      await sql`
        update mailbox set reconciled_at = null, next_attempt_at = now() where account_id = ${id} and kind = 'imap'`.execute(
        tx,
      );
    if (smtp !== null) await wakeLettersOf(tx, id);
    await wakeWayOut(tx, id);
    const changed = [...new Set(before.aliases).symmetricDifference(new Set(aliases ?? before.aliases))];
    // Mail from an alias is our own from now on, and past mail too.
    if (changed.length > 0)
      jobIds.push(await requestRedirect(tx, { addresses: changed, domains: [] }, viewer?.id ?? null));
    const remark = patch.unified !== undefined && patch.unified !== before.unified;
    if (remark) {
      if (viewer !== null && !isAdmin(viewer))
        throw new TradepostError(
          'forbidden',
          'Only an administrator can make a mail account the unified mailbox.',
        );
      const pastId = await markUnified(tx, id, patch.unified === true, viewer?.id ?? null);
      if (pastId !== null) jobIds.push(pastId);
    }
    return {
      password: patch.password === undefined ? undefined : 'changed',
      host: moved ? [before.imap_host, imap.host] : undefined,
      owner: patch.ownerId === undefined ? undefined : [before.owner_id, patch.ownerId],
      aliases,
      unified: remark ? patch.unified : undefined,
      sendingHost: patch.smtp === undefined ? undefined : [before.smtp_host, patch.smtp?.host ?? null],
    };
  });
  for (const jobId of jobIds) await deps.notifier.enqueue('background-job', { jobId });
  await deps.notifier.enqueue('sync-account', { accountId: id });
}

export async function pauseMailAccount(deps: AccountDeps, actor: AccountActor, id: number): Promise<void> {
  await change(deps, actor, id, 'mail-account.paused', async (tx) => {
    await tx
      .updateTable('mail_account')
      .set({ state: 'paused', ...NO_LEASES })
      .where('id', '=', id)
      .execute();
  });
}

export async function resumeMailAccount(deps: AccountDeps, actor: AccountActor, id: number): Promise<void> {
  await change(deps, actor, id, 'mail-account.resumed', async (tx) => {
    await tx
      .updateTable('mail_account')
      .set({ state: 'active', ...TRY_AT_ONCE, ...SENDING_AT_ONCE })
      .where('id', '=', id)
      .execute();
    await wakeLettersOf(tx, id);
    await wakeWayOut(tx, id);
  });
  await deps.notifier.enqueue('sync-account', { accountId: id });
}

/**
 * The secret is wiped; the archive stays (I3), and so does who may read it.
 * @throws TradepostError 'conflict' while the product's own mail goes out through it.
 */
export async function removeMailAccount(deps: AccountDeps, actor: AccountActor, id: number): Promise<void> {
  await change(deps, actor, id, 'mail-account.removed', async (tx, before) => {
    await assertSendsNothing(tx, before);
    await tx
      .updateTable('mail_account')
      .set({
        state: 'removed',
        secret: Buffer.alloc(0),
        secret_key_id: '',
        smtp_secret: null,
        smtp_secret_key_id: null,
        removed_at: sql<Date>`now()`,
        ...NO_LEASES,
      })
      .where('id', '=', id)
      .execute();
  });
}

/** The owner's choice outranks the rule; null gives it back to the rule, which the next listing applies. */
export async function chooseMailbox(
  deps: AccountDeps,
  actor: AccountActor,
  mailboxId: number,
  chosen: boolean | null,
): Promise<void> {
  const box = await deps.db
    .selectFrom('mailbox')
    .select(['account_id', 'path', 'skip_reason'])
    .where('id', '=', mailboxId)
    .executeTakeFirst();
  if (box === undefined) throw notFound('The mailbox');
  await change(deps, actor, box.account_id, 'mailbox.chosen', async (tx) => {
    if (chosen === true && box.skip_reason === 'not-selectable')
      throw new TradepostError('unprocessable', 'This mailbox holds no mail itself, only other mailboxes.');
    await tx
      .updateTable('mailbox')
      .set({
        chosen,
        // Given back to the rule, it stays as it is until the rule was asked: archiving less by mistake is worse.
        ...(chosen === null ? {} : { skip_reason: chosen ? null : 'chosen' }),
        next_attempt_at: sql<Date>`now()`,
      })
      .where('id', '=', mailboxId)
      .execute();
    // Due now; a back-off is not cut short.
    await tx
      .updateTable('mail_account')
      .set({ next_attempt_at: sql<Date>`now()` })
      .where('id', '=', box.account_id)
      .where('error_code', 'is', null)
      .execute();
    return { mailboxId, path: box.path, chosen };
  });
  await deps.notifier.enqueue('sync-account', { accountId: box.account_id });
}

const NO_LEASES = { watch_owner: null, watch_lease_until: null, sync_owner: null, sync_lease_until: null };
const TRY_AT_ONCE = {
  next_attempt_at: sql<Date>`now()`,
  failures: 0,
  error_code: null,
  error_detail: null,
  error_since: null,
};

async function change(
  deps: AccountDeps,
  { viewer, scope }: AccountActor,
  id: number,
  action: string,
  work: (tx: Transaction<DB>, before: AccountRecord) => Promise<Record<string, unknown> | void>,
): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const before = await lockAccount(tx, scope, id);
    if (before === undefined) throw notFound('The mail account');
    assertMayChange(viewer, before);
    const detail = await work(tx, before);
    await appendAudit(tx, {
      actorId: viewer?.id ?? null,
      action,
      subjectKind: 'mail-account',
      subjectId: id,
      detail: { address: before.address, ...detail },
    });
  });
  await deps.notifier.publish({ type: 'account', accountId: id });
}
