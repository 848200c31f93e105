/** Records on a page of a search: what is shown of them, to whom the rule of their kind allows it. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../schema.ts';
import type { Condition, Scope } from './scope.ts';

/** Whether a record's row may be seen: its customer may, and what it retells of a mail. @param alias of a row of `search_doc`. */
export function visibleRecord(scope: Scope, alias: string): Condition {
  const id = sql.ref(`${alias}.record_id`);
  const kind = sql.ref(`${alias}.kind`);
  return sql`case ${kind}
    when 'customer' then exists (select from customer vis_c where vis_c.id = ${id} and ${scope.customer('vis_c')} offset 0)
    when 'contact' then exists (select from contact vis_k join customer vis_c on vis_c.id = vis_k.customer_id
      where vis_k.id = ${id} and ${scope.customer('vis_c')} offset 0)
    else exists (select from activity vis_x join customer vis_c on vis_c.id = vis_x.customer_id
      where vis_x.id = ${id} and ${scope.customer('vis_c')} offset 0) end`;
}

/** Characters of an activity's text that are its title. */
const TITLE = 200;

export interface FoundRecordRow {
  readonly kind: 'customer' | 'contact' | 'activity' | 'market';
  readonly record_id: number;
  readonly title: string;
  readonly text: string;
  readonly customer_id: number;
  readonly customer_name: string;
  readonly grade: 'A' | 'B' | 'C' | 'D' | null;
  readonly country: string | null;
}

/** @param docIds rows of `search_doc`. Those that may not be seen are not among them. */
export async function listFoundRecords(
  db: Kysely<DB>,
  scope: Scope,
  docIds: readonly number[],
): Promise<FoundRecordRow[]> {
  if (docIds.length === 0) return [];
  const { rows } = await sql<FoundRecordRow>`
    select d.kind, d.record_id, c.id as customer_id, c.name as customer_name, c.grade, c.country,
      case d.kind when 'customer' then concat_ws(' ', c.name, c.local_name)
        when 'contact' then coalesce(nullif(concat_ws(' ', k.name, k.local_name), ''),
          (select a.address from contact_address a where a.contact_id = k.id order by a.position, a.address limit 1), '')
        else left(coalesce(x.content, x.result, mp.product, ''), ${TITLE}) end as title,
      case d.kind when 'customer' then concat_ws(E'\\n', c.note, c.evaluation, c.usage_note, c.address, c.city, c.region,
          c.website, c.business_type, array_to_string(c.tags, ' '), array_to_string(c.products_of_interest, ' '),
          array_to_string(c.products_in_use, ' '))
        when 'contact' then concat_ws(E'\\n', k.title, k.department, k.note,
          (select string_agg(a.address, ' ') from contact_address a where a.contact_id = k.id),
          (select string_agg(h.value, ' ') from contact_channel h where h.contact_id = k.id))
        -- Without what its title says already.
        else concat_ws(E'\\n', case when length(x.content) > ${TITLE} then x.content end,
          case when x.content is not null or length(x.result) > ${TITLE} then x.result end, x.place, x.way, x.person,
          case when coalesce(x.content, x.result) is not null then mp.product end, mp.region, mp.competitor) end as text
    from search_doc d
    left join contact k on d.kind = 'contact' and k.id = d.record_id
    left join activity x on d.kind in ('activity', 'market') and x.id = d.record_id
    left join market_problem mp on mp.activity_id = x.id
    join customer c on c.id = coalesce(case when d.kind = 'customer' then d.record_id end, k.customer_id, x.customer_id)
    where d.id = any(${[...docIds]}::bigint[]) and ${scope.customer('c')}`.execute(db);
  return rows;
}
