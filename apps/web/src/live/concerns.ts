import type { LiveEvent } from '@tradepost/contract';
import type { GetRoute } from '../api/types.ts';

/** The answers that an event of each type makes stale: of any arguments, or of the id in the event only. */
const STALE: Record<LiveEvent['type'], { any: GetRoute[]; byId: GetRoute[] }> = {
  account: { any: ['listMailAccounts'], byId: ['getMailAccount', 'listMailboxes', 'listQuarantine'] },
  timeline: {
    any: [
      'listCustomers',
      'getToday',
      'countToday',
      'listMessageTasks',
      'listComplaints',
      'getComplaint',
      'countComplaints',
    ],
    byId: [
      'getTimeline',
      'listCustomerPlans',
      'listCustomerTasks',
      'listCustomerFiles',
      'listMerges',
      'getCustomer',
    ],
  },
  unfiled: { any: ['listUnfiledSenders', 'listUnfiledMessages'], byId: [] },
  job: { any: ['listJobs', 'getCustomer', 'getImport'], byId: [] },
  notice: { any: ['listNotices', 'countUnreadNotices'], byId: [] },
};
const ID_FIELD = {
  account: 'accountId',
  timeline: 'customerId',
  unfiled: null,
  job: null,
  notice: null,
} as const;

/** Whether the answer under this query key may have changed by the event. An event without an id concerns all. */
export function concerns(event: LiveEvent, queryKey: readonly unknown[]): boolean {
  const [name, args] = queryKey as [GetRoute, { params?: { id?: unknown } } | undefined];
  const stale = STALE[event.type];
  if (!stale) return false; // An event of a newer server.
  if (stale.any.includes(name)) return true;
  if (!stale.byId.includes(name)) return false;
  const field = ID_FIELD[event.type];
  const id = field && event[field];
  return id === undefined || id === null || args?.params?.id === id;
}

/** One event of every type, for when it is unknown what was missed. */
export const ANYTHING: readonly LiveEvent[] = (Object.keys(STALE) as LiveEvent['type'][]).map((type) => ({
  type,
}));
