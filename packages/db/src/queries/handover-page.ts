/** What stands on a customer's hand-over page. The caller has proved that the customer may be seen. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../schema.ts';
import type { Scope } from './scope.ts';
import { type ActivityRow, activityColumns } from './timeline-entries.ts';

export interface ReceivedCustomer {
  readonly id: number;
  readonly name: string;
  readonly country: string | null;
  readonly grade: 'A' | 'B' | 'C' | 'D' | null;
  readonly handover_id: number;
  /** The customer itself, or the one that was merged into it. */
  readonly handed_id: number;
  readonly from_id: number;
  readonly from_name: string;
  readonly to_id: number;
  readonly to_name: string;
  readonly by_name: string | null;
  readonly reason: string | null;
  readonly note: string | null;
  readonly handed_at: Date;
  readonly read_at: Date | null;
}

/** The latest hand-over of a customer that may be seen, or of one that was merged into it. */
export async function findReceived(
  db: Kysely<DB>,
  scope: Scope,
  customerId: number,
): Promise<ReceivedCustomer | undefined> {
  const { rows } = await sql<ReceivedCustomer>`
    select c.id, c.name, c.country, c.grade, i.handover_id, i.customer_id as handed_id, h.from_id,
      leaver.name as from_name, i.to_id, heir.name as to_name, maker.name as by_name, h.reason, h.note, i.handed_at, i.read_at
    from customer c
    join customer handed on handed.id = c.id or handed.merged_into_id = c.id
    join handover_item i on i.customer_id = handed.id and i.state = 'done'
    join handover h on h.id = i.handover_id
    join app_user leaver on leaver.id = h.from_id join app_user heir on heir.id = i.to_id
    left join app_user maker on maker.id = h.created_by
    where c.id = ${customerId} and ${scope.customer('c')}
    order by i.handover_id desc limit 1`.execute(db);
  return rows[0];
}

/** One conditional update: only the first opening by the successor counts. */
export async function markReceivedRead(
  db: Kysely<DB>,
  userId: number,
  handoverId: number,
  customerId: number,
): Promise<void> {
  await sql`
    update handover_item set read_at = now()
    where handover_id = ${handoverId} and customer_id = ${customerId} and to_id = ${userId} and read_at is null`.execute(
    db,
  );
}

export async function findFirstMailAt(db: Kysely<DB>, customerId: number): Promise<Date | null> {
  const { rows } = await sql<{ occurred_at: Date }>`
    select occurred_at from timeline_entry where customer_id = ${customerId} and kind = 'mail'
    order by occurred_at, id limit 1`.execute(db);
  return rows[0]?.occurred_at ?? null;
}

export async function listPlannedActivities(
  db: Kysely<DB>,
  customerId: number,
  limit: number,
): Promise<ActivityRow[]> {
  const { rows } = await sql<ActivityRow>`
    select ${activityColumns} from activity x
    where x.customer_id = ${customerId} and x.state = 'planned' order by x.planned_at, x.id limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** Notes that this person wrote, newest first. */
export async function listNotesBy(
  db: Kysely<DB>,
  customerId: number,
  userId: number,
  limit: number,
): Promise<ActivityRow[]> {
  const { rows } = await sql<ActivityRow>`
    select ${activityColumns} from activity x
    where x.customer_id = ${customerId} and x.kind = 'note' and x.state = 'done'
      and coalesce(x.created_by, x.assignee_id) = ${userId}
    order by x.id desc limit ${limit}`.execute(db);
  return rows;
}

export interface LatestFile {
  readonly at: Date;
  readonly direction: string | null;
  readonly file_name: string | null;
  readonly content_type: string;
  readonly size: number;
  readonly message_id: number | null;
  readonly part_path: string | null;
}

/** Of activities, and of mails that may be read. */
export async function listLatestFiles(
  db: Kysely<DB>,
  scope: Scope,
  customerId: number,
  limit: number,
): Promise<LatestFile[]> {
  const { rows } = await sql<LatestFile>`
    select f.at, f.direction, f.file_name, f.content_type, f.size, f.message_id, f.part_path
    from customer_file f
    where f.customer_id = ${customerId}
      and (f.message_id is null or exists (select 1 from message m where m.id = f.message_id and ${scope.message('m')}))
    order by f.at desc, f.id desc limit ${limit}`.execute(db);
  return rows;
}
