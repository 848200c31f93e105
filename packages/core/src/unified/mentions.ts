/** Which customers and competitors a text is about: by the addresses and by the names in it. */
import type { DB } from '@tradepost/db';
import { findAddressed, findMentions, type Mention } from '@tradepost/db/queries/unified-mentions';
import type { Kysely } from 'kysely';
import { isSharedDomain } from '../filing/freemail-domains.ts';
import { type Candidate, nameCandidates } from './name-candidates.ts';

export interface Named {
  readonly customerId: number | null;
  readonly competitorId: number | null;
  readonly evidence: string;
  /** Else it is proposed, and a person says whether it is meant. */
  readonly sure: boolean;
}

/** Links of one item. */
const MOST_NAMED = 30;
const MOST_ADDRESSES = 200;
const ADDRESS = /[^\s@<>,;:()"'[\]，；：（）]{1,64}@[a-z0-9.-]{3,250}[a-z0-9]/gi;
const SITE = /(?:https?:\/\/|www\.)([a-z0-9.-]{3,250}[a-z0-9])/gi;

export async function findNamed(db: Kysely<DB>, text: string): Promise<Named[]> {
  const addresses = [...text.matchAll(ADDRESS)].slice(0, MOST_ADDRESSES).map(([one]) => one.toLowerCase());
  const sites = [...text.matchAll(SITE)]
    .slice(0, MOST_ADDRESSES)
    .map((match) => (match[1] as string).toLowerCase());
  const domains = [...addresses.map((one) => one.slice(one.indexOf('@') + 1)), ...sites]
    .map((domain) => domain.replace(/^www\./, ''))
    .filter((domain) => !isSharedDomain(domain));
  const addressed = await findAddressed(db, [...new Set(addresses)], [...new Set(domains)]);
  const candidates = nameCandidates(text);
  const mentions = await findMentions(db, [...new Set(candidates.map((one) => one.text))]);
  const named = addressed.map(({ customer_id, value }) => ({
    customerId: customer_id,
    competitorId: null,
    evidence: value,
    sure: true,
  }));
  return onceEach([...named, ...longest(mentions, candidates)]).slice(0, MOST_NAMED);
}

/** "Acme" inside "Acme Steel Works" is not Acme: of names that overlap the longest one counts. */
function longest(mentions: readonly Mention[], candidates: readonly Candidate[]): Named[] {
  const places = Map.groupBy(candidates, (one) => one.text);
  const byLength = [...mentions].sort((a, b) => b.text.length - a.text.length);
  const taken: Candidate[] = [];
  const named: Named[] = [];
  for (const mention of byLength) {
    const free = (places.get(mention.text) ?? []).filter(
      (place) =>
        !taken.some((one) => place.start < one.end && one.start < place.end && one.text !== place.text),
    );
    if (free.length === 0) continue;
    taken.push(...free.slice(0, 50));
    named.push({
      customerId: mention.customer_id,
      competitorId: mention.competitor_id,
      evidence: mention.text,
      sure:
        isTelling(mention.key) &&
        byLength.filter((one) => one.key === mention.key).every((one) => isSame(one, mention)),
    });
  }
  return named;
}

const isSame = (a: Mention, b: Mention) =>
  a.customer_id === b.customer_id && a.competitor_id === b.competitor_id;

/** Two words, or one that is long; four signs of Chinese: shorter ones are words of the language as well. */
function isTelling(key: string): boolean {
  const signs = [...key.matchAll(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)].length;
  if (signs > 0) return signs >= 4;
  return /\S\s+\S{2}/.test(key) || key.length >= 8;
}

function onceEach(named: readonly Named[]): Named[] {
  const seen = new Map<string, Named>();
  for (const one of named) {
    const id = `${one.customerId}/${one.competitorId}`;
    const before = seen.get(id);
    if (before === undefined || (one.sure && !before.sure)) seen.set(id, one);
  }
  return [...seen.values()].sort((a, b) => Number(b.sure) - Number(a.sure));
}
