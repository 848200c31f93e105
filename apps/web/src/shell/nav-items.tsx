import {
  ContactsOutlined,
  ForkOutlined,
  InboxOutlined,
  MailOutlined,
  SettingOutlined,
  SwapOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { RouteName } from '@tradepost/contract';
import type { ReactNode } from 'react';
import type { MessageKey } from '../i18n/translate.ts';

export interface NavItem {
  to: string;
  icon: ReactNode;
  label: MessageKey & `nav.${string}`;
  short: MessageKey & `nav.${string}`;
  /** Shown to those who may call this route. */
  needs: RouteName;
  /** Begins a new group: a little room above it at the desk. */
  begins?: true;
}

/** The places of the product, in the order of a day's work. On a phone the first four stand under the thumb. */
export const NAV_ITEMS: readonly NavItem[] = [
  {
    to: '/customers',
    icon: <ContactsOutlined />,
    label: 'nav.customers',
    short: 'nav.customers',
    needs: 'listCustomers',
  },
  {
    to: '/unfiled',
    icon: <InboxOutlined />,
    label: 'nav.unfiled',
    short: 'nav.unfiledShort',
    needs: 'listUnfiledSenders',
  },
  {
    to: '/pool',
    icon: <TeamOutlined />,
    label: 'nav.pool',
    short: 'nav.pool',
    needs: 'listPool',
  },
  {
    to: '/collisions',
    icon: <ForkOutlined />,
    label: 'nav.collisions',
    short: 'nav.collisions',
    needs: 'listCollisions',
  },
  {
    to: '/handovers',
    icon: <SwapOutlined />,
    label: 'nav.handovers',
    short: 'nav.handovers',
    needs: 'listReceivedHandovers',
  },
  {
    to: '/accounts',
    icon: <MailOutlined />,
    label: 'nav.accounts',
    short: 'nav.accountsShort',
    needs: 'listMailAccounts',
    begins: true,
  },
  {
    to: '/settings',
    icon: <SettingOutlined />,
    label: 'nav.settings',
    short: 'nav.settings',
    needs: 'getSession',
  },
];
