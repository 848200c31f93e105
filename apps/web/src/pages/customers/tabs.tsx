/**
 * What the customer's page shows in its middle, one part at a time; each part adds a line. A tab's page is loaded
 * when it is opened, and has an address of its own: `/customers/7?tab=files`.
 */
import type { Customer, RouteName } from '@tradepost/contract';
import { type ComponentType, lazy } from 'react';
import type { MessageKey } from '../../i18n/translate.ts';

export interface CustomerTabProps {
  readonly customer: Customer;
}

interface CustomerTab {
  /** In the address. */
  readonly key: string;
  readonly label: MessageKey;
  /** Shown to those who may call this route. */
  readonly needs: RouteName;
  readonly Tab: ComponentType<CustomerTabProps>;
}

export const CUSTOMER_TABS: readonly [CustomerTab, ...CustomerTab[]] = [
  {
    key: 'timeline',
    label: 'customers.tabTimeline',
    needs: 'getTimeline',
    Tab: lazy(() => import('../timeline/timeline-tab.tsx')),
  },
  {
    key: 'tasks',
    label: 'today.tab',
    needs: 'listCustomerTasks',
    Tab: lazy(() => import('../today/tasks-tab.tsx')),
  },
  {
    key: 'files',
    label: 'activities.filesTab',
    needs: 'listCustomerFiles',
    Tab: lazy(() => import('../activity/files-tab.tsx')),
  },
  {
    key: 'promises',
    label: 'promises.tab',
    needs: 'listMarks',
    Tab: lazy(() => import('../promise/promises-tab.tsx')),
  },
  {
    key: 'people',
    label: 'promises.peopleTab',
    needs: 'listCorrespondents',
    Tab: lazy(() => import('../promise/people-tab.tsx')),
  },
  {
    key: 'changes',
    label: 'record.tabHistory',
    needs: 'listCustomerChanges',
    Tab: lazy(() => import('../record/history-tab.tsx')),
  },
];

/** The customer's card: a column beside the tab, or a tab of its own where there is no room. */
export const CARD_TAB = 'details';
