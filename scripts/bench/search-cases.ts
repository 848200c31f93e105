/** The searches that are timed. */
import { loadViewer } from '@tradepost/core/users/load-viewer';
import type { SearchAsker } from '@tradepost/core/search/ask';
import { type SearchPoint, searchPage, type SearchRequest } from '@tradepost/core/search/search';
import { countSearch } from '@tradepost/core/search/facets';
import { scopeOf } from '@tradepost/core/visibility/scope';
import type { DB } from '@tradepost/db';
import type { Kysely } from 'kysely';

export interface SearchCase {
  readonly name: string;
  readonly query: string;
  readonly who: 'owner' | 'manager' | 'salesperson';
  /** A first page has a goal, the fiftieth one beside the first. */
  readonly kind: 'first page' | 'page 50' | 'other';
  /** @returns rows on the page. */
  readonly ask: () => Promise<number>;
}

const LIMIT = 20;
const DEEP = 50;

type Who = SearchCase['who'];
const ASKED: readonly (readonly [name: string, query: string, who?: Who])[] = [
  ['word of one mail in 50,000', 'xylophone'],
  ['word of 0.1 %', 'anemometer'],
  ['word of 1 %', 'demurrage'],
  ['common word (10 %)', 'galvanized'],
  ['most common word', 'the'],
  ['two common words', 'galvanized certificate'],
  ['common and rare word', 'galvanized anemometer'],
  ['three words', 'galvanized certificate demurrage'],
  ['either of two words', 'anemometer OR xylophone'],
  ['word that nothing has', 'qwzxv'],
  ['two words, never together', 'xylophone 尼龙扎带'],
  ['excluded word', 'demurrage -galvanized'],
  ['only an excluded word', '-galvanized'],
  ['phrase', '"partial shipment allowed"'],
  ['phrase that nothing has', '"allowed shipment partial"'],
  ['prefix', 'anemo*'],
  ['short prefix', 'ga*'],
  ['stem', 'anemometers'],
  ['one Chinese character', '法'],
  ['two Chinese characters', '法兰'],
  ['rare two Chinese characters', '扎带'],
  ['four Chinese characters', '尼龙扎带'],
  ['five Chinese characters (10 %)', '不锈钢法兰'],
  ['code', 'PO-2023/10002'],
  ['part of a code', '10002'],
  ['container number', 'MSKU1000004'],
  ['address', 'from:buyer1@firm42.example'],
  ['part of an address', '@firm42.example'],
  ['sender', 'from:firm42'],
  ['subject', 'subject:ref'],
  ['body', 'body:galvanized'],
  ['customer', 'customer:#42'],
  ['customer and word', 'customer:#42 galvanized'],
  ['salesperson and word', 'owner:#15 demurrage'],
  ['grade, country and word', 'grade:A country:DE certificate'],
  ['language and direction', 'lang:de direction:inbound'],
  ['attachment', 'has:attachment demurrage'],
  ['type of attachment', 'type:xlsx anemometer'],
  ['a year', 'on:2020 galvanized'],
  ['before a day', 'before:2019-06-01 certificate'],
  ['larger than', 'larger:3mb demurrage'],
  ['unfiled', 'is:unfiled demurrage'],
  ['manager, common word', 'galvanized', 'manager'],
  ['manager, rare word', 'anemometer', 'manager'],
  ['manager, two Chinese characters', '法兰', 'manager'],
  ['salesperson, common word', 'galvanized', 'salesperson'],
  ['salesperson, rare word', 'anemometer', 'salesperson'],
  ['salesperson, phrase', '"partial shipment allowed"', 'salesperson'],
  ['salesperson, four Chinese characters', '尼龙扎带', 'salesperson'],
];

const USERS = { owner: 1, manager: 2, salesperson: 15 } as const;

export async function searchCases(db: Kysely<DB>): Promise<SearchCase[]> {
  const askers = Object.fromEntries(
    await Promise.all(Object.entries(USERS).map(async ([who, id]) => [who, await askerOf(db, id)] as const)),
  ) as Record<Who, SearchAsker>;
  const page = async (who: Who, typed: string, more: Partial<SearchRequest> = {}) =>
    searchPage(db, askers[who], {
      typed,
      order: 'newest',
      group: 'none',
      after: null,
      limit: LIMIT,
      ...more,
    });
  const cases: SearchCase[] = ASKED.map(([name, query, who = 'owner']) => ({
    name,
    query,
    who,
    kind: 'first page',
    ask: async () => (await page(who, query)).items.length,
  }));
  for (const [name, query, who] of ASKED.filter(([name]) => DEEP_ONES.includes(name))) {
    const after = await deepPoint((point) => page(who ?? 'owner', query, { after: point }));
    if (after === null) continue;
    const ask = async () => (await page(who ?? 'owner', query, { after })).items.length;
    cases.push({ name, query, who: who ?? 'owner', kind: 'page 50', ask });
  }
  const other = (name: string, query: string, who: Who, ask: () => Promise<number>) =>
    cases.push({ name, query, who, kind: 'other', ask });
  const relevance = (query: string) => async () =>
    (await page('owner', query, { order: 'relevance' })).items.length;
  other('relevance, rare word', 'anemometer', 'owner', relevance('anemometer'));
  other('relevance, common word', 'galvanized', 'owner', relevance('galvanized'));
  for (const group of ['thread', 'customer'] as const)
    other(
      `by ${group}, common word`,
      'galvanized',
      'owner',
      async () => (await page('owner', 'galvanized', { group })).items.length,
    );
  for (const who of ['owner', 'salesperson'] as const)
    for (const query of ['anemometer', 'galvanized'])
      other(
        `counts, ${query}`,
        query,
        who,
        async () => (await countSearch(db, askers[who], query)).total.count,
      );
  return cases;
}

const DEEP_ONES: readonly string[] = [
  'common word (10 %)',
  'two common words',
  'word of 1 %',
  'two Chinese characters',
  'manager, common word',
  'salesperson, common word',
];

async function deepPoint(
  page: (after: SearchPoint | null) => Promise<{ readonly next: SearchPoint | null }>,
): Promise<SearchPoint | null> {
  let point: SearchPoint | null = null;
  for (let i = 1; i < DEEP; i++) {
    const { next } = await page(point);
    if (next === null) return null;
    point = next;
  }
  return point;
}

async function askerOf(db: Kysely<DB>, id: number): Promise<SearchAsker> {
  const user = await db
    .selectFrom('app_user')
    .select(['id', 'role', 'department_id', 'time_zone'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const viewer = await loadViewer(db, user);
  return { viewer, scope: scopeOf(viewer), timeZone: user.time_zone };
}
