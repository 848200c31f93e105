import type { RouteName } from '@tradepost/contract';
import { Outlet } from 'react-router';
import { PageHeader } from '../../components/page-header.tsx';
import { PageTabs } from '../../components/page-tabs.tsx';
import { useT } from '../../i18n/language.tsx';
import type { MessageKey } from '../../i18n/translate.ts';
import { useMay } from '../../session/session.tsx';
import page from '../../styles/page.module.css';

const TABS: { to: string; label: MessageKey & `pool.${string}`; needs: RouteName }[] = [
  { to: '/pool', label: 'pool.tabPool', needs: 'listPool' },
  { to: '/pool/claims', label: 'pool.tabClaims', needs: 'listClaims' },
  { to: '/pool/recycling', label: 'pool.tabSoon', needs: 'listRecycling' },
  { to: '/pool/rules', label: 'pool.tabRules', needs: 'getAssignmentRules' },
];

/** The public pool and its parts. */
export default function PoolPage() {
  const t = useT();
  const may = useMay();
  return (
    <div className={page.page}>
      <PageHeader title={t('pool.title')} intro={t('pool.intro')} />
      <PageTabs
        label={t('pool.tabs')}
        tabs={TABS.filter(({ needs }) => may(needs)).map(({ to, label }) => ({
          to,
          label: t(label as 'pool.title'),
        }))}
      />
      <Outlet />
    </div>
  );
}
