/** Correspondents on no timeline, each with what it may be. */
import type { UnfiledSender } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import type { Scope } from '@tradepost/db/queries/scope';
import { findDomainsInCommon, listSuggestions } from '@tradepost/db/queries/suggestions';
import { hasMailWith, type UnfiledSenderRow } from '@tradepost/db/queries/unfiled';
import type { Kysely } from 'kysely';
import { notFound } from '../errors.ts';
import { isSharedDomain } from '../filing/freemail-domains.ts';
import { claimDomains } from './claim.ts';
import { insertContact } from './contacts.ts';
import { type Actor, insertCustomer } from './create.ts';
import type { CustomerDeps } from './deps.ts';
import { domainOf, normaliseAddress } from './normalise.ts';
import { proposeName } from './propose-name.ts';

/** Words that begin many company names and tell nothing apart. */
const COMMON_WORDS = new Set([
  'the',
  'group',
  'company',
  'trading',
  'international',
  'global',
  'import',
  'export',
]);

export async function describeUnfiled(
  db: Kysely<DB>,
  scope: Scope,
  rows: readonly UnfiledSenderRow[],
): Promise<UnfiledSender[]> {
  const open = await openDomains(db, rows);
  const senders = rows.map((row) => {
    const freemail = open.has(row.domain);
    return { row, freemail, name: proposeName(row.address, row.name, { freemail }) };
  });
  const suggestions = await listSuggestions(
    db,
    scope,
    senders.map(({ row, freemail, name }) => ({
      address: row.address,
      domain: freemail ? null : row.domain,
      word: freemail ? null : firstWord(name),
      threadIds: row.thread_ids,
    })),
  );
  const byAddress = Map.groupBy(suggestions, (suggestion) => suggestion.address);
  return senders.map(({ row, freemail, name }) => ({
    address: row.address,
    name: row.name,
    messages: row.messages,
    lastAt: row.last_at.toISOString(),
    lastSubject: row.last_subject,
    suggestions: (byAddress.get(row.address) ?? []).map((suggestion) => ({
      customerId: suggestion.customer_id,
      customerName: suggestion.customer_name,
      reason: suggestion.reason,
    })),
    proposedName: name,
    freemail,
  }));
}

/**
 * Of the senders' domains those that name no company: freemail and platforms by our lists, and what our own
 * customers show to be one. Two customers with an address in a domain that neither claims share a provider.
 */
async function openDomains(
  db: Kysely<DB>,
  rows: readonly { readonly domain: string }[],
): Promise<Set<string>> {
  const domains = [...new Set(rows.map((row) => row.domain))];
  const listed = domains.filter(isSharedDomain);
  return new Set([...listed, ...(await findDomainsInCommon(db, domains))]);
}

/** Letters and digits only: it becomes part of a regular expression. */
function firstWord(name: string): string | null {
  const word = /^[\p{L}\p{N}]{4,}/u.exec(name.toLowerCase())?.[0] ?? null;
  return word === null || COMMON_WORDS.has(word) ? null : word;
}

export interface MakeCustomerInput {
  readonly address: string;
  readonly name?: string;
  readonly customerId?: number;
  readonly withDomain?: boolean;
  readonly country?: string | null;
}

/**
 * One click: a new customer with this address as its first contact, or one more contact of an existing one.
 * @returns the customer's id.
 * @throws TradepostError 'not-found' when no mail with the address may be seen, or not the customer;
 *   'address-taken', 'invalid-request'.
 */
export async function makeCustomerFromSender(
  deps: CustomerDeps,
  actor: Actor,
  input: MakeCustomerInput,
): Promise<number> {
  const address = normaliseAddress(input.address);
  const made = await deps.db.transaction().execute(async (tx) => {
    if (!(await hasMailWith(tx, actor.scope, address))) throw notFound('Mail with this address');
    const known = await tx
      .selectFrom('address')
      .select('name')
      .where('address', '=', address)
      .executeTakeFirst();
    const contact = { name: known?.name ?? null, addresses: [address] };
    const domain = domainOf(address);
    const freemail = (await openDomains(tx, [{ domain }])).has(domain);
    const domains = input.withDomain === true && !freemail ? [domain] : [];
    if (input.customerId === undefined)
      return insertCustomer(tx, actor, {
        name: input.name ?? proposeName(address, known?.name ?? null, { freemail }),
        country: input.country ?? null,
        source: 'mail',
        domains,
        contacts: [contact],
      });
    const { customerId } = input;
    const { jobId } = await insertContact(tx, actor, customerId, contact);
    if (domains.length > 0) await claimDomains(tx, actor.scope, customerId, domains);
    return { customerId, jobId };
  });
  if (made.jobId !== null) await deps.notifier.enqueue('background-job', { jobId: made.jobId });
  await deps.notifier.publish({ type: 'timeline', customerId: made.customerId });
  return made.customerId;
}
