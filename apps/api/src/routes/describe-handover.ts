/** Hand-overs as resources of the contract. */
import type { Correspondent, Handover, HandoverItem, HandoverPage } from '@tradepost/contract';
import type { Database } from '@tradepost/core/services';
import { type CorrespondentRow, listCorrespondents } from '@tradepost/db/queries/correspondents';
import {
  findFirstMailAt,
  listLatestFiles,
  listNotesBy,
  listPlannedActivities,
  type ReceivedCustomer,
} from '@tradepost/db/queries/handover-page';
import type { HandoverItemRow, HandoverRow } from '@tradepost/db/queries/handovers';
import { listLetters } from '@tradepost/db/queries/letters';
import { listMarks } from '@tradepost/db/queries/marks';
import { listTasks } from '@tradepost/db/queries/tasks';
import { listTimeline } from '@tradepost/db/queries/timeline';
import type { Caller } from '../handlers.ts';
import { describeLetterLine } from './describe-letter.ts';
import { describeTask } from './describe-task.ts';
import { describeActivity, describeTimeline } from './describe-timeline.ts';
import { iso } from './describe.ts';
import { describeMark } from './promise.ts';

export const describeHandover = (row: HandoverRow): Handover => ({
  id: row.id,
  fromId: row.from_id,
  fromName: row.from_name,
  way: row.way,
  reason: row.reason,
  note: row.note,
  keepAccess: row.keep_access,
  state: row.state,
  createdByName: row.created_by_name,
  createdAt: row.created_at.toISOString(),
  doneAt: iso(row.done_at),
  undoneAt: iso(row.undone_at),
  undoUntil: iso(row.undo_until),
  counts: row.counts,
  successors: row.successors,
  accounts: row.accounts,
});

export const describeItem = (row: HandoverItemRow): HandoverItem => ({
  handoverId: row.handover_id,
  customerId: row.customer_id,
  customerName: row.customer_name,
  country: row.country,
  grade: row.grade,
  fromName: row.from_name,
  toName: row.to_name,
  state: row.state,
  handedAt: iso(row.handed_at),
  readAt: iso(row.read_at),
});

export const describeCorrespondent = (row: CorrespondentRow): Correspondent => ({
  userId: row.user_id,
  name: row.name,
  active: row.active,
  isOwner: row.is_owner,
  firstAt: row.first_at.toISOString(),
  lastAt: row.last_at.toISOString(),
  mails: row.mails,
  activities: row.activities,
});

/** Of each kind on the page; the customer's own page has the rest. */
const MOST = { marks: 100, tasks: 50, drafts: 20, activities: 50, notes: 10, files: 10 } as const;

/** @param reader may see the customer. */
export async function describeHandoverPage(
  db: Database,
  { scope, user }: Pick<Caller, 'scope' | 'user'>,
  row: ReceivedCustomer,
): Promise<HandoverPage> {
  const newest = async (direction: 'inbound' | 'outbound') => {
    const entries = await listTimeline(db, scope, row.id, {
      before: null,
      direction,
      kind: 'mail',
      limit: 1,
    });
    const open = entries.filter(({ withheld }) => !withheld);
    const [mail] = (await describeTimeline(db, scope, open)).filter((entry) => entry.kind === 'mail');
    return mail ?? null;
  };
  const openTasks = { assignees: 'all', customerId: row.id, kinds: null, state: 'open', due: null } as const;
  const drafts = { box: 'drafts', customerId: row.id, beforeId: null, limit: MOST.drafts } as const;
  const [firstMailAt, lastInbound, lastOutbound, marks, tasks, letters, activities, notes, files, people] =
    await Promise.all([
      findFirstMailAt(db, row.id),
      newest('inbound'),
      newest('outbound'),
      listMarks(db, scope, row.id, { kind: null, state: 'open', before: null, limit: MOST.marks }),
      listTasks(db, scope, openTasks, { past: null, limit: MOST.tasks }),
      listLetters(db, user.id, drafts),
      listPlannedActivities(db, row.id, MOST.activities),
      listNotesBy(db, row.id, row.from_id, MOST.notes),
      listLatestFiles(db, scope, row.id, MOST.files),
      listCorrespondents(db, row.id),
    ]);
  return {
    customer: { id: row.id, name: row.name, country: row.country, grade: row.grade },
    handoverId: row.handover_id,
    fromId: row.from_id,
    fromName: row.from_name,
    toId: row.to_id,
    toName: row.to_name,
    byName: row.by_name,
    reason: row.reason,
    note: row.note,
    handedAt: row.handed_at.toISOString(),
    readAt: iso(row.read_at),
    firstMailAt: iso(firstMailAt),
    lastInbound,
    lastOutbound,
    marks: marks.map(describeMark),
    tasks: tasks.map(describeTask),
    drafts: letters.map(describeLetterLine),
    activities: activities.map(describeActivity),
    notes: notes.map(describeActivity),
    files: files.map((file) => ({
      at: file.at.toISOString(),
      direction: file.direction,
      fileName: file.file_name,
      contentType: file.content_type,
      size: file.size,
      messageId: file.message_id,
      partPath: file.part_path,
    })),
    people: people.map(describeCorrespondent),
  };
}
