import { BellOutlined, CheckOutlined } from '@ant-design/icons';
import { Button, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { usePages, useWrite } from '../../api/use-api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { NoticeRow } from './notice-row.tsx';
import s from './notices.module.css';

/** What a person is told, newest first. */
export default function NoticesPage() {
  const t = useT();
  const say = useSay();
  const [unread, setUnread] = useState(false);
  const pages = usePages('listNotices', { query: unread ? { unread } : {} }, { keepPrevious: true });
  const readAll = useWrite('readNotices', { stale: ['listNotices', 'countUnreadNotices'] });
  const items = pages.data?.pages.flatMap((one) => one.items);
  const newest = items?.[0]?.id;
  const anyUnread = items?.some(({ readAt }) => readAt === null) ?? false;
  return (
    <div className={page.narrow}>
      <PageHeader title={t('notices.title')} />
      <div className={s.bar}>
        <Segmented<boolean>
          aria-label={t('notices.filter')}
          value={unread}
          onChange={setUnread}
          options={[
            { value: false, label: t('notices.all') },
            { value: true, label: t('notices.unread') },
          ]}
        />
        <Button
          icon={<CheckOutlined />}
          disabled={!anyUnread || newest === undefined}
          loading={readAll.isPending}
          onClick={() =>
            newest !== undefined && readAll.mutate({ body: { upTo: newest } }, { onError: say.failed })
          }
        >
          {t('notices.readAll')}
        </Button>
      </div>
      {pages.error && !items && <ErrorNotice error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isPending && <Skeleton active title={false} paragraph={{ rows: 6 }} />}
      {items?.length === 0 && (
        <EmptyState
          icon={<BellOutlined />}
          title={t(unread ? 'notices.emptyUnread' : 'notices.empty')}
          text={t('notices.emptyText')}
        />
      )}
      {items !== undefined && items.length > 0 && (
        <div className={page.sheet}>
          <ul>
            {items.map((notice) => (
              <NoticeRow key={notice.id} notice={notice} />
            ))}
          </ul>
        </div>
      )}
      {items !== undefined && items.length > 0 && <LoadMore pages={pages} />}
    </div>
  );
}
