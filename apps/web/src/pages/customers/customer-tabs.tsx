import { Skeleton } from 'antd';
import { Suspense, useEffect, useRef } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import s from './customer-tabs.module.css';
import { CARD_TAB, CUSTOMER_TABS, type CustomerTabProps } from './tabs.tsx';

/** The tab of the address: one of CUSTOMER_TABS, the card where it has a tab, else the first. */
export function useTab(withCard: boolean): string {
  const may = useMay();
  const wanted = useSearchParams()[0].get('tab');
  if (withCard && wanted === CARD_TAB) return CARD_TAB;
  return CUSTOMER_TABS.find(({ key, needs }) => key === wanted && may(needs))?.key ?? CUSTOMER_TABS[0].key;
}

/** The row of tabs: links, so that each can be opened elsewhere and gone back from. */
export function TabBar({ id, tab, withCard }: { id: number; tab: string; withCard: boolean }) {
  const t = useT();
  const may = useMay();
  const shown = CUSTOMER_TABS.filter(({ needs }) => may(needs)).map(({ key, label }) => ({ key, label }));
  const card = { key: CARD_TAB, label: 'customers.tabDetails' as const };
  const tabs = withCard ? [...shown.slice(0, 1), card, ...shown.slice(1)] : shown;
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    nav.current
      ?.querySelector('[aria-current="page"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [tab]);
  if (tabs.length < 2) return null;
  return (
    <nav ref={nav} className={s.tabs} aria-label={t('customers.tabsLabel')}>
      {tabs.map(({ key, label }) => (
        <Link
          key={key}
          to={key === CUSTOMER_TABS[0].key ? `/customers/${id}` : `/customers/${id}?tab=${key}`}
          className={`${s.tab} ${key === tab ? s.active : ''}`}
          aria-current={key === tab ? 'page' : undefined}
        >
          {t(label as 'customers.tabDetails')}
        </Link>
      ))}
    </nav>
  );
}

export function TabContent({ tab, customer }: CustomerTabProps & { tab: string }) {
  const Tab = (CUSTOMER_TABS.find(({ key }) => key === tab) ?? CUSTOMER_TABS[0]).Tab;
  return (
    <div className={s.content}>
      <Suspense fallback={<Skeleton active className={s.waiting} paragraph={{ rows: 6 }} />}>
        <Tab customer={customer} />
      </Suspense>
    </div>
  );
}
