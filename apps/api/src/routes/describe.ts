/** Rows of tables as resources of the contract. */
import type { ApiToken, FileText, Filing, Job, MailEntry, Message, User } from '@tradepost/contract';
import type { FilingRow, JobRow } from '@tradepost/db/queries/messages';
import { listAttachmentSummaries, listRecipients, type TimelineRow } from '@tradepost/db/queries/timeline';
import type { ApiTokenRow, UserRow } from '@tradepost/db/queries/users';
import type { Database } from '@tradepost/core/services';

export const iso = (date: Date | null) => date?.toISOString() ?? null;

export const describeUser = (row: UserRow): User => ({
  id: row.id,
  email: row.email,
  name: row.name,
  role: row.role,
  locale: row.locale,
  timeZone: row.time_zone,
  departmentId: row.department_id,
  disabledAt: iso(row.disabled_at),
  createdAt: row.created_at.toISOString(),
});

export const describeToken = (row: ApiTokenRow): ApiToken => ({
  id: row.id,
  name: row.name,
  scopes: row.scopes,
  createdAt: row.created_at.toISOString(),
  lastUsedAt: iso(row.last_used_at),
  expiresAt: iso(row.expires_at),
});

export const party = (address: string | null, name: string | null) =>
  address === null ? null : { address, name };

/** @param rows of the timeline, or of unfiled mail. */
export async function describeEntries(db: Database, rows: readonly TimelineRow[]): Promise<MailEntry[]> {
  const ids = rows.map((row) => row.message_id);
  const withFiles = rows.filter((row) => row.attachment_count > 0).map((row) => row.message_id);
  const [recipients, files] = await Promise.all([
    listRecipients(db, ids),
    listAttachmentSummaries(db, withFiles),
  ]);
  const to = Map.groupBy(recipients, (row) => row.message_id);
  const attachments = Map.groupBy(files, (row) => row.message_id);
  return rows.map((row) => ({
    id: row.id,
    kind: 'mail',
    occurredAt: row.occurred_at.toISOString(),
    direction: row.direction,
    messageId: row.message_id,
    threadId: row.thread_id,
    subject: row.subject,
    from: party(row.from_address, row.from_name),
    to: (to.get(row.message_id) ?? []).map(({ address, name }) => ({ address, name })),
    preview: row.preview,
    language: row.language,
    automatic: row.automatic,
    attachments: (attachments.get(row.message_id) ?? []).map((file) => ({
      partPath: file.part_path,
      fileName: file.file_name,
      contentType: file.content_type,
      size: file.size,
    })),
    quarantineReason: row.quarantine_reason,
  }));
}

export const describeJob = (row: JobRow): Job => ({
  id: row.id,
  kind: row.kind,
  customerId: row.customer_id,
  state: row.state,
  done: row.done,
  total: row.total,
  error: row.error,
  createdAt: row.created_at.toISOString(),
  finishedAt: iso(row.finished_at),
});

export const describeFiling = (row: FilingRow): Filing => ({
  id: row.id,
  customerId: row.customer_id,
  customerName: row.customer_name,
  rule: row.rule,
  confidence: row.confidence,
  evidence: row.evidence,
  filedBy: row.filed_by_name,
  filedAt: row.filed_at.toISOString(),
  undoneAt: iso(row.undone_at),
});

export type MessageParts = Pick<Message, 'headers' | 'hasRemoteImages'>;

/** Null where the file is not looked at. A file that was noted a moment ago is none yet. */
export const describeFileText = (row: {
  readonly text_state: FileText['state'] | null;
  readonly text_reason: FileText['reason'];
}): FileText | null => (row.text_state === null ? null : { state: row.text_state, reason: row.text_reason });
