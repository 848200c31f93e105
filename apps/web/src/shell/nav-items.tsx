import {
  AuditOutlined,
  BarChartOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  ContactsOutlined,
  DashboardOutlined,
  ForkOutlined,
  FrownOutlined,
  IdcardOutlined,
  InboxOutlined,
  MailOutlined,
  MergeOutlined,
  NotificationOutlined,
  QuestionCircleOutlined,
  SendOutlined,
  SettingOutlined,
  ShopOutlined,
  SolutionOutlined,
  SwapOutlined,
  TeamOutlined,
  WarningOutlined,
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

/**
 * The places of the product: the day's work first, then what is looked after now and then, then the set-up.
 * On a phone the first four stand under the thumb.
 */
export const NAV_ITEMS: readonly NavItem[] = [
  {
    to: '/today',
    icon: <CheckSquareOutlined />,
    label: 'nav.today',
    short: 'nav.today',
    needs: 'getToday',
  },
  {
    to: '/customers',
    icon: <ContactsOutlined />,
    label: 'nav.customers',
    short: 'nav.customers',
    needs: 'listCustomers',
  },
  {
    to: '/plans',
    icon: <CalendarOutlined />,
    label: 'nav.plans',
    short: 'nav.plans',
    needs: 'listPlans',
  },
  {
    to: '/letters',
    icon: <SendOutlined />,
    label: 'nav.letters',
    short: 'nav.letters',
    needs: 'listLetters',
  },
  {
    to: '/unfiled',
    icon: <InboxOutlined />,
    label: 'nav.unfiled',
    short: 'nav.unfiledShort',
    needs: 'listUnfiledSenders',
  },
  {
    to: '/inquiries',
    icon: <QuestionCircleOutlined />,
    label: 'nav.inquiries',
    short: 'nav.inquiriesShort',
    needs: 'listInquiries',
  },
  {
    to: '/complaints',
    icon: <FrownOutlined />,
    label: 'nav.complaints',
    short: 'nav.complaints',
    needs: 'listComplaints',
  },
  {
    to: '/board',
    icon: <DashboardOutlined />,
    label: 'nav.board',
    short: 'nav.board',
    needs: 'getBoard',
  },
  {
    to: '/collisions',
    icon: <ForkOutlined />,
    label: 'nav.collisions',
    short: 'nav.collisions',
    needs: 'listCollisions',
  },
  {
    to: '/pool',
    icon: <TeamOutlined />,
    label: 'nav.pool',
    short: 'nav.pool',
    needs: 'listPool',
  },
  {
    to: '/handovers',
    icon: <SwapOutlined />,
    label: 'nav.handovers',
    short: 'nav.handovers',
    needs: 'listReceivedHandovers',
    begins: true,
  },
  {
    to: '/mass-mails',
    icon: <NotificationOutlined />,
    label: 'nav.massMails',
    short: 'nav.massMails',
    needs: 'listMassMails',
  },
  {
    to: '/batches',
    icon: <IdcardOutlined />,
    label: 'nav.batches',
    short: 'nav.batches',
    needs: 'listBatches',
  },
  {
    to: '/unified',
    icon: <SolutionOutlined />,
    label: 'nav.unified',
    short: 'nav.unifiedShort',
    needs: 'listUnifiedItems',
  },
  {
    to: '/market-problems',
    icon: <WarningOutlined />,
    label: 'nav.marketProblems',
    short: 'nav.marketProblems',
    needs: 'listMarketProblems',
  },
  {
    to: '/competitors',
    icon: <ShopOutlined />,
    label: 'nav.competitors',
    short: 'nav.competitors',
    needs: 'listCompetitors',
  },
  {
    to: '/reviews',
    icon: <AuditOutlined />,
    label: 'nav.reviews',
    short: 'nav.reviews',
    needs: 'listDueReviews',
  },
  {
    to: '/work',
    icon: <BarChartOutlined />,
    label: 'nav.work',
    short: 'nav.work',
    needs: 'getWorkReport',
  },
  {
    to: '/duplicates',
    icon: <MergeOutlined />,
    label: 'nav.duplicates',
    short: 'nav.duplicates',
    needs: 'listDuplicates',
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
