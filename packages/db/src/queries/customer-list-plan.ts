/** Which ways to a page are tried, the cheapest first, by what a sample of the customers tells. */
import type { Kysely } from 'kysely';
import type { DB } from '../schema.ts';
import type { ListFilter } from './customer-list-filter.ts';
import { partsAhead, type Place } from './customer-list-order.ts';
import { ONE_OF, type Sample, sampleCustomers, sampleWords } from './customer-list-sample.ts';
import { byWords, ENTRY, type Way, type Ways } from './customer-list-ways.ts';
import type { Scope } from './scope.ts';

/** What a row costs, where one of a customer that an index finds costs 1: by processor time, with all in memory. */
const COST = { lookUpText: 3, findByText: 3, findInText: 1 } as const;

export interface Attempt {
  readonly way: Way | 'walk' | 'months' | 'keys';
  /** Rows after which it gives up. */
  readonly most: number;
  readonly cost: number;
  /** Of the rows ahead only those up to this value of the order are looked at; what is there fills the page. */
  readonly upTo?: string;
}

export interface Plan {
  readonly attempts: readonly Attempt[];
  /** Customers that fit, by the sample. */
  readonly expected: number;
}

interface Question extends Place {
  readonly limit: number;
}

/** Rows after which even a cheap attempt gives up, and how far an estimate may be wrong. */
const AT_LEAST = 5_000;
const MARGIN = 3;
/** Between rows that lie evenly, so many times the usual gap does not happen by chance (e⁻⁵). */
const GAP = 5;
/** Months that a company has had customers: five years. */
const MONTHS = 60;
/** Pages that a slice of the order is to hold, so that one page is in it for sure. */
const SLICE_PAGES = 2;

/** What it costs to plan once more, in rows. */
const AGAIN = 500;

const atMost = (rows: number) => Math.max(AT_LEAST, Math.ceil(MARGIN * rows));

export async function planPage(
  db: Kysely<DB>,
  scope: Scope,
  filter: ListFilter,
  ways: Ways,
  question: Question,
): Promise<Plan> {
  const { texts } = filter;
  const { byValue, customers } = ways;
  const withWords = texts.length === 0 ? 1 : await sampleWords(db, texts, customers);
  const sample = await sampleCustomers(db, filter, ways, question);
  const of = (count: number) => (count + 0.5) / (sample.rows + 1);
  // Of a few rows that have both, what each says by itself is half the answer.
  const both = (count: number, withoutWords: number) =>
    texts.length === 0 ? of(count) : (of(count) + 0.5 * withWords * of(withoutWords)) / 1.5;
  // What is rare is in none of the sample, or in one; statistics know how many an index finds.
  const ofFound = Math.min(1, (sample.fitting + 0.5) / (sample.byValue + 0.5));
  const byStatistics = (byValue.rows / customers) * ofFound;
  const fitting = texts.length === 0 ? (of(sample.fitting) + byStatistics) / 2 : null;
  const share = ways.narrowed ? (fitting ?? both(sample.fitting, sample.fitByValue)) : withWords;
  const walked = walkLength(sample, share, filter, question);
  const lookedUp = texts.length === 0 ? 0 : COST.lookUpText;
  const found = Math.min(byValue.rows, of(sample.byValue + 1) * customers);
  const attempts: Attempt[] = [
    { way: 'walk', most: atMost(walked), cost: walked * (1 + of(sample.fitByValue) * lookedUp) },
    { way: byValue, most: atMost(found), cost: byValue.cost - byValue.rows + found * (1 + lookedUp) },
  ];
  if (texts.length > 0) {
    const rows = (ways.plain.facets === null ? withWords : both(sample.byWords, sample.byFacets)) * customers;
    const way = byWords(scope, filter, rows);
    const inText = question.order === 'last-mail' && way.byLastMail !== null;
    const cost = rows * (inText ? COST.findInText : COST.findByText);
    attempts.push({ way, most: atMost(rows), cost });
  } else {
    const part = partOf(sample, filter.keyAccount, question);
    attempts.push(
      ...slice(byValue, sample, { share, found: found / customers, part, limit: question.limit }),
    );
  }
  if (texts.length === 0 && filter.noContactSince !== null && question.order === 'last-mail') {
    const rows = (2 * MONTHS * question.limit) / (of(sample.fitting) / of(sample.dormant));
    attempts.push({ way: 'months', most: atMost(rows), cost: rows });
  }
  const [first = null] = partsAhead(question);
  const ofFirst = of(sample.keys);
  // Those of key accounts alone, where they fill the page: the index of facets has them beside the rest of it.
  if (first === true && ways.plain.usesFacets && share * ofFirst * customers > SLICE_PAGES * question.limit)
    attempts.push({ way: 'keys', most: AT_LEAST, cost: AGAIN + byValue.cost * ofFirst });
  const ofKeys = filter.keyAccount === true ? of(sample.keys) : 1;
  return { attempts: attempts.sort((a, b) => a.cost - b.cost), expected: share * ofKeys * customers };
}

/** The share of the customers that the first part of the list is. */
function partOf(sample: Sample, keyAccount: boolean | null, question: Question): number {
  const [part = null] = partsAhead(question);
  return part === true || keyAccount === true ? (sample.keys + 0.5) / (sample.rows + 1) : 1;
}

/** Whether what fits begins further on than chance would have it. */
const liesFar = ({ passed }: Sample, share: number) => passed !== null && passed * share > GAP;

/** Rows until a page is full. */
function walkLength(sample: Sample, share: number, { keyAccount }: ListFilter, question: Question): number {
  const evenly = question.limit / share;
  const part = partOf(sample, keyAccount, question);
  const far = liesFar(sample, share) ? (sample.passed ?? 0) * ONE_OF * part : 0;
  // Where the key accounts do not fill it, all of them are passed.
  const keys = part < 1 && keyAccount === null ? part * sample.rows * ONE_OF : 0;
  return Math.max(far, evenly <= keys ? evenly : evenly + keys);
}

/**
 * What indexes find, compared with a piece of the order's own index that holds a few pages: of the customers only those
 * in both are looked at. For a share that is too large to gather and too small to walk for.
 * @param found share that is found by value. @param part see `partOf`.
 */
function slice(
  way: Way,
  sample: Sample,
  { share, found, part, limit }: { share: number; found: number; part: number; limit: number },
): Attempt[] {
  const enough = SLICE_PAGES * limit;
  if (share * part * sample.rows * ONE_OF < 2 * enough) return [];
  const pieces = Math.ceil(enough / (share * part) / ONE_OF);
  const upTo = sample.ahead[pieces];
  if (upTo === undefined || liesFar(sample, share)) return [];
  const entries = (pieces + 1) * ONE_OF * part;
  const rows = entries * found;
  return [{ way, most: atMost(rows), cost: way.cost - way.rows + entries * ENTRY + rows, upTo }];
}
