/** Every area: together they hold every route of the contract. */
import type { Area } from './area.ts';
import { actArea } from './act.ts';
import { activityArea } from './activity.ts';
import { answerArea } from './answer.ts';
import { auditArea } from './audit.ts';
import { collisionArea } from './collision.ts';
import { competitorArea } from './competitor.ts';
import { complaintArea } from './complaint.ts';
import { customerArea } from './customer.ts';
import { customerListArea } from './customer-list.ts';
import { fileTextArea } from './file-text.ts';
import { handoverArea } from './handover.ts';
import { inquiryArea, intakeArea } from './intake.ts';
import { letterApprovalArea, letterArea, letterTemplateArea } from './letter.ts';
import { mailAccountArea } from './mail-account.ts';
import { massMailArea } from './mass-mail.ts';
import { mergeArea } from './merge.ts';
import { messageArea } from './message.ts';
import { noticeArea } from './notice.ts';
import { peopleArea } from './people.ts';
import { policyArea } from './policy.ts';
import { poolArea } from './pool.ts';
import { promiseArea } from './promise.ts';
import { recordArea } from './record.ts';
import { reminderArea } from './reminder.ts';
import { savedSearchArea } from './saved-search.ts';
import { searchArea } from './search.ts';
import { sessionArea } from './session.ts';
import { followUpArea, taskArea } from './task.ts';
import { unifiedArea } from './unified.ts';

export const AREAS: Readonly<Record<string, Area>> = {
  session: sessionArea,
  'mail-account': mailAccountArea,
  customer: customerArea,
  message: messageArea,
  people: peopleArea,
  policy: policyArea,
  notice: noticeArea,
  audit: auditArea,
  record: recordArea,
  competitor: competitorArea,
  complaint: complaintArea,
  'customer-list': customerListArea,
  intake: intakeArea,
  inquiry: inquiryArea,
  activity: activityArea,
  merge: mergeArea,
  'mass-mail': massMailArea,
  unified: unifiedArea,
  handover: handoverArea,
  collision: collisionArea,
  promise: promiseArea,
  pool: poolArea,
  letter: letterArea,
  'letter-approval': letterApprovalArea,
  'letter-template': letterTemplateArea,
  'file-text': fileTextArea,
  'follow-up': followUpArea,
  task: taskArea,
  act: actArea,
  answer: answerArea,
  reminder: reminderArea,
  search: searchArea,
  savedSearch: savedSearchArea,
};
