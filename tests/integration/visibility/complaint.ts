/** Who gets what of: complaints of customers. */
import { complaintRoutes } from '@tradepost/contract';
import { openComplaint } from '@tradepost/core/complaint/open';
import { MACHINE } from '@tradepost/core/users/viewer';
import { scopeOf } from '@tradepost/core/visibility/scope';
import type { TestApp } from '../api-app.ts';
import { makeCustomer } from '../api-mail.ts';
import { area, CHANGE, hasItem, LIST, READ, both, ANYBODY } from './area.ts';

async function makeThings(test: TestApp, ownerId: number) {
  const customer = await makeCustomer(test, ownerId);
  const actor = { viewer: { ...MACHINE, id: ownerId }, scope: scopeOf(MACHINE) };
  const open = () =>
    openComplaint(test.deps, actor, { customerId: customer.id, sort: 'quality', severity: 2, what: 'Rust' });
  const id = await open();
  /** A complaint that has come so far. */
  const inState = async (state: 'corrected' | 'verified' | 'closed') => {
    const other = await open();
    await test.deps.db
      .updateTable('complaint')
      .set({
        state,
        assignee_id: ownerId,
        action: 'Sent new ones',
        acted_by: ownerId,
        acted_at: new Date(),
        ...(state === 'corrected'
          ? {}
          : {
              verification: 'Seen',
              verified_by: ownerId,
              verified_at: new Date(),
              verified_by_leader: true,
            }),
        ...(state === 'closed' ? { closed_by: ownerId, closed_at: new Date() } : {}),
      })
      .where('id', '=', other)
      .execute();
    return other;
  };
  return { customer, id, ownerId, inState };
}

export const complaintArea = area(complaintRoutes, makeThings, {
  listComplaints: {
    ...LIST,
    call: (_test, { id }) => ({
      url: '/api/v1/complaints?limit=200',
      sees: hasItem((one) => one['id'] === id),
    }),
  },
  countComplaints: { ...both(ANYBODY), call: () => ({ url: '/api/v1/complaints/counts' }) },
  // Salespeople only where the company lets them take lists along.
  exportComplaints: {
    ...both('401 200 200 200 403 403 403'),
    call: () => ({ url: '/api/v1/complaints/export?format=csv' }),
  },
  listAssignees: {
    ...READ,
    call: (_test, { customer }) => ({ url: `/api/v1/customers/${customer.id}/assignees` }),
  },
  createComplaint: {
    ...CHANGE,
    call: (_test, { customer }) => ({
      url: '/api/v1/complaints',
      body: { customerId: customer.id, sort: 'delivery', severity: 1, what: 'Late by a week' },
    }),
  },
  getComplaint: { ...READ, call: (_test, { id }) => ({ url: `/api/v1/complaints/${id}` }) },
  updateComplaint: {
    ...CHANGE,
    call: (_test, { id }) => ({ url: `/api/v1/complaints/${id}`, body: { orderRef: 'PO-1' } }),
  },
  assignComplaint: {
    ...CHANGE,
    call: (_test, { id, ownerId }) => ({
      url: `/api/v1/complaints/${id}/assign`,
      body: { assigneeId: ownerId },
    }),
  },
  correctComplaint: {
    ...CHANGE,
    call: (_test, { id }) => ({ url: `/api/v1/complaints/${id}/correct`, body: { action: 'Sent new ones' } }),
  },
  verifyComplaint: {
    // Who acted is no leader, so he may not.
    own: '401 200 200 200 403 403 403',
    other: CHANGE.other,
    call: async (_test, { inState }) => ({
      url: `/api/v1/complaints/${await inState('corrected')}/verify`,
      body: { effective: true, text: 'Looked at ten' },
    }),
  },
  closeComplaint: {
    ...CHANGE,
    call: async (_test, { inState }) => ({
      url: `/api/v1/complaints/${await inState('verified')}/close`,
      body: {},
    }),
  },
  reopenComplaint: {
    ...CHANGE,
    call: async (_test, { inState }) => ({
      url: `/api/v1/complaints/${await inState('closed')}/reopen`,
      body: { reason: 'It came back' },
    }),
  },
  withdrawComplaint: {
    own: '401 200 200 200 403 403 403',
    other: CHANGE.other,
    call: (_test, { id }) => ({ url: `/api/v1/complaints/${id}/withdraw`, body: { reason: 'Not ours' } }),
  },
  noteOnComplaint: {
    ...CHANGE,
    call: (_test, { id }) => ({
      url: `/api/v1/complaints/${id}/notes`,
      body: { text: 'Called the factory' },
    }),
  },
});
