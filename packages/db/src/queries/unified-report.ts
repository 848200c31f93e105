/** Who filed what in a period. */
import { type Kysely, sql } from 'kysely';
import type { DB, Role } from '../schema.ts';
import type { Scope } from './scope.ts';

export interface Period {
  /** Calendar days, both inside. */
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
}

export interface ReportRow {
  readonly id: number;
  readonly name: string;
  readonly role: Role;
  readonly customer_cards: number;
  readonly contact_cards: number;
  readonly market_information: number;
  readonly forwarded: number;
  readonly refused: number;
  readonly customers: number;
  readonly last_at: Date | null;
}

const MOST_PEOPLE = 2_000;

const inPeriod = ({ from, to, timeZone }: Period) => sql`
  i.occurred_at >= (${from}::date)::timestamp at time zone ${timeZone}
  and i.occurred_at < (${to}::date + 1)::timestamp at time zone ${timeZone}`;
const among = (userIds: readonly number[] | 'all') =>
  userIds === 'all' ? sql`true` : sql`u.id = any(${[...userIds]}::bigint[])`;

/** Active people who file by their role, and anyone else who did; those with nothing too: that is what is checked. */
export async function reportFiled(
  db: Kysely<DB>,
  userIds: readonly number[] | 'all',
  period: Period,
): Promise<ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    select u.id, u.name, u.role, coalesce(n.customer_cards, 0)::int as customer_cards,
      coalesce(n.contact_cards, 0)::int as contact_cards, coalesce(n.market_information, 0)::int as market_information,
      coalesce(n.forwarded, 0)::int as forwarded, coalesce(n.refused, 0)::int as refused,
      coalesce(n.customers, 0)::int as customers, n.last_at
    from app_user u left join lateral (
      select sum(i.customer_cards) as customer_cards, sum(i.contact_cards) as contact_cards,
        count(*) filter (where i.kind = 'market-information') as market_information,
        count(*) filter (where i.kind = 'forwarded') as forwarded,
        count(*) filter (where i.state = 'refused') as refused,
        max(i.occurred_at) filter (where i.state = 'filed') as last_at,
        (select count(distinct l.customer_id) from unified_link l join unified_item c on c.id = l.item_id
          where c.author_id = u.id and l.how = 'card' and l.state = 'linked'
            and c.occurred_at >= (${period.from}::date)::timestamp at time zone ${period.timeZone}
            and c.occurred_at < (${period.to}::date + 1)::timestamp at time zone ${period.timeZone}) as customers,
        count(*) as items
      from unified_item i
      where i.author_id = u.id and i.state in ('filed', 'refused') and ${inPeriod(period)}
    ) n on true
    where ${among(userIds)}
      and (n.items > 0 or (u.disabled_at is null and u.role in ('salesperson', 'merchandiser', 'manager')))
    order by lower(u.name), u.id limit ${MOST_PEOPLE}`.execute(db);
  return rows;
}

export interface ReportItem {
  readonly author_name: string;
  readonly occurred_at: Date;
  readonly kind: string;
  readonly subject: string;
  readonly customer_id: number | null;
  readonly customer_name: string | null;
}

/** Lines of an export. */
export const MOST_REPORT_ITEMS = 50_000;

/** The cards themselves, a line for each customer of each; without the words of mail that is closed to the asker. */
export async function listReportItems(
  db: Kysely<DB>,
  scope: Scope,
  userIds: readonly number[] | 'all',
  period: Period,
): Promise<ReportItem[]> {
  const { rows } = await sql<ReportItem>`
    select u.name as author_name, i.occurred_at, i.kind, case when ${scope.retold('m')} then m.subject else '' end as subject,
      c.id as customer_id, c.name as customer_name
    from unified_item i join app_user u on u.id = i.author_id join message m on m.id = i.message_id
    left join unified_link l on l.item_id = i.id and l.state = 'linked' and l.customer_id is not null
    left join customer c on c.id = l.customer_id and ${scope.customer('c')}
    where i.state = 'filed' and i.kind is not null and ${among(userIds)} and ${inPeriod(period)}
    order by lower(u.name), u.id, i.occurred_at, i.id, c.id limit ${MOST_REPORT_ITEMS}`.execute(db);
  return rows;
}
