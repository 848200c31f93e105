/** 简体中文：与英文逐项对应，缺一项则编译不过。 */
import type { Translation } from '../translate.ts';
import { act } from './act.ts';
import { accounts, sending, wizard } from './accounts.ts';
import { common, errorAdvice, errorTitle, live, nav, roles } from './common.ts';
import { customerFault } from './customer-fault.ts';
import { csv, customerForm, customers } from './customers.ts';
import { faultAdvice, faultTitle } from './faults.ts';
import { mailboxes, quarantineReason, skipReason, specialUse } from './mailboxes.ts';
import { fileText, fileTextReason, filing, message, suggestionReason, timeline, unfiled } from './message.ts';
import { session, settings } from './settings.ts';
import { timelineEvent } from './timeline-event.ts';
import { people } from './people.ts';
import { outgoingFault, outgoingKind, outgoingState, policy } from './policy.ts';
import { noticeKind, notices } from './notice.ts';
import { reminderKind, reminderKindHint, reminderRule, reminders } from './reminder.ts';
import { audit, auditDetail, auditVia } from './audit.ts';
import { auditAction } from './audit-action.ts';
import { record, recordSettings } from './record.ts';
import { competitors } from './competitor.ts';
import { customerList } from './customer-list.ts';
import { batches, importField, imports, inquiries } from './intake.ts';
import { activities, timelineValue } from './activity.ts';
import { merge } from './merge.ts';
import { cardFault, unified, unifiedKind, unifiedReason, unifiedState, unifiedTag } from './unified.ts';
import { handover } from './handover.ts';
import { collisions } from './collision.ts';
import { board, work } from './board.ts';
import { calendar } from './calendar.ts';
import { followUp } from './follow-up.ts';
import { complaints } from './complaint.ts';
import { promises } from './promise.ts';
import { pool, poolFault, releaseReason } from './pool.ts';
import { taskEvent, taskKind, taskOutcome, today } from './task.ts';
import { editor } from './editor.ts';
import { search, searchChoice, searchFault, searchField, searchValue } from './search.ts';
import { leftOut, massMailObstacle, massMails, massMailState } from './mass-mail.ts';
import { letterBox, letterNote, letterState, letters, signatures } from './letter.ts';
import { approvalRule, approvals } from './letter-approval.ts';
import { letterField, templateKind, templates } from './letter-template.ts';

export const zhCN = {
  act,
  common,
  errorTitle,
  errorAdvice,
  nav,
  roles,
  live,
  session,
  settings,
  accounts,
  sending,
  wizard,
  mailboxes,
  specialUse,
  skipReason,
  quarantineReason,
  faultTitle,
  faultAdvice,
  customers,
  csv,
  customerForm,
  customerFault,
  timeline,
  message,
  filing,
  unfiled,
  suggestionReason,
  fileText,
  fileTextReason,
  timelineEvent,
  timelineValue,
  people,
  policy,
  outgoingState,
  outgoingFault,
  outgoingKind,
  taskKind,
  taskOutcome,
  taskEvent,
  today,
  reminders,
  reminderRule,
  reminderKind,
  reminderKindHint,
  notices,
  noticeKind,
  audit,
  auditAction,
  auditDetail,
  auditVia,
  record,
  recordSettings,
  competitors,
  customerList,
  imports,
  importField,
  batches,
  inquiries,
  activities,
  merge,
  unified,
  unifiedState,
  unifiedKind,
  unifiedTag,
  unifiedReason,
  cardFault,
  handover,
  collisions,
  promises,
  complaints,
  board,
  followUp,
  calendar,
  work,
  pool,
  poolFault,
  releaseReason,
  editor,
  letters,
  letterNote,
  approvalRule,
  templateKind,
  letterField,
  letterBox,
  letterState,
  templates,
  approvals,
  signatures,
  massMails,
  massMailState,
  leftOut,
  massMailObstacle,
  search,
  searchFault,
  searchValue,
  searchField,
  searchChoice,
} satisfies Translation;
