/** Entries of a timeline, whatever their kind, in the order of the page. */
import type { Activity, TimelineEntry } from '@tradepost/contract';
import type { Database } from '@tradepost/core/services';
import type { Scope } from '@tradepost/db/queries/scope';
import type { EntryRow } from '@tradepost/db/queries/timeline';
import {
  type ActivityRow,
  listTimelineActivities,
  listTimelineEvents,
} from '@tradepost/db/queries/timeline-entries';
import { describeEntries, iso } from './describe.ts';

const describeProblem = (row: ActivityRow['market_problem']): Activity['marketProblem'] =>
  row && {
    country: row.country,
    region: row.region,
    product: row.product,
    difficulty: row.difficulty,
    severity: row.severity,
    competitor: row.competitor,
  };

export const describeActivity = (row: ActivityRow): Activity => ({
  id: row.id,
  customerId: row.customer_id,
  kind: row.kind,
  channel: row.channel,
  direction: row.direction,
  state: row.state,
  plannedAt: iso(row.planned_at),
  doneAt: iso(row.done_at),
  place: row.place,
  way: row.way,
  contactId: row.contact_id,
  person: row.person,
  content: row.content,
  result: row.result,
  nextDate: row.next_date,
  assigneeId: row.assignee_id,
  assigneeName: row.assignee_name,
  messageId: row.message_id,
  marketProblem: describeProblem(row.market_problem),
  createdById: row.created_by,
  createdByName: row.created_by_name,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
  files: row.files,
});

export async function describeTimeline(
  db: Database,
  scope: Scope,
  rows: readonly EntryRow[],
): Promise<TimelineEntry[]> {
  const ids = (kind: EntryRow['kind']) => rows.filter((row) => row.kind === kind).map((row) => row.id);
  const [mails, activities, events] = await Promise.all([
    describeEntries(
      db,
      rows.filter((row) => row.kind === 'mail'),
    ),
    listTimelineActivities(db, ids('activity')),
    listTimelineEvents(db, scope, ids('event')),
  ]);
  const mailOf = new Map(mails.map((entry) => [entry.id, entry]));
  const activityOf = new Map(activities.map((row) => [row.entry_id, row]));
  const eventOf = new Map(events.map((row) => [row.id, row]));
  return rows.flatMap((row): TimelineEntry[] => {
    const occurredAt = row.occurred_at.toISOString();
    const mail = mailOf.get(row.id);
    if (mail !== undefined) return [mail];
    const activity = activityOf.get(row.id);
    if (activity !== undefined)
      return [{ id: row.id, kind: 'activity', occurredAt, activity: describeActivity(activity) }];
    const event = eventOf.get(row.id);
    // Gone between the two reads, or closed to the asker.
    if (event === undefined) return [];
    const { detail, actor_name: actorName } = event;
    return [{ id: row.id, kind: 'event', occurredAt, event: event.event, detail, actorName }];
  });
}
