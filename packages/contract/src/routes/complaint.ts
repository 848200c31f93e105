/** Complaints of customers. */
import Type from 'typebox';
import { Id, IdParams, Locale, Page } from '../resources/common.ts';
import {
  AssignComplaint,
  CloseComplaint,
  Complaint,
  ComplaintCounts,
  ComplaintDetail,
  ComplaintFilter,
  ComplaintNote,
  ComplaintPatch,
  ComplaintQuery,
  ComplaintReason,
  CorrectComplaint,
  NewComplaint,
  VerifyComplaint,
} from '../resources/complaint.ts';
import { Role } from '../resources/user.ts';
import { route, STAFF } from './route.ts';

const tag = 'complaints';

/** A step of the work on a complaint. */
const step = <const P extends string, B extends Type.TSchema>(name: P, summary: string, body: B) =>
  route({
    method: 'POST',
    path: `/api/v1/complaints/:id/${name}`,
    tag,
    access: STAFF,
    summary,
    params: IdParams,
    body,
    reply: ComplaintDetail,
  });

export const complaintRoutes = {
  listComplaints: route({
    method: 'GET',
    path: '/api/v1/complaints',
    tag,
    access: 'signed-in',
    summary: 'Complaints of the customers that one sees',
    query: ComplaintQuery,
    reply: Page(Complaint),
  }),
  countComplaints: route({
    method: 'GET',
    path: '/api/v1/complaints/counts',
    tag,
    access: 'signed-in',
    summary: 'Open complaints by state, age and salesperson',
    reply: ComplaintCounts,
  }),
  exportComplaints: route({
    method: 'GET',
    path: '/api/v1/complaints/export',
    tag,
    access: STAFF,
    summary: 'The filtered complaints as a file',
    query: Type.Object({
      ...ComplaintFilter,
      format: Type.Enum(['csv', 'xlsx']),
      language: Type.Optional(Locale),
    }),
    produces: 'application/octet-stream',
  }),
  listAssignees: route({
    method: 'GET',
    path: '/api/v1/customers/:id/assignees',
    tag,
    access: 'signed-in',
    summary: 'Colleagues who see a customer, and can be given something of it',
    params: IdParams,
    reply: Type.Object({
      items: Type.Array(Type.Object({ id: Id, name: Type.String(), role: Role, isOwner: Type.Boolean() })),
    }),
  }),
  createComplaint: route({
    method: 'POST',
    path: '/api/v1/complaints',
    tag,
    access: STAFF,
    summary: 'Open a complaint, of a mail or by hand',
    body: NewComplaint,
    reply: ComplaintDetail,
  }),
  getComplaint: route({
    method: 'GET',
    path: '/api/v1/complaints/:id',
    tag,
    access: 'signed-in',
    summary: 'One complaint with its log',
    params: IdParams,
    reply: ComplaintDetail,
  }),
  updateComplaint: route({
    method: 'PATCH',
    path: '/api/v1/complaints/:id',
    tag,
    access: STAFF,
    summary: 'Change what a complaint says, or its days',
    params: IdParams,
    body: ComplaintPatch,
    reply: ComplaintDetail,
  }),
  assignComplaint: step('assign', 'Give a complaint to who is to act', AssignComplaint),
  correctComplaint: step('correct', 'Record the corrective action', CorrectComplaint),
  verifyComplaint: step('verify', 'Verify the corrective action, or send it back', VerifyComplaint),
  closeComplaint: step('close', 'Close a complaint whose corrective action was verified', CloseComplaint),
  reopenComplaint: step('reopen', 'Open a closed complaint again', ComplaintReason),
  withdrawComplaint: step('withdraw', 'Withdraw what was no complaint (leaders)', ComplaintReason),
  noteOnComplaint: step('notes', 'Add a note to the log', ComplaintNote),
};
