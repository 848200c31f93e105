import type { Activity } from '@tradepost/contract';
import { useMay, useSession } from '../../session/session.tsx';

/** Who may change an activity: its author, who is to do it, and who may change the customer. */
export function useActivityRights(mayChangeCustomer: boolean): (activity: Activity) => boolean {
  const { user } = useSession();
  const may = useMay()('updateActivity');
  return ({ createdById, assigneeId }) =>
    may && (mayChangeCustomer || createdById === user.id || assigneeId === user.id);
}
