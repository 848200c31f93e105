import type { RouteName } from '@tradepost/contract';
import { NavLink, Outlet } from 'react-router';
import { PageHeader } from '../../components/page-header.tsx';
import { useT } from '../../i18n/language.tsx';
import type { MessageKey } from '../../i18n/translate.ts';
import { useMay } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import tabs from '../settings/settings.module.css';

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
      <nav className={tabs.tabs} aria-label={t('pool.tabs')}>
        {TABS.filter(({ needs }) => may(needs)).map(({ to, label }) => (
          <NavLink
            key={to}
            to={to}
            end
            className={({ isActive }) => `${tabs.tab} ${isActive ? tabs.active : ''}`}
          >
            {t(label as 'pool.title')}
          </NavLink>
        ))}
      </nav>
      <Outlet />
    </div>
  );
}
