/** Platform inquiries, for those who may see their mail. */
import { type Kysely, type Selectable, sql } from 'kysely';
import type { DB, InquiryState, InquiryTable } from '../schema.ts';
import type { Scope } from './scope.ts';
import type { TimePoint } from './timeline.ts';

export interface InquiryRow extends Selectable<InquiryTable> {
  readonly subject: string;
  readonly from_address: string | null;
  readonly received_text: string;
  /** Null where the asker may not see that customer. */
  readonly seen_customer_id: number | null;
  readonly customer_name: string | null;
  readonly owner_id: number | null;
  readonly owner_name: string | null;
  readonly decided_by_name: string | null;
}

const columns = (scope: Scope) => sql<InquiryRow>`
  i.*, m.subject, m.from_address, i.received_at::text as received_text,
  c.id as seen_customer_id, c.name as customer_name, c.owner_id, u.name as owner_name, d.name as decided_by_name
  from inquiry i
  join message m on m.id = i.message_id
  left join customer c on c.id = i.customer_id and ${scope.customer('c')}
  left join app_user u on u.id = c.owner_id
  left join app_user d on d.id = i.decided_by`;

export async function findInquiry(db: Kysely<DB>, scope: Scope, id: number): Promise<InquiryRow | undefined> {
  const { rows } = await sql<InquiryRow>`
    select ${columns(scope)} where i.id = ${id} and ${scope.message('m')}`.execute(db);
  return rows[0];
}

export async function listInquiries(
  db: Kysely<DB>,
  scope: Scope,
  options: {
    readonly state: InquiryState;
    readonly unassigned: boolean;
    readonly before: TimePoint | null;
    readonly limit: number;
  },
): Promise<InquiryRow[]> {
  const { state, unassigned, before, limit } = options;
  const past =
    before === null
      ? sql`true`
      : sql`(i.received_at, i.id) < (${before.at}::timestamptz, ${before.id}::bigint)`;
  const { rows } = await sql<InquiryRow>`
    select ${columns(scope)}
    where i.state = ${state} and ${past} and ${scope.message('m')}
      and ${unassigned ? sql`c.id is not null and c.owner_id is null` : sql`true`}
    order by i.received_at desc, i.id desc limit ${limit}`.execute(db);
  return rows;
}
