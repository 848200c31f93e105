/**
 * Who gets what comes in unowned, a customer of the pool or an inquiry: the rules in their order, the first that
 * fits by country, region and product; within a rule people take turns (round robin).
 */
import type { AssignmentRule } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { type Kysely, sql, type Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { TradepostError } from '../errors.ts';
import { partsOfWorld } from './parts-of-world.ts';
import { countHeld } from './take.ts';

export interface Facts {
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  readonly region: string | null;
  readonly products: readonly string[];
}

export async function listAssignmentRules(db: Kysely<DB>): Promise<AssignmentRule[]> {
  const rows = await db.selectFrom('assignment_rule').selectAll().orderBy('position').execute();
  return rows.map((row) => ({
    countries: row.countries,
    regions: row.regions,
    products: row.products,
    userIds: row.user_ids,
    mostHeld: row.most_held,
  }));
}

/** @throws TradepostError 'invalid-request' for a person who is not there, or only reads. */
export async function setAssignmentRules(
  db: Kysely<DB>,
  actorId: number | null,
  rules: readonly AssignmentRule[],
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const ids = [...new Set(rules.flatMap((rule) => rule.userIds))];
    const { rows } = await sql<{ id: number }>`
      select id from app_user
      where id = any(${ids}::bigint[]) and disabled_at is null and role <> 'reader'`.execute(tx);
    if (rows.length < ids.length)
      throw new TradepostError('invalid-request', 'A rule names a person who is not active, or only reads.');
    await tx.deleteFrom('assignment_rule').execute();
    if (rules.length > 0)
      await tx
        .insertInto('assignment_rule')
        .values(
          rules.map((rule, position) => ({
            position,
            countries: rule.countries,
            regions: rule.regions,
            products: rule.products,
            user_ids: rule.userIds,
            most_held: rule.mostHeld,
            last_user_id: null,
          })),
        )
        .execute();
    await appendAudit(tx, {
      actorId,
      action: 'assignment-rules.changed',
      subjectKind: 'setting',
      subjectId: 'assignment-rules',
      detail: { rules: rules.length },
    });
  });
}

/**
 * The person whose turn it is; the turn moves with the caller's transaction. The rule is locked: two customers at
 * once go to two people.
 * @param may leaves people out, such as those whom the one who assigns does not lead.
 * @returns null where no rule fits, or all of it hold as many as they may.
 */
export async function chooseByRules(
  tx: Transaction<DB>,
  facts: Facts,
  may: (userId: number) => boolean = () => true,
): Promise<number | null> {
  const rules = await tx.selectFrom('assignment_rule').selectAll().orderBy('position').forUpdate().execute();
  for (const rule of rules) {
    if (!fits(rule, facts)) continue;
    const active = await sql<{ id: number }>`
      select id from app_user
      where id = any(${rule.user_ids}::bigint[]) and disabled_at is null and role <> 'reader'`.execute(tx);
    const there = new Set(active.rows.map(({ id }) => id));
    const start = rule.last_user_id === null ? 0 : rule.user_ids.indexOf(rule.last_user_id) + 1;
    for (let step = 0; step < rule.user_ids.length; step++) {
      const userId = rule.user_ids[(start + step) % rule.user_ids.length] as number;
      if (!there.has(userId) || !may(userId)) continue;
      if (rule.most_held !== null && (await countHeld(tx, userId)) >= rule.most_held) continue;
      await tx
        .updateTable('assignment_rule')
        .set({ last_user_id: userId })
        .where('id', '=', rule.id)
        .execute();
      return userId;
    }
  }
  return null;
}

function fits(rule: Pick<AssignmentRule, 'countries' | 'regions' | 'products'>, facts: Facts): boolean {
  const word = (text: string) => text.normalize('NFKC').toLowerCase();
  const contains = (texts: readonly string[], words: readonly string[]) =>
    words.length === 0 || words.some((one) => texts.some((text) => word(text).includes(word(one))));
  return (
    (rule.countries.length === 0 || (facts.country !== null && rule.countries.includes(facts.country))) &&
    contains([facts.region ?? '', ...partsOfWorld(facts.country)], rule.regions) &&
    contains(facts.products, rule.products)
  );
}
