import { actRoutes } from './act.ts';
import { activityRoutes } from './activity.ts';
import { answerRoutes } from './answer.ts';
import { auditRoutes } from './audit.ts';
import { collisionRoutes } from './collision.ts';
import { competitorRoutes } from './competitor.ts';
import { complaintRoutes } from './complaint.ts';
import { customerListRoutes } from './customer-list.ts';
import { customerRoutes } from './customer.ts';
import { fileTextRoutes } from './file-text.ts';
import { followUpRoutes } from './follow-up.ts';
import { handoverRoutes } from './handover.ts';
import { intakeRoutes } from './intake.ts';
import { letterApprovalRoutes } from './letter-approval.ts';
import { letterRoutes } from './letter.ts';
import { letterTemplateRoutes } from './letter-template.ts';
import { mailAccountRoutes } from './mail-account.ts';
import { massMailRoutes } from './mass-mail.ts';
import { mergeRoutes } from './merge.ts';
import { messageRoutes } from './message.ts';
import { noticeRoutes } from './notice.ts';
import { peopleRoutes } from './people.ts';
import { policyRoutes } from './policy.ts';
import { poolRoutes } from './pool.ts';
import { promiseRoutes } from './promise.ts';
import { recordRoutes } from './record.ts';
import { reminderRoutes } from './reminder.ts';
import { savedSearchRoutes } from './saved-search.ts';
import { searchRoutes } from './search.ts';
import { sessionRoutes } from './session.ts';
import { taskRoutes } from './task.ts';
import { unifiedRoutes } from './unified.ts';

/** Every route of the product. A route that is not here does not exist: the server registers from it. */
export const routes = {
  ...sessionRoutes,
  ...mailAccountRoutes,
  ...customerRoutes,
  ...messageRoutes,
  ...peopleRoutes,
  ...policyRoutes,
  ...noticeRoutes,
  ...auditRoutes,
  ...recordRoutes,
  ...competitorRoutes,
  ...complaintRoutes,
  ...customerListRoutes,
  ...intakeRoutes,
  ...activityRoutes,
  ...mergeRoutes,
  ...unifiedRoutes,
  ...handoverRoutes,
  ...collisionRoutes,
  ...promiseRoutes,
  ...poolRoutes,
  ...letterRoutes,
  ...letterApprovalRoutes,
  ...letterTemplateRoutes,
  ...massMailRoutes,
  ...followUpRoutes,
  ...taskRoutes,
  ...actRoutes,
  ...answerRoutes,
  ...reminderRoutes,
  ...fileTextRoutes,
  ...searchRoutes,
  ...savedSearchRoutes,
};
export type Routes = typeof routes;
export type RouteName = keyof Routes;
export {
  actRoutes,
  activityRoutes,
  answerRoutes,
  auditRoutes,
  collisionRoutes,
  competitorRoutes,
  complaintRoutes,
  customerListRoutes,
  customerRoutes,
  fileTextRoutes,
  followUpRoutes,
  handoverRoutes,
  intakeRoutes,
  letterApprovalRoutes,
  letterRoutes,
  letterTemplateRoutes,
  mailAccountRoutes,
  massMailRoutes,
  mergeRoutes,
  messageRoutes,
  noticeRoutes,
  peopleRoutes,
  policyRoutes,
  poolRoutes,
  promiseRoutes,
  recordRoutes,
  reminderRoutes,
  savedSearchRoutes,
  searchRoutes,
  sessionRoutes,
  taskRoutes,
  unifiedRoutes,
};
