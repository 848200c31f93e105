/**
 * How many matches a search has, and of whom. Where there are few, all are counted; where there are many, some weeks of each
 * year are counted whole and stand for the others, and the numbers say that they are estimates. What the asker may not see
 * is in no number.
 */
import type { FacetValue, SearchFacets } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import {
  isTimeout,
  type SearchAsked,
  type Weeks,
  weeksOf,
  withSearchSettings,
} from '@tradepost/db/queries/search';
import {
  countFacets,
  type FacetRow,
  type Facets,
  listWeeks,
  type SampledWeek,
  spanOfNewest,
} from '@tradepost/db/queries/search-facets';
import { attachmentType } from '@tradepost/mail/words';
import type { Kysely, Transaction } from 'kysely';
import { askSearch, type SearchAsker } from './ask.ts';
import { recordSearch } from './record-search.ts';

/** As many are counted one by one. */
const MOST_COUNTED = 2_000;
const TIMEOUT_MS = 5_000;
const FEWEST_PERIODS = 8;
const WEEKS_OF_YEAR = 52;

export async function countSearch(db: Kysely<DB>, asker: SearchAsker, typed: string): Promise<SearchFacets> {
  const { query, condition } = await askSearch(db, asker, typed);
  const asked = { query, condition, onePerThread: false };
  await recordSearch(db, asker.viewer, typed, null);
  const weeks = await weeksOf(db, condition);
  if (weeks === null) return describe({ rows: [], files: [] }, false);
  try {
    return await withSearchSettings(db, TIMEOUT_MS, async (tx) => {
      const { sample, estimate } = await chooseWeeks(tx, asker, asked, weeks);
      return describe(await countFacets(tx, asker.scope, asked, sample, asker.timeZone), estimate);
    });
  } catch (error) {
    if (!isTimeout(error)) throw error;
    return { ...describe({ rows: [], files: [] }, true), state: 'timed-out' };
  }
}

async function chooseWeeks(
  tx: Transaction<DB>,
  { scope }: SearchAsker,
  asked: SearchAsked,
  weeks: Weeks,
): Promise<{ readonly sample: readonly SampledWeek[]; readonly estimate: boolean }> {
  const newest = await spanOfNewest(tx, scope, asked, weeks, MOST_COUNTED + 1);
  const all = await listWeeks(tx, weeks);
  if (newest.matches <= MOST_COUNTED) {
    // None is older than these.
    const sample = all.filter((week) => week >= newest.oldest).map((week) => ({ week, weight: 1 }));
    return { sample: newest.matches === 0 ? [] : sample, estimate: false };
  }
  const perPeriod = newest.matches / Math.max(1, all.filter((week) => week >= newest.oldest).length);
  return {
    sample: sampleOf(all, Math.max(FEWEST_PERIODS, Math.round(MOST_COUNTED / perPeriod))),
    estimate: true,
  };
}

/** Periods, by their first weeks, at even distances, at least one of each stretch of 52 weeks. Exported for its test. */
export function sampleOf(weeks: readonly number[], wanted: number): SampledWeek[] {
  if (wanted >= weeks.length) return weeks.map((week) => ({ week, weight: 1 }));
  const wide = Math.max(1, ((weeks[0] ?? 0) - (weeks.at(-1) ?? 0)) / (weeks.length - 1));
  const step = Math.min(WEEKS_OF_YEAR / wide, weeks.length / wanted);
  const sample: SampledWeek[] = [];
  for (let from = 0; Math.floor(from) < weeks.length; from += step) {
    const [first, next] = [Math.floor(from), Math.min(weeks.length, Math.floor(from + step))];
    const middle = weeks[first + Math.floor((next - first) / 2)] ?? weeks[first];
    if (middle !== undefined && next > first) sample.push({ week: middle, weight: next - first });
  }
  return sample;
}

function describe({ rows, files }: Facets, estimate: boolean): SearchFacets {
  const number = (count: number) => ({ count: estimate ? rounded(count) : count, estimate });
  const of = (facet: FacetRow['facet'], narrow: (value: string) => string): FacetValue[] =>
    rows
      .filter((row) => row.facet === facet)
      .map(({ value, label, count }) => ({ value, label, narrow: narrow(value), ...number(count) }));
  const types = new Map<string, number>();
  for (const mail of files)
    for (const type of new Set(
      mail.files.map(({ fileName, contentType }) => attachmentType(fileName, contentType)),
    ))
      types.set(type, (types.get(type) ?? 0) + mail.weight);
  return {
    state: 'complete',
    total: number(rows.find((row) => row.facet === 'total')?.count ?? 0),
    people: of('people', (value) => `from:"${value.replaceAll('"', '')}"`),
    customers: of('customers', (value) => `customer:#${value}`),
    years: of('years', (value) => `on:${value}`),
    directions: of('directions', (value) => `direction:${value}`),
    types: [...types]
      .sort((a, b) => b[1] - a[1])
      .map(([value, count]) => ({ value, label: null, narrow: `type:${value}`, ...number(count) })),
    kinds: of('kinds', (value) => `kind:${value}`),
  };
}

/** Two digits: more would say that it is known. */
function rounded(count: number): number {
  const digits = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1);
  return Math.round(count / digits) * digits;
}
