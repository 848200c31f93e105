/** Which of the staff a mail is from, and whether that is proved. */
import type { DB } from '@tradepost/db';
import { findStaff, hasAccount, hasSentCopy, type StaffRow } from '@tradepost/db/queries/unified-staff';
import type { Claimed, ItemFacts } from '@tradepost/db/queries/unified-work';
import type { Submission } from '@tradepost/mail/card';
import type { Kysely } from 'kysely';
import { domainOf } from '../customers/normalise.ts';
import { proveSender } from './sender-proof.ts';

/** So long the copy in the sender's own Sent mailbox is waited for. */
const PATIENCE_MS = 10 * 60_000;

export type Identified =
  | { readonly verdict: 'outside' }
  | { readonly verdict: 'wait' }
  | { readonly verdict: 'unproved'; readonly reason: string; readonly author: StaffRow | null }
  | { readonly verdict: 'proved'; readonly author: StaffRow; readonly from: string };

export async function identifySender(
  db: Kysely<DB>,
  item: Claimed,
  facts: ItemFacts,
  submission: Submission,
): Promise<Identified> {
  const senders = facts.people.filter(({ role }) => role === 'from').map(({ address }) => address);
  const staff = (
    await Promise.all([...new Set(senders)].slice(0, 5).map((address) => findStaff(db, address)))
  ).flat();
  const [author] = staff;
  if (author === undefined) return { verdict: 'outside' };
  const [from] = senders;
  // Which of two From addresses is shown differs between programs (RFC 7489 6.6.1): neither is believed. Two people
  // with one address: only a sign-in is somebody's own for sure.
  if (from === undefined || senders.length > 1 || submission.fromFields !== 1)
    return { verdict: 'unproved', reason: 'several-senders', author: null };
  if (staff.length > 1 && !author.by_email)
    return { verdict: 'unproved', reason: 'several-senders', author: null };
  const proof = proveSender(from, submission.authResults, {
    authservIds: facts.authserv_ids,
    trustsUnmarked: facts.trusts_unmarked,
    ownDomains: [domainOf(facts.address), ...facts.company_domains],
  });
  if (proof === 'proved') return { verdict: 'proved', author, from };
  // What lies in a person's own Sent mailbox that person has sent, whatever way it came here.
  if (await hasSentCopy(db, item.message_id, author.id)) return { verdict: 'proved', author, from };
  const young = Date.now() - item.created_at.getTime() < PATIENCE_MS;
  if (proof !== 'failed' && young && (await hasAccount(db, author.id, from))) return { verdict: 'wait' };
  return { verdict: 'unproved', reason: proof, author };
}
