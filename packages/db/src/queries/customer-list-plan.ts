/** Which ways to a page are tried, the cheapest first, by what a sample of the customers tells. */
import type { Kysely } from 'kysely';
import type { DB } from '../schema.ts';
import { COST, costOfWords } from './customer-list-costs.ts';
import type { ListFilter } from './customer-list-filter.ts';
import { partsAhead, type Place } from './customer-list-order.ts';
import { inPieces, piecesUpTo } from './customer-list-pieces.ts';
import { ONE_OF, type Sample, sampleCustomers, sampleWords } from './customer-list-sample.ts';
import { byWords, type Way, type Ways } from './customer-list-ways.ts';
import type { Scope } from './scope.ts';

export interface Attempt {
  readonly way: Way | 'walk' | 'months' | 'keys';
  /** Rows after which it gives up. */
  readonly most: number;
  readonly cost: number;
  /** Of the rows ahead only those up to this value of the order are looked at; what is there fills the page. */
  readonly upTo?: string;
  /** The way finds those alone that the order begins with; they are to fill the page. */
  readonly begins?: true;
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

/** What a sample of the customers costs: what costs less is done without. */
const SAMPLE = 3_000;
/** So many are gathered without it: by more a sample of the texts hardly errs. */
const GATHER_FEW = 40_000;

/** What it is worth to have counted them. */
const ABOUT = 2_000;

/** What it costs to plan once more, in rows. */
const AGAIN = 500;

/** Of words and values together as many hits are taken for seen as each by itself lets expect, in no more than so many samples. */
const APART = 3;
const MOST_APART = 2;

/** Without words. */
const ALL = { fitting: 1, found: 1 };

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
  const words = texts.length === 0 ? ALL : await sampleWords(db, texts, ways.grams, customers);
  const few = { share: Math.min(1, byValue.rows / customers), rows: words.fitting * customers };
  if (texts.length > 0 && costOfWords(scope, filter, ways, { ...words, ...few }, question.order) < SAMPLE) {
    const way = byWords(scope, filter, ways.grams, few.rows);
    const attempts: Attempt[] = [
      { way, most: GATHER_FEW, cost: SAMPLE },
      { way: 'walk', most: 2 * customers, cost: customers },
    ];
    return { attempts, expected: few.rows };
  }
  const withWords = words.fitting;
  const sample = await sampleCustomers(db, filter, ways, question);
  const of = (count: number) => (count + 0.5) / (sample.rows + 1);
  // Of a few rows that have both chance tells most; what each says by itself is told by many. It counts as some rows more.
  const both = (count: number, withoutWords: number) => {
    const apart = withWords * of(withoutWords);
    const more = Math.min(APART / apart, MOST_APART * sample.rows);
    return (count + apart * more) / (sample.rows + more);
  };
  // What is rare is in none of the sample, or in one; statistics know how many an index finds.
  const ofFound = Math.min(1, (sample.fitting + 0.5) / (sample.byValue + 0.5));
  const byStatistics = (byValue.rows / customers) * ofFound;
  const fitting = texts.length === 0 ? (of(sample.fitting) + byStatistics) / 2 : null;
  const share = ways.narrowed ? (fitting ?? both(sample.fitting, sample.fitByValue)) : withWords;
  const ofKeys = filter.keyAccount === true ? of(sample.keys) : 1;
  const walked = walkLength(sample, share, filter, question);
  // The fewer of the sample fit, the longer a walk may be.
  const doubt = texts.length > 0 && ways.narrowed ? 1 + 1 / (sample.fitting + 1) : 1;
  const [walkText, lookUpText] = texts.length === 0 ? [0, 0] : [COST.walkText, COST.lookUpText];
  const found = Math.min(byValue.rows, of(sample.byValue + 1) * customers);
  const attempts: Attempt[] = [
    {
      way: 'walk',
      most: atMost(walked),
      cost: walked * doubt * (COST.walk + of(sample.fitByValue) * walkText),
    },
    { way: byValue, most: atMost(found), cost: byValue.cost - byValue.rows + found * (1 + lookUpText) },
  ];
  if (texts.length > 0) {
    const inFacets = ways.plain.facets === null ? 1 : of(sample.byFacets);
    const rows = (ways.plain.facets === null ? withWords : both(sample.byWords, sample.byFacets)) * customers;
    const way = byWords(scope, filter, ways.grams, rows);
    const cost = costOfWords(scope, filter, ways, { ...words, share: inFacets, rows }, question.order);
    attempts.push({ way, most: atMost(rows), cost });
    const piece = pieceOfOrder(sample, share * ofKeys, question);
    if (piece !== null) {
      const pieces = inPieces(question.order, piece.pieces);
      const within = byWords(scope, filter, ways.grams, rows * piece.share, pieces);
      const expected = { ...words, share: inFacets, rows, piece: piece.share };
      const cost = ABOUT + costOfWords(scope, filter, ways, expected, question.order);
      attempts.push({ way: within, most: atMost(within.rows), cost, begins: true });
    }
  }
  if (texts.length === 0 || ways.narrowed) {
    const part = partOf(sample, filter.keyAccount, question);
    const asked = { share, found: found / customers, part, limit: question.limit, row: 1 + walkText };
    attempts.push(...slice(byValue, sample, asked));
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
  return { attempts: attempts.sort((a, b) => a.cost - b.cost), expected: share * ofKeys * customers };
}

/** The first pieces of the order that hold a few pages, and which part of the customers they are; null: none, or not all of it. */
function pieceOfOrder(
  sample: Sample,
  share: number,
  question: Question,
): { pieces: readonly number[]; share: number } | null {
  const upTo = sample.pieces[Math.ceil((SLICE_PAGES * question.limit) / share / ONE_OF)];
  if (typeof upTo !== 'number' || sample.first === null || question.keyFirst || liesFar(sample, share))
    return null;
  const pieces = piecesUpTo(question, sample.first, upTo);
  if (pieces === null) return null;
  const inside = sample.pieces.filter((piece) => piece !== null && pieces.includes(piece)).length;
  return { pieces, share: (inside + 0.5) / (sample.rows + 1) };
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
 * @param found share that is found by value. @param part see `partOf`. @param row what one costs.
 */
function slice(
  way: Way,
  sample: Sample,
  { share, found, part, limit, row }: Record<'share' | 'found' | 'part' | 'limit' | 'row', number>,
): Attempt[] {
  const enough = SLICE_PAGES * limit;
  if (share * part * sample.rows * ONE_OF < 2 * enough) return [];
  const pieces = Math.ceil(enough / (share * part) / ONE_OF);
  const upTo = sample.ahead[pieces];
  if (upTo === undefined || liesFar(sample, share)) return [];
  const entries = (pieces + 1) * ONE_OF * part;
  const rows = entries * found;
  return [{ way, most: atMost(rows), cost: way.cost - way.rows + entries * COST.slice + rows * row, upTo }];
}
