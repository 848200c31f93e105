/** Connecting a mail account. */
import type { NewMailAccount } from '@tradepost/contract';
import { addCompanyDomains } from '@tradepost/db/queries/settings';
import type { DB } from '@tradepost/db';
import { sql, type Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { domainOf, normaliseAddress } from '../customers/normalise.ts';
import { TradepostError } from '../errors.ts';
import { isSharedDomain } from '../filing/freemail-domains.ts';
import { requestRedirect } from '../filing/redirect.ts';
import { isAdmin, type Viewer } from '../users/viewer.ts';
import { type AccountDeps, secretOwner } from './deps.ts';
import { assertActiveUser } from './owner.ts';
import { assertMayBeOurs } from './own-claim.ts';
import { decideAccountOwner } from './rights.ts';
import { newSubmission, submissionColumns } from './submission.ts';

export interface AddOptions {
  /** Null: the command line of the machine's administrator. */
  readonly viewer: Viewer | null;
  /** Only the command line says so: the host may be loopback or private. */
  readonly privateHostAllowed?: boolean;
}

/**
 * Saves the settings with the sealed secret and asks for a first sync.
 * @returns the account's id.
 * @throws TradepostError 'invalid-request' (host not allowed), 'conflict' (address connected already),
 *   'forbidden' (for someone else); as `assertMayBeOurs`.
 */
export async function addMailAccount(
  deps: AccountDeps,
  input: NewMailAccount,
  { viewer, privateHostAllowed = false }: AddOptions,
): Promise<number> {
  const address = normaliseAddress(input.address);
  const aliases = [...new Set((input.aliases ?? []).map(normaliseAddress))];
  const ownerId = decideAccountOwner(viewer, input.ownerId);
  await deps.probe.assertHostAllowed(input.imap, { privateHostAllowed });
  if (input.smtp !== undefined) await deps.probe.assertSubmissionAllowed(input.smtp, { privateHostAllowed });
  const { keyId, sealed } = deps.secrets.seal(secretOwner(address), input.password);
  const imap = {
    imap_host: input.imap.host.trim().toLowerCase(),
    imap_port: input.imap.port,
    imap_security: input.imap.security,
    imap_user: input.imap.user,
    secret_key_id: keyId,
    secret: sealed,
  };
  const smtp = submissionColumns(deps.secrets, newSubmission(address, imap), {
    input: input.smtp ?? null,
    imapPassword: () => input.password,
    imapPasswordGiven: true,
    privateHostAllowed,
  });
  const { id, jobId } = await deps.db.transaction().execute(async (tx) => {
    if (ownerId !== null) await assertActiveUser(tx, ownerId);
    await assertMayBeOurs(tx, viewer, [address, ...aliases]);
    const row = await tx
      .insertInto('mail_account')
      .values({
        address,
        aliases,
        display_name: input.displayName ?? null,
        owner_id: ownerId,
        provider: input.provider ?? deps.probe.providerOf(address) ?? 'generic',
        ...imap,
        ...smtp,
        private_host_allowed: privateHostAllowed,
      })
      .onConflict((oc) =>
        oc.expression(sql`lower(address)`).where('state', '<>', sql.lit('removed')).doNothing(),
      )
      .returning('id')
      .executeTakeFirst();
    if (row === undefined) throw new TradepostError('conflict', `${address} is connected already.`);
    // Only an administrator's word makes a domain the company's: mail from it is our own from then on.
    const mayNameDomain = viewer === null || isAdmin(viewer);
    const domains = mayNameDomain ? await addOwnDomain(tx, domainOf(address)) : [];
    const job = await requestRedirect(tx, { addresses: [address, ...aliases], domains }, viewer?.id ?? null);
    await appendAudit(tx, {
      actorId: viewer?.id ?? null,
      action: 'mail-account.added',
      subjectKind: 'mail-account',
      subjectId: row.id,
      detail: { address, host: input.imap.host, ownerId },
    });
    return { id: row.id, jobId: job };
  });
  await deps.notifier.enqueue('sync-account', { accountId: id });
  await deps.notifier.enqueue('background-job', { jobId });
  await deps.notifier.publish({ type: 'account', accountId: id });
  return id;
}

/** @returns the domain, if it became the company's now. */
async function addOwnDomain(tx: Transaction<DB>, domain: string): Promise<string[]> {
  if (isSharedDomain(domain)) return [];
  const known = await sql`
    select 1 from customer_domain where domain = ${domain}
    union all select 1 from contact_address where split_part(address, '@', 2) = ${domain}
    union all select 1 from company_domain where domain = ${domain}`.execute(tx);
  if (known.rows.length > 0) return [];
  await addCompanyDomains(tx, [domain]);
  return [domain];
}
