/** Letters, approvals and templates as the contract says. */
import type {
  Letter,
  LetterApproval,
  LetterApprovalDetail,
  LetterFile,
  LetterLine,
  LetterSender,
  LetterTemplate,
} from '@tradepost/contract';
import { submissionOf } from '@tradepost/core/accounts/submission';
import { firstWords } from '@tradepost/core/letter/first-words';
import { fieldsIn } from '@tradepost/core/letter/template-fields';
import { mayChangeTemplate } from '@tradepost/core/letter/templates';
import type { Viewer } from '@tradepost/core/users/viewer';
import type { ApprovalRow, ReturnedRow } from '@tradepost/db/queries/letter-approvals';
import type { SenderRow } from '@tradepost/db/queries/letter-senders';
import type { TemplateRow } from '@tradepost/db/queries/letter-templates';
import {
  findLastApproval,
  findSignature,
  type LetterFileRow,
  type LetterLineRow,
  type LetterView,
  listLetterFiles,
  listLetterRecipients,
} from '@tradepost/db/queries/letters';
import type { ApiDeps } from '../deps.ts';
import { iso } from './describe.ts';

export const describeLetterFile = (file: LetterFileRow): LetterFile => ({
  id: file.id,
  fileName: file.file_name,
  contentType: file.content_type,
  size: file.size,
  contentId: file.content_id,
});

const scheduleOf = (row: {
  readonly schedule: 'now' | 'at' | 'morning' | null;
  readonly due_at: Date | null;
}) =>
  row.schedule === null || row.due_at === null ? null : { kind: row.schedule, at: row.due_at.toISOString() };

const faultOf = (row: { readonly error_code: string | null; readonly error_detail: string | null }) =>
  row.error_code === null ? null : { code: row.error_code, detail: row.error_detail };

export async function describeLetter({ db }: ApiDeps, letter: LetterView): Promise<Letter> {
  const [files, recipients, approval, signatureHtml] = await Promise.all([
    listLetterFiles(db, letter.id),
    listLetterRecipients(db, letter.id),
    findLastApproval(db, letter.id),
    findSignature(db, letter.author_id, letter.account_id),
  ]);
  const from = letter.from_address ?? letter.account_address;
  const takesBack = letter.state === 'queued' && letter.schedule === 'now' && letter.attempts === 0;
  const waits = letter.error_code !== null && (letter.state === 'queued' || letter.state === 'scheduled');
  return {
    id: letter.id,
    version: letter.version,
    state: letter.state,
    kind: letter.kind,
    authorId: letter.author_id,
    authorName: letter.author_name,
    writtenByName: letter.written_by === letter.author_id ? null : letter.written_by_name,
    accountId: letter.account_id,
    from: from === null ? null : { address: from, name: letter.account_name ?? letter.author_name },
    customerId: letter.customer_id,
    customerName: letter.customer_name,
    contactId: letter.contact_id,
    sourceMessageId: letter.source_message_id,
    templateId: letter.template_id,
    templateKind: letter.template_kind,
    to: letter.to_list,
    cc: letter.cc_list,
    bcc: letter.bcc_list,
    subject: letter.subject,
    html: letter.html,
    quotedHtml: letter.quoted_html,
    withSignature: letter.with_signature,
    signatureHtml,
    files: files.map(describeLetterFile),
    schedule: scheduleOf(letter),
    undoUntil: takesBack ? iso(letter.due_at) : null,
    submittedAt: iso(letter.submitted_at),
    sentAt: iso(letter.sent_at),
    messageId: letter.message_id,
    recipients: recipients.map(({ address, role, state, detail }) => ({ address, role, state, detail })),
    fault: faultOf(letter),
    nextAttemptAt: waits ? iso(letter.due_at) : null,
    sentCopy: letter.append_state,
    approval:
      approval === undefined || approval.state === 'withdrawn'
        ? null
        : {
            id: approval.id,
            state: approval.state,
            reasons: [...approval.reasons],
            askedAt: approval.asked_at.toISOString(),
            decidedAt: iso(approval.decided_at),
            decidedByName: approval.decided_by_name,
            note: approval.note,
          },
    createdAt: letter.created_at.toISOString(),
    updatedAt: letter.updated_at.toISOString(),
  };
}

