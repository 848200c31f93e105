import { MailOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { lazy, Suspense } from 'react';
import { useSearchParams } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import { AccountRow } from './account-row.tsx';
import s from './accounts.module.css';

const AddDrawer = lazy(() => import('./add-drawer.tsx'));

/** All connected mailboxes, each with its health and progress. */
export default function AccountsPage() {
  const t = useT();
  const may = useMay()('createMailAccount');
  const [params, setParams] = useSearchParams();
  const { data, error, isPending, refetch } = useApi('listMailAccounts', {});
  const accounts = data?.items;
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setParams({ do: 'add' })}>
      {t('accounts.add')}
    </Button>
  );
  return (
    <div className={page.page}>
      <PageHeader
        title={t('accounts.title')}
        {...(accounts?.length ? { intro: t('accounts.intro') } : {})}
        actions={may && accounts?.length ? add : null}
      />
      {error && !accounts && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {isPending && (
        <div className={page.sheet} style={{ padding: 20 }} aria-busy>
          <Skeleton active title={false} paragraph={{ rows: 6 }} />
        </div>
      )}
      {accounts?.length === 0 && (
        <EmptyState icon={<MailOutlined />} title={t('accounts.emptyTitle')} text={t('accounts.emptyText')}>
          {may && add}
        </EmptyState>
      )}
      {accounts && accounts.length > 0 && (
        <ul className={`${page.sheet} ${s.list}`}>
          {accounts.map((account) => (
            <AccountRow key={account.id} account={account} />
          ))}
        </ul>
      )}
      <Suspense>{params.get('do') === 'add' && <AddDrawer onClose={() => setParams({})} />}</Suspense>
    </div>
  );
}
