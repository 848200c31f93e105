/**
 * What can be done with a customer from the menu "More" of its page; each part adds an entry. An entry's component
 * (a drawer, a dialogue) is loaded and shown when the entry is chosen, and calls `onClose` when it is done.
 */
import type { Customer, RouteName } from '@tradepost/contract';
import { type ComponentType, lazy } from 'react';
import type { MessageKey } from '../../i18n/translate.ts';

export interface CustomerActionProps {
  readonly customer: Customer;
  readonly onClose: () => void;
}

export interface CustomerAction {
  readonly key: string;
  readonly label: MessageKey;
  /** Shown to those who may call this route. */
  readonly needs: RouteName;
  /** For this customer; where absent, whoever may change it. */
  readonly fits?: (customer: Customer) => boolean;
  readonly danger?: boolean;
  readonly Action: ComponentType<CustomerActionProps>;
}

export const EDIT_ACTION: CustomerAction = {
  key: 'edit',
  label: 'common.edit',
  needs: 'updateCustomer',
  Action: lazy(() => import('./customer-drawer.tsx')),
};

export const CUSTOMER_ACTIONS: readonly CustomerAction[] = [
  {
    key: 'complaint',
    label: 'complaints.new',
    needs: 'createComplaint',
    fits: () => true,
    Action: lazy(() => import('../complaint/complaint-of-customer.tsx')),
  },
  {
    key: 'merge',
    label: 'merge.action',
    needs: 'mergeCustomers',
    fits: (customer) => customer.mayEnd,
    Action: lazy(() => import('../merge/merge-customer.tsx')),
  },
  {
    key: 'release',
    label: 'pool.release',
    needs: 'releaseCustomers',
    fits: (customer) => customer.mayEnd && customer.ownerId !== null && customer.archivedAt === null,
    Action: lazy(() => import('../pool/release-customer.tsx')),
  },
  {
    key: 'vcard',
    label: 'imports.exportVcard',
    needs: 'getContactsVcard',
    fits: (customer) => customer.contacts.length > 0,
    Action: lazy(() => import('../intake/export-vcard.tsx')),
  },
  {
    key: 'archive',
    label: 'customers.archive',
    needs: 'archiveCustomer',
    fits: (customer) => customer.mayEnd && customer.archivedAt === null,
    Action: lazy(() => import('./archive-customer.tsx')),
  },
];
