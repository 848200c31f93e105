/** The company: its name and its own mail domains. */
import type { DB } from '@tradepost/db';
import {
  addCompanyDomains,
  getSetting,
  listCompanyDomains,
  putSetting,
  removeCompanyDomainsBut,
} from '@tradepost/db/queries/settings';
import type { Kysely } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { TradepostError } from '../errors.ts';
import { isSharedDomain } from '../filing/freemail-domains.ts';
import { requestRedirect } from '../filing/redirect.ts';
import { normaliseDomain } from '../customers/normalise.ts';

export interface Company {
  readonly name: string;
  readonly domains: string[];
}

export async function getCompany(db: Kysely<DB>): Promise<Company> {
  const setting = await getSetting<{ name: string }>(db, 'company');
  return { name: setting?.name ?? '', domains: await listCompanyDomains(db) };
}

/**
 * @returns the company, and the job that reads past mail's direction again: to be enqueued.
 * @throws TradepostError 'invalid-request' for a malformed, freemail or platform domain, 'conflict' for a
 *   customer's.
 */
export async function updateCompany(
  db: Kysely<DB>,
  actorId: number | null,
  changes: { name?: string; domains?: readonly string[] },
): Promise<{ company: Company; jobId: number | null }> {
  const domains = changes.domains?.map(normaliseDomain);
  for (const domain of domains ?? [])
    if (isSharedDomain(domain))
      throw new TradepostError(
        'invalid-request',
        `${domain} is open to anyone, so it cannot be the company's.`,
      );
  return db.transaction().execute(async (tx) => {
    let jobId: number | null = null;
    if (changes.name !== undefined) await putSetting(tx, 'company', { name: changes.name.trim() });
    if (domains !== undefined) {
      const customers =
        domains.length === 0
          ? undefined
          : await tx
              .selectFrom('customer_domain')
              .select('domain')
              .where('domain', 'in', domains)
              .executeTakeFirst();
      if (customers !== undefined)
        throw new TradepostError('conflict', `${customers.domain} is the domain of a customer.`);
      const before = await listCompanyDomains(tx);
      await removeCompanyDomainsBut(tx, domains);
      await addCompanyDomains(tx, domains);
      const changed = [...new Set(before).symmetricDifference(new Set(domains))];
      // What was a customer's mail may be our own, or the other way round.
      if (changed.length > 0) jobId = await requestRedirect(tx, { addresses: [], domains: changed }, actorId);
    }
    await appendAudit(tx, {
      actorId,
      action: 'company.changed',
      subjectKind: 'company',
      subjectId: null,
      detail: { name: changes.name, domains },
    });
    return { company: await getCompany(tx), jobId };
  });
}
