/** What a leader looks at before it goes out (邮件审批). */
import Type from 'typebox';
import { Id, IdParams, Page, PageQuery } from '../resources/common.ts';
import { ApprovalRules } from '../resources/approval-rules.ts';
import { ApprovalDecision, LetterApproval, LetterApprovalDetail } from '../resources/letter-approval.ts';
import { ADMINS, LEADERS, route } from './route.ts';

const tag = 'letter approval';
const FileParams = Type.Object({ id: Id, fileId: Id });

export const letterApprovalRoutes = {
  getApprovalRules: route({
    method: 'GET',
    path: '/api/v1/letter-approval-rules',
    tag,
    access: LEADERS,
    summary: 'Which letters a leader looks at first',
    reply: ApprovalRules,
  }),
  setApprovalRules: route({
    method: 'PATCH',
    path: '/api/v1/letter-approval-rules',
    tag,
    access: ADMINS,
    summary: 'Change which letters a leader looks at first',
    body: ApprovalRules,
    reply: ApprovalRules,
  }),
  listApprovals: route({
    method: 'GET',
    path: '/api/v1/letter-approvals',
    tag,
    access: LEADERS,
    summary:
      'Letters of one’s people that wait for a decision, the oldest first; or those decided, the newest first',
    query: Type.Object({ ...PageQuery, state: Type.Enum(['waiting', 'decided'] as const) }),
    reply: Page(LetterApproval),
  }),
  getApproval: route({
    method: 'GET',
    path: '/api/v1/letter-approvals/:id',
    tag,
    access: LEADERS,
    summary: 'A letter as it would go out, and why it waits',
    params: IdParams,
    reply: LetterApprovalDetail,
  }),
  getApprovalHtml: route({
    method: 'GET',
    path: '/api/v1/letter-approvals/:id/html',
    tag,
    access: LEADERS,
    summary: 'Its HTML as a page for a sandboxed frame',
    params: IdParams,
    produces: 'text/html',
  }),
  getApprovalFile: route({
    method: 'GET',
    path: '/api/v1/letter-approvals/:id/files/:fileId',
    tag,
    access: LEADERS,
    summary: 'A file of a letter that waits, as a download',
    params: FileParams,
    produces: 'application/octet-stream',
  }),
  decideApproval: route({
    method: 'POST',
    path: '/api/v1/letter-approvals/:id/decision',
    tag,
    access: LEADERS,
    summary: 'Let it go out, or return it with words; never one’s own',
    params: IdParams,
    body: ApprovalDecision,
    reply: LetterApproval,
  }),
};
