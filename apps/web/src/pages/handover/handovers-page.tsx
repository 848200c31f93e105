import { SwapOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Link, Navigate, NavLink, Outlet, useMatch } from 'react-router';
import { PageHeader } from '../../components/page-header.tsx';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import tabs from '../settings/settings.module.css';

/** Customers that were handed to oneself; for leaders also those that they handed over. */
export default function HandoversPage() {
  const t = useT();
  const leads = useMay()('listHandovers');
  const atGiven = useMatch('/handovers') !== null;
  if (atGiven && !leads) return <Navigate to="/handovers/received" replace />;
  const tab = (to: string, label: string) => (
    <NavLink to={to} end className={({ isActive }) => `${tabs.tab} ${isActive ? tabs.active : ''}`}>
      {label}
    </NavLink>
  );
  return (
    <div className={page.page}>
      <PageHeader
        title={t('handover.title')}
        intro={t('handover.intro')}
        actions={
          leads && (
            <Link to="/handovers/new">
              <Button type="primary" icon={<SwapOutlined />} tabIndex={-1}>
                {t('handover.start')}
              </Button>
            </Link>
          )
        }
      />
      {leads && (
        <nav className={tabs.tabs} aria-label={t('handover.tabs')}>
          {tab('/handovers', t('handover.tabGiven'))}
          {tab('/handovers/received', t('handover.tabReceived'))}
        </nav>
      )}
      <Outlet />
    </div>
  );
}
