import {
  CommentOutlined,
  ContactsOutlined,
  MailOutlined,
  RiseOutlined,
  UserOutlined,
} from '@ant-design/icons';
import type { SearchItem } from '@tradepost/contract';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/language.tsx';
import t9 from '../timeline/timeline.module.css';

type Kind = SearchItem['kind'];

const ICONS: Record<Kind, ReactNode> = {
  mail: <MailOutlined />,
  activity: <CommentOutlined />,
  customer: <ContactsOutlined />,
  contact: <UserOutlined />,
  market: <RiseOutlined />,
};

export const KindMark = ({ kind }: { kind: Kind }) => (
  <span className={t9.activityIcon} aria-hidden>
    {ICONS[kind]}
  </span>
);

export function useKindName(): (kind: Kind) => string {
  const t = useT();
  const names = {
    mail: t('searchValue.mail'),
    activity: t('search.ofActivity'),
    customer: t('search.ofRecord'),
    contact: t('search.ofContact'),
    market: t('search.ofMarket'),
  };
  return (kind) => names[kind];
}

/** Where a match is opened that is no mail: its record, else the customer it belongs to. */
export function recordPath({
  kind,
  recordId,
  informationId,
  customers: [customer],
}: SearchItem): string | null {
  if (informationId !== null) return `/unified/${informationId}`;
  if (kind === 'customer' && recordId !== null) return `/customers/${recordId}`;
  if (customer === undefined) return null;
  return `/customers/${customer.id}${kind === 'contact' ? '' : '?kind=activity'}`;
}
