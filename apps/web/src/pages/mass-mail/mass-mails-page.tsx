import { Outlet } from 'react-router';
import { PageHeader } from '../../components/page-header.tsx';
import { PageTabs } from '../../components/page-tabs.tsx';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';

/** Mass mails, and who wants none. */
export default function MassMailsPage() {
  const t = useT();
  return (
    <div className={page.page}>
      <PageHeader title={t('massMails.title')} intro={t('massMails.intro')} />
      <PageTabs
        label={t('massMails.title')}
        tabs={[
          { to: '/mass-mails', label: t('massMails.tabMails') },
          { to: '/mass-mails/unsubscribed', label: t('massMails.tabUnsubscribed') },
        ]}
      />
      <Outlet />
    </div>
  );
}
