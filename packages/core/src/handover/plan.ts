/** Which customers go to whom: checked, and as rows. */
import type { HandoverPlan } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { assertMayGive } from '../accounts/rights.ts';
import { notFound, TradepostError } from '../errors.ts';
import { isAdmin, leads, type Viewer } from '../users/viewer.ts';

interface PlanPerson {
  readonly id: number;
  readonly name: string;
}

export interface CheckedPlan {
  readonly from: PlanPerson;
  /** In the order of the plan. */
  readonly to: readonly PlanPerson[];
}

/** A mail account is given away by those who may give it away on its own page. */
export const mayGiveAccounts = (viewer: Viewer): boolean => isAdmin(viewer);

/**
 * A leader hands over the customers of people he leads, to people he leads, or his own.
 * @throws TradepostError 'not-found' for people who are not his; 'invalid-request'; 'forbidden' for mail accounts.
 */
export async function checkPlan(db: Kysely<DB>, viewer: Viewer, plan: HandoverPlan): Promise<CheckedPlan> {
  const { way, restTo, accounts = [] } = plan;
  const heirs = plan.to.map(({ userId }) => userId);
  const wanted = [plan.fromId, ...heirs, ...accounts.flatMap(({ toId }) => toId ?? [])];
  const rows = await db
    .selectFrom('app_user')
    .select(['id', 'name', 'role', 'disabled_at'])
    .where('id', 'in', wanted)
    .execute();
  const mine = new Map(
    rows.filter(({ id }) => id === viewer.id || leads(viewer, id)).map((row) => [row.id, row]),
  );
  const from = mine.get(plan.fromId);
  if (from === undefined) throw notFound('The person whose customers are handed over');
  for (const id of wanted.slice(1)) {
    const heir = mine.get(id);
    if (heir === undefined) throw notFound('A successor');
    if (heir.disabled_at !== null || heir.role === 'reader')
      throw bad(`${heir.name} cannot have customers: the account is disabled, or only reads.`);
  }
  if (new Set(heirs).size < heirs.length || heirs.includes(from.id))
    throw bad('Name each successor once, and someone other than the person who hands over.');
  if (restTo !== undefined && (way !== 'country' || !heirs.includes(restTo)))
    throw bad('Who gets the rest (restTo) must be a successor, and the customers divided by country.');
  if (way === 'chosen' && plan.to.some(({ customerIds }) => customerIds === undefined))
    throw bad('Say of each successor which customers he gets (customerIds).');
  if (way === 'country' && !plan.to.some((heir) => heir.countries?.length || heir.regions?.length))
    throw bad('Say which countries or regions a successor gets.');
  for (const { toId } of accounts) assertMayGive(viewer, toId);
  if (
    accounts.some(({ toId }) => toId === from.id) ||
    new Set(accounts.map((a) => a.accountId)).size < accounts.length
  )
    throw bad('Name each mail account once, and someone else as its new owner.');
  return { from, to: heirs.map((id) => mine.get(id) as PlanPerson) };
}

const bad = (sentence: string) => new TradepostError('invalid-request', sentence);

/**
 * Rows (customer_id, to_id): every customer of the person that the plan names; `to_id` null where it fits nobody.
 * Merged ones live on in another record and are left out; those off the lists go with the rest.
 */
export function plannedCustomers(plan: HandoverPlan): RawBuilder<unknown> {
  const { ids, countries, grades } = plan.which ?? {};
  const mine = sql`
    select c.id, c.country, c.region, c.grade from customer c
    where c.owner_id = ${plan.fromId} and c.merged_into_id is null
      ${ids === undefined ? sql`` : sql`and c.id = any(${ids}::bigint[])`}
      ${countries === undefined ? sql`` : sql`and c.country = any(${countries}::text[])`}
      ${grades === undefined ? sql`` : sql`and c.grade = any(${grades}::text[])`}`;
  const heirs = plan.to.map(({ userId }) => userId);
  if (plan.way === 'even')
    // Grade by grade, so that nobody gets all the good ones.
    return sql`
      select id as customer_id, (${heirs}::bigint[])[1 + (row_number() over (order by grade nulls last, id) - 1) % ${heirs.length}] as to_id
      from (${mine}) mine`;
  if (plan.way === 'chosen') {
    const pairs = plan.to.flatMap(({ userId, customerIds = [] }) =>
      customerIds.map((id) => [id, userId] as const),
    );
    return sql`
      select mine.id as customer_id, min(pair.user_id) as to_id
      from (${mine}) mine left join unnest(${pairs.map(([id]) => id)}::bigint[], ${pairs.map(([, user]) => user)}::bigint[])
        as pair(customer_id, user_id) on pair.customer_id = mine.id
      group by mine.id`;
  }
  const rules = plan.to.flatMap(({ userId, countries: lands = [], regions = [] }, place) => [
    ...lands.map((value) => ({ kind: 'country', value, userId, place })),
    ...regions.map((value) => ({ kind: 'region', value: value.trim().toLowerCase(), userId, place })),
  ]);
  return sql`
    select mine.id as customer_id, coalesce(fit.user_id, ${plan.restTo ?? null}::bigint) as to_id
    from (${mine}) mine left join lateral (
      select rule.user_id
      from unnest(${rules.map((rule) => rule.kind)}::text[], ${rules.map((rule) => rule.value)}::text[],
        ${rules.map((rule) => rule.userId)}::bigint[], ${rules.map((rule) => rule.place)}::int[])
        as rule(kind, value, user_id, place)
      where (rule.kind = 'country' and rule.value = mine.country)
         or (rule.kind = 'region' and rule.value = lower(trim(mine.region)))
      order by rule.kind = 'region' desc, rule.place limit 1) fit on true`;
}
