/** What a hand-over would move. Nothing is written. */
import type { HandoverPlan, HandoverPreview } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { canChangeHands } from '@tradepost/db/queries/letters';
import { passedOnBy } from '@tradepost/db/queries/settle-tasks';
import { type Kysely, sql } from 'kysely';
import type { Viewer } from '../users/viewer.ts';
import { checkPlan, mayGiveAccounts, plannedCustomers } from './plan.ts';

/** Names shown per successor. */
const SAMPLE = 8;

/** @throws TradepostError as `checkPlan`. */
export async function previewHandover(
  db: Kysely<DB>,
  viewer: Viewer,
  plan: HandoverPlan,
): Promise<HandoverPreview> {
  const { from, to } = await checkPlan(db, viewer, plan);
  const { rows } = await sql<{
    to_id: number | null;
    customers: number;
    activities: number;
    tasks: number;
    letters: number;
    open_marks: number;
    with_collaborators: number;
    sample: { id: number; name: string; country: string | null }[];
  }>`
    with plan as materialized (${plannedCustomers(plan)})
    select plan.to_id, count(*)::int as customers,
      coalesce(sum((select count(*) from activity x
        where x.customer_id = plan.customer_id and x.state = 'planned' and x.assignee_id = ${from.id})), 0)::int as activities,
      coalesce(sum((select count(*) from task t
        where t.customer_id = plan.customer_id and t.state = 'open'
          and (t.assignee_id = ${from.id} or ${passedOnBy(sql`${from.id}::bigint`)}))), 0)::int as tasks,
      coalesce(sum((select count(*) from letter l
        where l.customer_id = plan.customer_id and l.author_id = ${from.id} and ${canChangeHands})), 0)::int as letters,
      coalesce(sum((select count(*) from mail_mark k
        where k.customer_id = plan.customer_id and k.state = 'open')), 0)::int as open_marks,
      count(*) filter (where exists (
        select 1 from customer_collaborator co where co.customer_id = plan.customer_id))::int as with_collaborators,
      (select coalesce(jsonb_agg(jsonb_build_object('id', first.id, 'name', first.name, 'country', first.country)), '[]')
       from (select c.id, c.name, c.country from plan same join customer c on c.id = same.customer_id
             where same.to_id = plan.to_id order by c.grade nulls last, c.id limit ${SAMPLE}) first) as sample
    from plan group by plan.to_id`.execute(db);
  const given = rows.filter((row) => row.to_id !== null);
  const sum = (count: (row: (typeof rows)[number]) => number) =>
    given.reduce((total, row) => total + count(row), 0);
  const accounts = await db
    .selectFrom('mail_account')
    .select(['id', 'address'])
    .where('owner_id', '=', from.id)
    .where('state', '<>', 'removed')
    .orderBy('address')
    .limit(200)
    .execute();
  return {
    customers: sum((row) => row.customers),
    left: rows.find((row) => row.to_id === null)?.customers ?? 0,
    activities: sum((row) => row.activities),
    tasks: sum((row) => row.tasks),
    letters: sum((row) => row.letters),
    openMarks: sum((row) => row.open_marks),
    withCollaborators: sum((row) => row.with_collaborators),
    successors: to.map(({ id, name }) => {
      const row = given.find((one) => one.to_id === id);
      return { userId: id, name, customers: row?.customers ?? 0, sample: row?.sample ?? [] };
    }),
    accounts,
    mayGiveAccounts: mayGiveAccounts(viewer),
  };
}