export const describeLetterLine = (row: LetterLineRow): LetterLine => ({
  id: row.id,
  state: row.state,
  kind: row.kind,
  customerId: row.customer_id,
  customerName: row.customer_name,
  from: row.from,
  to: row.to_list,
  recipientCount: row.recipient_count,
  subject: row.subject,
  preview: firstWords(row.words, row.is_text),
  fileCount: row.file_count,
  schedule: scheduleOf(row),
  sentAt: iso(row.sent_at),
  messageId: row.message_id,
  refused: row.refused,
  fault: faultOf(row),
  approvalState: row.approval_state,
  approvalNote: row.approval_note,
  bulk: row.bulk,
  updatedAt: row.updated_at.toISOString(),
});

export function describeSender(row: SenderRow, userId: number): LetterSender {
  const obstacle =
    row.state === 'paused'
      ? ('account-paused' as const)
      : submissionOf(row) === null
        ? ('no-sending-server' as const)
        : row.smtp_error_code !== null
          ? ('sending-fault' as const)
          : null;
  return {
    accountId: row.id,
    addresses: [row.address.toLowerCase(), ...row.aliases],
    name: row.display_name,
    ownerId: row.owner_id,
    ownerName: row.owner_id === userId ? null : row.owner_name,
    unified: row.unified,
    ready: obstacle === null || obstacle === 'sending-fault',
    obstacle,
    fault: row.smtp_error_code === null ? null : { code: row.smtp_error_code, detail: row.smtp_error_detail },
  };
}

export const describeTemplate = (row: TemplateRow, viewer: Viewer): LetterTemplate => ({
  id: row.id,
  kind: row.kind,
  language: row.language,
  name: row.name,
  subject: row.subject,
  html: row.html,
  ownerId: row.owner_id,
  fields: fieldsIn(`${row.subject}\n${row.html}`).known,
  version: row.version,
  updatedAt: row.updated_at.toISOString(),
  updatedByName: row.updated_by_name,
  mayChange: mayChangeTemplate(viewer, row.owner_id),
});

export const describeApproval = (row: ApprovalRow): LetterApproval => ({
  id: row.id,
  letterId: row.letter_id,
  state: row.state,
  authorId: row.author_id,
  authorName: row.author_name,
  customerId: row.customer_id,
  customerName: row.customer_name,
  subject: row.subject,
  to: row.sent_to,
  recipientCount: row.recipient_count,
  fileCount: row.file_count,
  reasons: [...row.reasons],
  schedule: row.same ? scheduleOf(row) : null,
  askedAt: row.asked_at.toISOString(),
  decidedAt: iso(row.decided_at),
  decidedByName: row.decided_by_name,
  note: row.note,
});

/** Of a letter that its author has again, only what was said when it was asked about. */
export const describeApprovalDetail = (
  row: ApprovalRow,
  files: readonly LetterFileRow[],
  before: ReturnedRow | undefined,
): LetterApprovalDetail => ({
  ...describeApproval(row),
  contentHash: row.content_sha256.toString('hex'),
  from: row.same && row.from_address !== null ? { address: row.from_address, name: row.author_name } : null,
  cc: row.same ? row.cc_list : [],
  bcc: row.same ? row.bcc_list : [],
  text: row.same ? (row.final_text ?? '') : '',
  files: row.same ? files.map(describeLetterFile) : [],
  sourceMessageId: row.same ? row.source_message_id : null,
  returned:
    before === undefined
      ? null
      : {
          subject: before.subject,
          text: before.returned_text ?? '',
          note: before.note,
          at: iso(before.decided_at),
          byName: before.decided_by_name,
        },
});
