/** What stands on timelines beside mail: activities, and what happened to the record. */
import { type Kysely, sql } from 'kysely';
import type { ActivityTable, DB, MarketProblemTable } from '../schema.ts';
import type { Selectable } from 'kysely';
import type { Scope } from './scope.ts';

export interface EventRow {
  /** Of the timeline's entry. */
  readonly id: number;
  readonly event: string;
  readonly detail: Record<string, unknown>;
  readonly actor_name: string | null;
}

/** Without those that tell what a mail says which is closed to the asker. */
export async function listTimelineEvents(
  db: Kysely<DB>,
  scope: Scope,
  entryIds: readonly number[],
): Promise<EventRow[]> {
  if (entryIds.length === 0) return [];
  const { rows } = await sql<EventRow>`
    select te.id, te.event, coalesce(te.detail, '{}') as detail, u.name as actor_name
    from timeline_entry te left join app_user u on u.id = te.actor_id
    left join inquiry q on te.event = 'inquiry' and q.id = (te.detail ->> 'inquiryId')::bigint
    left join message m on m.id = coalesce(q.message_id,
      case te.event when 'market-information' then (te.detail ->> 'messageId')::bigint end)
    where te.id = any(${[...entryIds]}::bigint[]) and (m.id is null or ${scope.retold('m')})`.execute(db);
  return rows;
}

export interface ActivityFileRow {
  readonly id: number;
  readonly fileName: string;
  readonly contentType: string;
  readonly size: number;
}

export type ActivityRow = Selectable<ActivityTable> & {
  readonly assignee_name: string | null;
  readonly created_by_name: string | null;
  readonly market_problem: Selectable<MarketProblemTable> | null;
  readonly files: ActivityFileRow[];
};

/** The columns of an `ActivityRow`; `x` is the activity. */
export const activityColumns = sql`
  x.*, (select name from app_user where id = x.assignee_id) as assignee_name,
  (select name from app_user where id = x.created_by) as created_by_name,
  (select to_jsonb(mp) from market_problem mp where mp.activity_id = x.id) as market_problem,
  coalesce((
    select jsonb_agg(jsonb_build_object(
      'id', f.id, 'fileName', f.file_name, 'contentType', f.content_type, 'size', f.size) order by f.id)
    from activity_file af join stored_file f on f.id = af.file_id where af.activity_id = x.id), '[]') as files`;

/** @returns by the id of the timeline's entry. */
export async function listTimelineActivities(
  db: Kysely<DB>,
  entryIds: readonly number[],
): Promise<(ActivityRow & { readonly entry_id: number })[]> {
  if (entryIds.length === 0) return [];
  const { rows } = await sql<ActivityRow & { entry_id: number }>`
    select te.id as entry_id, ${activityColumns}
    from timeline_entry te join activity x on x.id = te.activity_id
    where te.id = any(${[...entryIds]}::bigint[])`.execute(db);
  return rows;
}
