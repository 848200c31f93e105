import type { Activity, Customer } from '@tradepost/contract';
import { createContext, lazy, type ReactNode, Suspense, use, useMemo, useState } from 'react';
import { useActivityRights } from './use-activity-rights.ts';

const ActivityDrawer = lazy(() => import('./activity-drawer.tsx'));
const CancelActivity = lazy(() => import('./cancel-activity.tsx'));

interface ActivityActions {
  may: (activity: Activity) => boolean;
  add: () => void;
  edit: (activity: Activity) => void;
  complete: (activity: Activity) => void;
  cancel: (activity: Activity) => void;
}

const nothing = () => {};
const Context = createContext<ActivityActions>({
  may: () => false,
  add: nothing,
  edit: nothing,
  complete: nothing,
  cancel: nothing,
});

/** What can be done with the activities of the list around: nothing where there is no provider. */
export const useActivityActions = (): ActivityActions => use(Context);

type Open = { do: 'add' } | { do: 'edit' | 'complete' | 'cancel'; activity: Activity };

interface ActivityActionsProviderProps {
  customerId: number;
  /** Null where nothing more is known of the customer than that it may be seen. */
  customer: Customer | null;
  children: ReactNode;
}

/** Opens the drawers and dialogues of activities for what stands inside. */
export function ActivityActionsProvider({ customerId, customer, children }: ActivityActionsProviderProps) {
  const [open, setOpen] = useState<Open | null>(null);
  const may = useActivityRights(customer?.mayChange ?? false);
  const actions = useMemo<ActivityActions>(
    () => ({
      may,
      add: () => setOpen({ do: 'add' }),
      edit: (activity) => setOpen({ do: 'edit', activity }),
      complete: (activity) => setOpen({ do: 'complete', activity }),
      cancel: (activity) => setOpen({ do: 'cancel', activity }),
    }),
    [may],
  );
  const close = () => setOpen(null);
  return (
    <Context value={actions}>
      {children}
      <Suspense>
        {open?.do === 'cancel' && <CancelActivity activity={open.activity} onClose={close} />}
        {open !== null && open.do !== 'cancel' && (
          <ActivityDrawer
            customerId={open.do === 'add' ? customerId : open.activity.customerId}
            mode={open.do}
            activity={open.do === 'add' ? null : open.activity}
            onClose={close}
          />
        )}
      </Suspense>
    </Context>
  );
}
