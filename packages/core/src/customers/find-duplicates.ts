/**
 * The one duplicate check (查重), for every way in: the form, import, cards, unfiled mail, the API.
 *
 * An address belongs to one contact of one customer, so the same address blocks. The same company domain, the same
 * number or a similar name in any script only warn: two branches, a shared switchboard.
 */
import type { DB } from '@tradepost/db';
import {
  findByAddress,
  findByDomain,
  findByNumberEnd,
  findHolders,
  findNameCandidates,
  type HolderRow,
  NUMBER_END,
  nameKeys,
} from '@tradepost/db/queries/duplicates';
import type { Scope } from '@tradepost/db/queries/scope';
import type { Kysely } from 'kysely';
import { TradepostError } from '../errors.ts';
import { isSharedDomain } from '../filing/freemail-domains.ts';
import { normaliseChannel } from './channels.ts';
import { lookupSets, similarity, weighGrams } from './name-similarity.ts';
import { domainOf, normaliseAddress, normaliseDomain } from './normalise.ts';

export interface DuplicateDraft {
  /** Names of the company, in any language. */
  readonly names?: readonly (string | null | undefined)[];
  /** As they were typed: what is no address is passed over. */
  readonly addresses?: readonly string[];
  readonly domains?: readonly string[];
  readonly phones?: readonly string[];
  /** The customer that the draft is of: not its own duplicate. */
  readonly exceptId?: number;
}

export type DuplicateReason = 'address' | 'domain' | 'phone' | 'name';

export interface Duplicate {
  readonly reason: DuplicateReason;
  /** What the two have in common: of the draft where the customer may not be known of. */
  readonly value: string;
  /** From 0 to 1: how sure. */
  readonly score: number;
  /** The draft cannot become a customer of its own as it is. */
  readonly blocks: boolean;
  /** Nobody's, in the public pool: to be claimed rather than made again. */
  readonly inPool: boolean;
  /** Null: a colleague's, of which the asker may know no more. */
  readonly customer: {
    readonly id: number;
    readonly name: string;
    readonly ownerId: number | null;
    readonly ownerName: string | null;
  } | null;
}

/** Alike enough to be told of; a colleague's only where hardly anything differs. */
const SIMILAR = 0.6;
const SIMILAR_OF_COLLEAGUE = 0.85;
const SCORES = { address: 1, domain: 0.9, phone: 0.8 } as const;
/** Most of each to look for, and to tell. */
const MOST_ASKED = 50;
const MOST_TOLD = 20;

/** Strongest first, each customer once. Reads some ten index pages whatever the number of customers. */
export async function findDuplicates(
  db: Kysely<DB>,
  scope: Scope,
  draft: DuplicateDraft,
): Promise<Duplicate[]> {
  const addresses = passing(draft.addresses, normaliseAddress);
  const claimed = passing(draft.domains, normaliseDomain);
  const domains = [...new Set([...claimed, ...addresses.map(domainOf)])].filter(
    (domain) => !isSharedDomain(domain),
  );
  const phones = passing(draft.phones, (value) => normaliseChannel({ kind: 'phone', value })).filter(
    (digits) => digits.length >= NUMBER_END,
  );
  const found: Described[] = [];
  for (const row of await findByAddress(db, scope, addresses))
    found.push(describe(row, 'address', SCORES.address, row.value, true));
  for (const row of await findByDomain(db, scope, domains))
    found.push(describe(row, 'domain', SCORES.domain, row.value, row.claimed && claimed.includes(row.value)));
  const ends = phones.map((digits) => digits.slice(-NUMBER_END));
  for (const row of await findByNumberEnd(db, scope, [...new Set(ends)])) {
    const own = phones.find((digits) => sameNumber(digits, row.value));
    if (own !== undefined) found.push(describe(row, 'phone', SCORES.phone, own, false));
  }
  found.push(...(await findSimilarNames(db, scope, draft.names ?? [])));
  return strongest(found, draft.exceptId);
}

interface Described {
  readonly customerId: number;
  readonly duplicate: Duplicate;
}

function describe(
  row: HolderRow,
  reason: DuplicateReason,
  score: number,
  value: string,
  blocks: boolean,
): Described {
  const { customer_id: id, customer_name: name, owner_id: ownerId, owner_name: ownerName } = row;
  const customer = row.visible ? { id, name, ownerId, ownerName } : null;
  return { customerId: id, duplicate: { reason, value, score, blocks, inPool: row.pooled, customer } };
}

async function findSimilarNames(
  db: Kysely<DB>,
  scope: Scope,
  names: readonly (string | null | undefined)[],
): Promise<Described[]> {
  const given = names.filter((name) => name !== null && name !== undefined).slice(0, 4);
  const drafts = (await nameKeys(db, given)).map((key) => ({ ...key, weights: weighGrams(key.key) }));
  const sets = drafts.flatMap(({ grams, shares, weights }) => lookupSets(grams, weights, shares));
  const scores = new Map<number, number>();
  for (const { customer_id, name_keys } of await findNameCandidates(db, sets)) {
    const keys = name_keys.split('\n').map(weighGrams);
    const score = Math.max(...drafts.flatMap(({ weights }) => keys.map((key) => similarity(weights, key))));
    if (score >= SIMILAR) scores.set(customer_id, score);
  }
  const best = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_TOLD);
  const rows = await findHolders(
    db,
    scope,
    best.map(([id]) => id),
  );
  return rows
    .map((row) => ({ row, score: scores.get(row.customer_id) ?? 0 }))
    .filter(({ row, score }) => row.visible || score >= SIMILAR_OF_COLLEAGUE)
    .map(({ row, score }) =>
      describe(row, 'name', Math.round(score * 100) / 100, row.visible ? row.value : (given[0] ?? ''), false),
    );
}

function strongest(found: readonly Described[], exceptId: number | undefined): Duplicate[] {
  const order = (a: Described, b: Described) =>
    Number(b.duplicate.blocks) - Number(a.duplicate.blocks) ||
    b.duplicate.score - a.duplicate.score ||
    a.customerId - b.customerId;
  const byCustomer = new Map<number, Described>();
  for (const one of [...found].sort(order))
    if (one.customerId !== exceptId && !byCustomer.has(one.customerId)) byCustomer.set(one.customerId, one);
  return [...byCustomer.values()].slice(0, MOST_TOLD).map(({ duplicate }) => duplicate);
}

/** One number with and without its country's prefix or a leading 0. */
function sameNumber(a: string, b: string): boolean {
  const [short, long] = [a, b].map((digits) => digits.replace(/^0+/, '')).sort((x, y) => x.length - y.length);
  // The longest country's prefixes have three digits (ITU-T E.164), 1-684 and its like four; a trunk 0 may follow.
  return short !== undefined && long !== undefined && long.endsWith(short) && long.length - short.length <= 5;
}

/** Each once, as `tidy` writes it; what it refuses is no address to look for. */
function passing(list: readonly string[] | undefined, tidy: (text: string) => string): string[] {
  const passed = new Set<string>();
  for (const text of (list ?? []).slice(0, MOST_ASKED))
    try {
      passed.add(tidy(text));
    } catch (error) {
      // Only what TradepostError says of bad input: half a word while somebody types.
      if (!(error instanceof TradepostError)) throw error;
    }
  return [...passed];
}
