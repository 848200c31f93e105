import { CheckOutlined, MailOutlined } from '@ant-design/icons';
import { Button, Drawer, Skeleton } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { useApi, usePages } from '../../api/use-api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { SenderMails } from './sender-mails.tsx';
import { SenderRow } from './sender-row.tsx';
import s from './unfiled.module.css';

/** Correspondents who belong to no customer yet. */
export default function UnfiledPage() {
  const t = useT();
  const [params, setParams] = useSearchParams();
  const reading = params.get('sender');
  const list = usePages('listUnfiledSenders', { query: {} });
  const senders = list.data?.pages.flatMap(({ items }) => items);
  const truncated = !list.hasNextPage && list.data?.pages.at(-1)?.truncated;
  return (
    <div className={page.page}>
      <PageHeader title={t('unfiled.title')} intro={t('unfiled.intro')} />
      {list.error && !senders && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && (
        <div className={page.sheet} style={{ padding: 20 }} aria-busy>
          <Skeleton active title={false} paragraph={{ rows: 10 }} />
        </div>
      )}
      {senders?.length === 0 && <Nothing />}
      {senders && senders.length > 0 && (
        <>
          <ul className={`${page.sheet} ${s.list}`}>
            {senders.map((sender) => (
              <SenderRow
                key={sender.address}
                sender={sender}
                onRead={() => setParams({ sender: sender.address })}
              />
            ))}
          </ul>
          <LoadMore pages={list} />
          {truncated && <p className={s.truncated}>{t('unfiled.truncated')}</p>}
        </>
      )}
      <Drawer
        open={reading !== null}
        size={680}
        title={reading && t('unfiled.preview', { address: reading })}
        onClose={() => setParams({})}
        styles={{ body: { padding: 0 } }}
        destroyOnHidden
      >
        {reading && <SenderMails address={reading} />}
      </Drawer>
    </div>
  );
}

function Nothing() {
  const t = useT();
  const { data } = useApi('listMailAccounts', {});
  if (data?.items.length === 0)
    return (
      <EmptyState icon={<MailOutlined />} title={t('accounts.emptyTitle')} text={t('unfiled.emptyNoAccount')}>
        <Link to="/accounts?do=add">
          <Button type="primary" tabIndex={-1}>
            {t('accounts.add')}
          </Button>
        </Link>
      </EmptyState>
    );
  return (
    <EmptyState icon={<CheckOutlined />} title={t('unfiled.emptyTitle')} text={t('unfiled.emptyText')} />
  );
}
