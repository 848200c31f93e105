import { SwapOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Link, Navigate, Outlet, useMatch } from 'react-router';
import { PageHeader } from '../../components/page-header.tsx';
import { PageTabs } from '../../components/page-tabs.tsx';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import page from '../../styles/page.module.css';

/** Customers that were handed to oneself; for leaders also those that they handed over. */
export default function HandoversPage() {
  const t = useT();
  const leads = useMay()('listHandovers');
  const atGiven = useMatch('/handovers') !== null;
  if (atGiven && !leads) return <Navigate to="/handovers/received" replace />;
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
        <PageTabs
          label={t('handover.tabs')}
          tabs={[
            { to: '/handovers', label: t('handover.tabGiven') },
            { to: '/handovers/received', label: t('handover.tabReceived') },
          ]}
        />
      )}
      <Outlet />
    </div>
  );
}
