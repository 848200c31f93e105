/** A task for a person, once: the same kind and subject of one customer is open once, whoever raises it (I8). */
import type { DB, TaskKind } from '@tradepost/db';
import { insertTasks } from '@tradepost/db/queries/tasks';
import type { Transaction } from 'kysely';

/** Moments: of the assignee again, of who leads him, of the company's owner. */
export type Escalations = readonly [Date | null, Date | null, Date | null];
export const NO_ESCALATION: Escalations = [null, null, null];

export interface NewTask {
  readonly kind: TaskKind;
  /** Null: a to-do that is about no customer. */
  readonly customerId: number | null;
  readonly assigneeId: number;
  /** What it is about within its kind and customer: a thread, an address, a mark, a year. */
  readonly subjectKey?: string;
  readonly messageId?: number | null;
  readonly contactId?: number | null;
  readonly markId?: number | null;
  readonly title?: string | null;
  readonly note?: string | null;
  /** Facts for the sentence that the reader's language makes of it. */
  readonly detail?: Readonly<Record<string, unknown>>;
  /** `YYYY-MM-DD`, in the company's time zone. */
  readonly dueOn: string;
  readonly dueAt?: Date | null;
  /** When the assignee again, who leads him, and the company's owner are told; null: he is not. */
  readonly escalatesAt?: Escalations;
  /** Null: a rule. */
  readonly createdBy?: number | null;
}

/** @returns ids of those that were not open before. */
export async function raiseTasks(tx: Transaction<DB>, tasks: readonly NewTask[]): Promise<number[]> {
  return insertTasks(
    tx,
    tasks.map((task) => ({
      kind: task.kind,
      customer_id: task.customerId,
      assignee_id: task.assigneeId,
      subject_key: task.subjectKey ?? '',
      message_id: task.messageId ?? null,
      contact_id: task.contactId ?? null,
      mark_id: task.markId ?? null,
      title: task.title ?? null,
      note: task.note ?? null,
      detail: task.detail ?? {},
      due_on: task.dueOn,
      due_at: task.dueAt?.toISOString() ?? null,
      escalates_at: (task.escalatesAt ?? NO_ESCALATION).map((at) => at?.toISOString() ?? null),
      created_by: task.createdBy ?? null,
    })),
  );
}
