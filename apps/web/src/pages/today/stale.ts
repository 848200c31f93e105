import type { GetRoute } from '../../api/types.ts';

/** What is another one once a task was acted on. */
export const TASKS_STALE: GetRoute[] = [
  'getToday',
  'countToday',
  'listTasks',
  'listCustomerTasks',
  'listMessageTasks',
  'getTask',
  'getCustomer',
  'getTimeline',
  'getBoard',
  'listBoardItems',
];
