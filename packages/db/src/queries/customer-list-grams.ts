/**
 * Which runs of characters a search for words asks the index of texts for. What a third of all texts have narrows little
 * beside what few have, and its list of texts is read from end to end.
 */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../schema.ts';
import { COLUMNS, type Gram, type WordsIn } from './customer-list-words.ts';
import { gramsOfWords } from './text-words.ts';

/** Of all texts the part that has a gram, from 0 to 1. */
export interface GramShares {
  readonly of: ReadonlyMap<string, number>;
  /** No gram that is not among them has more. */
  readonly least: number;
}

/** A gram is asked for that so many times as many texts have as the rarest; what it spares pays for reading its list. */
const TIMES = 8;
/** The same of the least that is known, where the rarest is rarer than that. */
const TIMES_LEAST = 3;
/** Of a word whose rarest gram has this share that one alone: a word so common lends its grams their shares. */
const COMMON = 0.05;

const KEPT_MS = 10 * 60_000;
const keptOf = new WeakMap<Kysely<DB>, { readonly until: number; readonly shares: Promise<GramShares> }>();

/**
 * Those of the commonest grams that Postgres keeps of the index (pg_stats, renewed by each ANALYZE); none before the first.
 * They change slowly, and take a few milliseconds to read: they are kept for some minutes.
 */
export function gramShares(db: Kysely<DB>): Promise<GramShares> {
  const kept = keptOf.get(db);
  if (kept !== undefined && kept.until > Date.now()) return kept.shares;
  const shares = readShares(db);
  keptOf.set(db, { until: Date.now() + KEPT_MS, shares });
  shares.catch(() => keptOf.delete(db));
  return shares;
}

async function readShares(db: Kysely<DB>): Promise<GramShares> {
  const { rows } = await sql<{ grams: string[]; shares: number[] }>`
    select most_common_elems::text::text[] as grams, most_common_elem_freqs as shares from pg_stats
    where schemaname = current_schema() and tablename = 'customer_text_words'
      and most_common_elems is not null`.execute(db);
  const { grams, shares } = rows[0] ?? { grams: [], shares: [] };
  // After the last gram's stands the least of all. https://www.postgresql.org/docs/18/view-pg-stats.html
  const least = shares[grams.length] ?? 0;
  return { of: new Map(grams.map((gram, nr) => [gram, shares[nr] ?? least])), least };
}

/** What the index has of every text that holds these words, the rarest first. */
export function gramsToAsk(texts: readonly WordsIn[], { of, least }: GramShares): Gram[] {
  const rarestFirst = (a: Gram, b: Gram) => a.share - b.share;
  const grams = texts.flatMap(({ text, words }) =>
    gramsOfWords(words).flatMap((own) => {
      const ofWord = own.map((gram) => ({ text, gram, share: of.get(COLUMNS[text] + gram) ?? 0 }));
      ofWord.sort(rarestFirst);
      return (ofWord[0]?.share ?? 0) < COMMON ? ofWord : ofWord.slice(0, 1);
    }),
  );
  grams.sort(rarestFirst);
  const most = Math.max(TIMES * (grams[0]?.share ?? 0), TIMES_LEAST * least);
  return grams.filter(({ share }) => share <= most);
}
