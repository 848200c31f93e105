/** Who gets what of: tasks, the list of today, the policy of following up. */
import { followUpRoutes, taskRoutes } from '@tradepost/contract';
import { PRESETS } from '@tradepost/core/follow-up/presets';
import { POLICY_KEY } from '@tradepost/core/follow-up/policy';
import { raiseTasks } from '@tradepost/core/task/raise-task';
import type { TestApp } from '../api-app.ts';
import { makeCustomer } from '../api-mail.ts';
import { ADMINS, ANYBODY, area, both, CHANGE, hasItem, LEADERS, READ, STAFF, STAFF_LIST } from './area.ts';

const DUE = '2026-01-05';

/** A customer of one person with a to-do of that person's that is due. */
async function makeThings(test: TestApp, ownerId: number) {
  const customer = await makeCustomer(test, ownerId);
  const [taskId] = await test.deps.db.transaction().execute((tx) =>
    raiseTasks(tx, [
      {
        kind: 'todo',
        customerId: customer.id,
        assigneeId: ownerId,
        title: 'Ask for the drawing',
        dueOn: DUE,
        createdBy: ownerId,
      },
    ]),
  );
  return { ownerId, customer, taskId: taskId as number };
}

/** Every leader sees the customer: any of them may do it. */
export const taskArea = area(taskRoutes, makeThings, {
  getToday: {
    own: STAFF_LIST.own,
    other: '401 blank blank blank blank blank 403',
    call: (_test, { taskId }) => ({
      url: '/api/v1/today?limit=200',
      sees: hasItem(({ id }) => id === taskId),
    }),
  },
  countToday: { ...both(STAFF), call: () => ({ url: '/api/v1/today/counts' }) },
  listTasks: {
    ...STAFF_LIST,
    call: (_test, { ownerId, taskId }) => ({
      url: `/api/v1/tasks?limit=200&userId=${ownerId}`,
      sees: hasItem(({ id }) => id === taskId),
    }),
  },
  listCustomerTasks: {
    own: '401 sees sees sees sees sees sees',
    other: '401 sees sees sees 404 404 404',
    call: (_test, { customer, taskId }) => ({
      url: `/api/v1/customers/${customer.id}/tasks`,
      sees: hasItem(({ id }) => id === taskId),
    }),
  },
  getTask: { ...READ, call: (_test, { taskId }) => ({ url: `/api/v1/tasks/${taskId}` }) },
  addTodo: {
    ...CHANGE,
    call: (_test, { customer }) => ({
      url: '/api/v1/tasks',
      body: { title: 'Send the catalogue', customerId: customer.id, dueOn: DUE },
    }),
  },
  doneTask: { ...CHANGE, call: (_test, { taskId }) => ({ url: `/api/v1/tasks/${taskId}/done`, body: {} }) },
  putOffTask: {
    ...CHANGE,
    call: (_test, { taskId }) => ({ url: `/api/v1/tasks/${taskId}/put-off`, body: { until: 'tomorrow' } }),
  },
  dismissTask: {
    ...CHANGE,
    call: (_test, { taskId }) => ({
      url: `/api/v1/tasks/${taskId}/dismiss`,
      body: { reason: 'Sent already' },
    }),
  },
  assignTask: {
    ...CHANGE,
    call: (_test, { ownerId, taskId }) => ({
      url: `/api/v1/tasks/${taskId}/assign`,
      body: { userId: ownerId },
    }),
  },
  noteTask: {
    ...CHANGE,
    call: (_test, { taskId }) => ({ url: `/api/v1/tasks/${taskId}/note`, body: { note: 'By fax' } }),
  },
});

export const followUpArea = area(followUpRoutes, async () => ({}), {
  getFollowUpPolicy: { ...both(ANYBODY), call: () => ({ url: '/api/v1/follow-up-policy' }) },
  setFollowUpPolicy: {
    ...both(ADMINS),
    call: () => ({ url: '/api/v1/follow-up-policy', body: { policy: PRESETS.standard } }),
  },
  previewFollowUpPolicy: {
    ...both(LEADERS),
    call: () => ({ url: '/api/v1/follow-up-policy/preview', body: { policy: PRESETS.fast } }),
  },
  listFollowUpPolicies: { ...both(LEADERS), call: () => ({ url: '/api/v1/follow-up-policy/versions' }) },
  listFarDates: { ...both(LEADERS), call: () => ({ url: '/api/v1/follow-up/far-dates' }) },
  restoreFollowUpPolicy: {
    ...both(ADMINS),
    call: async (test) => {
      const { id } = await test.deps.db
        .insertInto('setting_version')
        .values({ key: POLICY_KEY, value: JSON.stringify(PRESETS.standard), changed_by: null })
        .returning('id')
        .executeTakeFirstOrThrow();
      return { url: `/api/v1/follow-up-policy/versions/${id}/restore` };
    },
  },
});
