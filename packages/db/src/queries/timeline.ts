/** Pages of mail in lists: a customer's timeline, and mail on no timeline. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Automatic, DB, Direction } from '../schema.ts';
import type { Scope } from './scope.ts';

/** A place in a list ordered by time and id; the time is Postgres's own text, exact to the microsecond. */
export interface TimePoint {
  readonly at: string;
  readonly id: number;
}

export interface TimelineRow {
  readonly id: number;
  readonly occurred_at: Date;
  readonly occurred_text: string;
  readonly direction: Direction | null;
  readonly message_id: number;
  readonly thread_id: number;
  readonly subject: string;
  readonly from_address: string | null;
  readonly from_name: string | null;
  readonly preview: string;
  readonly language: string | null;
  readonly automatic: Automatic | null;
  readonly attachment_count: number;
  readonly quarantine_reason: string | null;
}

/**
 * What is no mail has its own columns, see `timeline-entries.ts`. Mail that the asker may not read (a private one, one
 * of an administrator who reads no mail) is `withheld`: it counts for the page's place and is not shown.
 */
export type EntryRow = { readonly withheld: boolean } & (
  | (TimelineRow & { readonly kind: 'mail' })
  | (Pick<TimelineRow, 'id' | 'occurred_at' | 'occurred_text'> & { readonly kind: 'activity' | 'event' })
);

export const mailColumns = sql`
  m.id as message_id, m.thread_id, m.subject, m.from_address, m.from_name, m.preview, m.language, m.automatic,
  m.attachment_count, m.quarantine_reason`;

export interface TimelinePage {
  readonly before: TimePoint | null;
  readonly direction: Direction | null;
  /** Absent or null: all. */
  readonly kind?: 'mail' | 'activity' | 'event' | null;
  readonly limit: number;
}

/** The entries of a page, from the covering index alone; a test holds the plan to it. */
export function timelinePage(
  customerId: number,
  { before, direction, kind = null, limit }: TimelinePage,
): RawBuilder<unknown> {
  return sql`
    select id, occurred_at, kind, direction, message_id from timeline_entry te
    where te.customer_id = ${customerId}
      and ${before === null ? sql`true` : sql`(te.occurred_at, te.id) < (${before.at}::timestamptz, ${before.id}::bigint)`}
      and ${direction === null ? sql`true` : sql`te.direction = ${direction}`}
      and ${kind === null ? sql`true` : kindIs(kind)}
    order by te.occurred_at desc, te.id desc limit ${limit}`;
}

/** What is no mail has an index of its own: its condition is said as the index says it. */
const kindIs = (kind: 'mail' | 'activity' | 'event') =>
  kind === 'mail' ? sql`te.kind = 'mail'` : sql`te.kind = ${kind} and te.kind <> 'mail'`;

/**
 * One page, newest first. It is cut before any message is looked at, so it costs what it returns however long
 * the timeline is (I11). The caller has proved that the customer may be seen.
 */
export async function listTimeline(
  db: Kysely<DB>,
  scope: Scope,
  customerId: number,
  page: TimelinePage,
): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    with page as (${timelinePage(customerId, page)})
    select page.id, page.occurred_at, page.occurred_at::text as occurred_text, page.kind, page.direction,
      page.kind = 'mail' and m.id is null as withheld, ${mailColumns}
    from page left join message m on m.id = page.message_id and ${scope.message('m')}
    order by page.occurred_at desc, page.id desc`.execute(db);
  return rows;
}

/** Rows of people or attachments named in a list; more are cut, the message itself shows all. */
const MOST_PER_MESSAGE = 20;

export interface RecipientRow {
  readonly message_id: number;
  readonly address: string;
  readonly name: string | null;
}

export async function listRecipients(db: Kysely<DB>, messageIds: readonly number[]): Promise<RecipientRow[]> {
  if (messageIds.length === 0) return [];
  const { rows } = await sql<RecipientRow>`
    select wanted.id as message_id, r.address, r.name
    from unnest(${[...messageIds]}::bigint[]) as wanted(id)
    cross join lateral (
      select a.address, ma.name, ma.position from message_address ma join address a on a.id = ma.address_id
      where ma.message_id = wanted.id and ma.role = 'to' order by ma.position limit ${MOST_PER_MESSAGE}
    ) r order by wanted.id, r.position`.execute(db);
  return rows;
}

export interface AttachmentSummaryRow {
  readonly message_id: number;
  readonly part_path: string;
  readonly file_name: string | null;
  readonly content_type: string;
  readonly size: number;
}

/** Without the pictures inside the text. @param messageIds those that have attachments at all. */
export async function listAttachmentSummaries(
  db: Kysely<DB>,
  messageIds: readonly number[],
): Promise<AttachmentSummaryRow[]> {
  if (messageIds.length === 0) return [];
  const { rows } = await sql<AttachmentSummaryRow>`
    select wanted.id as message_id, t.part_path, t.file_name, t.content_type, t.size
    from unnest(${[...messageIds]}::bigint[]) as wanted(id)
    cross join lateral (
      select part_path, file_name, content_type, size from attachment
      where message_id = wanted.id and not inline order by ${partOrder('part_path')} limit ${MOST_PER_MESSAGE}
    ) t order by wanted.id, ${partOrder('t.part_path')}`.execute(db);
  return rows;
}

/** Part "10" comes after part "9". */
export function partOrder(column: string): RawBuilder<unknown> {
  return sql`string_to_array(${sql.ref(column)}, '.')::int[]`;
}
