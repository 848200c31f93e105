/** Every file exchanged with a customer: of mails on the timeline, and of activities. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { ActivityKind, AttachmentTextReason, AttachmentTextState, DB, Direction } from '../schema.ts';
import type { Scope } from './scope.ts';
import type { TimePoint } from './timeline.ts';

export interface CustomerFileRow {
  readonly id: number;
  readonly at: Date;
  readonly at_text: string;
  readonly direction: Direction | null;
  readonly file_name: string | null;
  readonly content_type: string;
  readonly size: number;
  readonly message_id: number | null;
  readonly part_path: string | null;
  readonly subject: string | null;
  readonly activity_id: number | null;
  readonly activity_kind: ActivityKind | null;
  readonly file_id: number | null;
  readonly text_state: AttachmentTextState | null;
  readonly text_reason: AttachmentTextReason | null;
  readonly times: number;
}

export interface CustomerFileFilter {
  /** A part of the name, in any case. */
  readonly name: string | null;
  /** Regular expressions of the name's ending and of the media type; either serves. */
  readonly types: { readonly name: string; readonly type: string; readonly not: boolean } | null;
  readonly direction: Direction | null;
  /** Days in UTC, both included. */
  readonly from: string | null;
  readonly to: string | null;
  readonly before: TimePoint | null;
  readonly limit: number;
}

/**
 * One page, newest first, of files that the asker may see: those of a mail go by the mail. The same octets stand once,
 * at their newest place that the filter lets through. The caller has proved that the customer may be seen.
 */
export async function listCustomerFiles(
  db: Kysely<DB>,
  scope: Scope,
  customerId: number,
  filter: CustomerFileFilter,
): Promise<CustomerFileRow[]> {
  const { before, limit } = filter;
  const { rows } = await sql<CustomerFileRow>`
    select f.id, f.at, f.at::text as at_text, f.direction, f.file_name, f.content_type, f.size, f.message_id, f.part_path,
      m.subject, f.activity_id, x.kind as activity_kind, f.file_id, t.state as text_state, t.reason as text_reason,
      case when f.sha256 is null then 1
        else (select count(*) from (select 1 from customer_file s left join message sm on sm.id = s.message_id
          where s.customer_id = f.customer_id and s.sha256 = f.sha256
            and (s.message_id is null or ${scope.message('sm')}) limit ${MOST_TIMES}) as same) end as times
    from customer_file f
    left join message m on m.id = f.message_id
    left join activity x on x.id = f.activity_id
    left join attachment_text t on t.sha256 = f.sha256
    where f.customer_id = ${customerId} and ${matches('f', filter)}
      and (f.message_id is null or ${scope.message('m')})
      and ${before === null ? sql`true` : sql`(f.at, f.id) < (${before.at}::timestamptz, ${before.id}::bigint)`}
      and not exists (
        select 1 from customer_file n left join message nm on nm.id = n.message_id
        where n.customer_id = f.customer_id and n.sha256 = f.sha256 and (n.at, n.id) > (f.at, f.id)
          and ${matches('n', filter)} and (n.message_id is null or ${scope.message('nm')}))
    order by f.at desc, f.id desc limit ${limit}`.execute(db);
  return rows;
}

/** Counting further says nothing. */
const MOST_TIMES = 100;

function matches(
  alias: string,
  { name, types, direction, from, to }: CustomerFileFilter,
): RawBuilder<unknown> {
  const column = (which: string) => sql.ref(`${alias}.${which}`);
  const conditions = [sql`true`];
  if (name !== null)
    conditions.push(sql`${column('file_name')} ilike ${`%${name.replace(/[\\%_]/g, '\\$&')}%`}`);
  if (types !== null) {
    const either = sql`(coalesce(${column('file_name')}, '') ~* ${types.name} or ${column('content_type')} ~* ${types.type})`;
    conditions.push(types.not ? sql`not ${either}` : either);
  }
  if (direction !== null) conditions.push(sql`${column('direction')} = ${direction}`);
  if (from !== null) conditions.push(sql`${column('at')} >= ${from}::date at time zone 'UTC'`);
  if (to !== null) conditions.push(sql`${column('at')} < (${to}::date + 1) at time zone 'UTC'`);
  return sql.join(conditions, sql` and `);
}
