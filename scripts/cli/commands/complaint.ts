import { COMPLAINT_LISTS, type ComplaintList } from '@tradepost/contract';
import { MACHINE } from '@tradepost/core/users/viewer';
import { scopeOf } from '@tradepost/core/visibility/scope';
import { listComplaints } from '@tradepost/db/queries/complaints';
import { type Command, UsageError } from '../command.ts';
import { companyClock } from '../company-clock.ts';
import { findUserNamed } from '../find-user.ts';
import { withRuntime } from '../runtime.ts';
import { table } from '../table.ts';

const MOST = 1_000;

export const complaintList: Command = {
  name: 'complaint list',
  usage: '[--state STATE] [--owner EMAIL] [--overdue] [--days N]',
  summary: 'Complaints, the oldest first; open ones unless a state is named.',
  help: [
    `  --state STATE   ${COMPLAINT_LISTS.join(', ')} or all`,
    '  --owner EMAIL   of the customers of this salesperson',
    '  --overdue       only what should have been done before today',
    '  --days N        complained at least N days ago',
  ],
  options: {
    state: { type: 'string' },
    owner: { type: 'string' },
    overdue: { type: 'boolean' },
    days: { type: 'string' },
  },
  args: [0, 0],
  run: (context) =>
    withRuntime(async ({ db }) => {
      const { owner, overdue } = context.options;
      const clock = await companyClock(db);
      const rows = await listComplaints(
        db,
        scopeOf(MACHINE),
        {
          state: readState(context.options['state']),
          customerId: null,
          ownerId: typeof owner === 'string' ? (await findUserNamed(db, owner)).id : null,
          assigneeId: null,
          severity: null,
          overdue: overdue === true,
          olderThanDays: readDays(context.options['days']),
        },
        { order: 'oldest', after: null, limit: MOST },
        clock.day(new Date()),
      );
      const complaints = rows.map((row) => ({
        id: row.id,
        customer: row.customer_name,
        salesperson: row.owner_name,
        state: row.state,
        severity: row.severity,
        sort: row.sort,
        complainedAt: row.complained_at,
        assignee: row.assignee_name,
        actBy: row.action_due_on,
        closeBy: row.close_due_on,
        overdue: row.overdue,
        order: row.order_ref,
        what: row.what,
      }));
      context.print({ complaints }, () =>
        table(
          [
            'id',
            'complained',
            'customer',
            'salesperson',
            'state',
            'severity',
            'with',
            'act by',
            'close by',
            'what',
          ],
          complaints.map((one) => [
            one.id,
            clock.day(one.complainedAt),
            one.customer,
            one.salesperson,
            one.overdue ? `${one.state} (overdue)` : one.state,
            one.severity,
            one.assignee,
            one.actBy,
            one.closeBy,
            one.what.replace(/\s+/g, ' ').slice(0, 60),
          ]),
        ),
      );
      return 0;
    }),
};

function readState(text: unknown): ComplaintList | null {
  if (text === undefined) return 'open';
  if (text === 'all') return null;
  const state = COMPLAINT_LISTS.find((one) => one === text);
  if (state === undefined) throw new UsageError(`--state is one of ${COMPLAINT_LISTS.join(', ')}, all.`);
  return state;
}

function readDays(text: unknown): number | null {
  if (text === undefined) return null;
  const days = Number(text);
  if (!Number.isSafeInteger(days) || days < 1 || days > 3650)
    throw new UsageError('--days is a whole number from 1 to 3650.');
  return days;
}
