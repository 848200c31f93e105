/**
 * Statements whose plan a connection keeps. Some of ours have a dozen tables in their rule of sight: to plan one takes as
 * long as to run it. https://www.postgresql.org/docs/18/sql-prepare.html
 */
import { hash } from 'node:crypto';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { DB } from './schema.ts';

const MARK = '/* kept */';
/** Of one connection. A plan of ours takes some hundred kilobytes; what is asked in more ways than these is planned each time. */
const MOST_KEPT = 40;

/**
 * To be planned once in a connection, and not for the values of one call: where the plan is the same whatever is asked. In a
 * transaction with `plan_cache_mode` at `force_generic_plan` that is so from the first call on; elsewhere Postgres plans
 * the first five calls each, and then decides.
 */
export const keptPlan = <Row>(statement: RawBuilder<Row>): RawBuilder<Row> =>
  sql<Row>`${sql.raw(MARK)}${statement}`;

/**
 * In this transaction plans are kept that hold whatever is asked, and whatever the tables had when they were made: each row of a
 * batch is looked up by key. The statements of its triggers are planned by it, too. Compiling an expression costs more than
 * running it.
 */
export async function planForBatches(tx: Transaction<DB>): Promise<void> {
  await keptPlan(sql`select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('jit', 'off', true),
    set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
    set_config('enable_mergejoin', 'off', true), set_config('enable_material', 'off', true)`).execute(tx);
}

/** A client that prepares what is marked, under a name made of its text, up to a bound. */
export class PlanKeepingClient extends pg.Client {
  readonly #kept = new Set<string>();

  override query = ((text: unknown, ...rest: unknown[]): unknown => {
    const named = typeof text === 'string' && text.startsWith(MARK) ? this.#named(text, rest[0]) : text;
    const run = super.query.bind(this) as (...args: readonly unknown[]) => unknown;
    return named === text ? run(text, ...rest) : run(named, ...rest.slice(1));
  }) as pg.Client['query'];

  #named(text: string, values: unknown): unknown {
    const name = hash('sha1', text);
    if (!this.#kept.has(name) && this.#kept.size >= MOST_KEPT) return text;
    this.#kept.add(name);
    return { name, text, values };
  }
}
