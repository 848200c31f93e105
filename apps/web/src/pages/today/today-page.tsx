import { CheckCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { TODAY_GROUPS } from '@tradepost/contract';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useApi, usePages } from '../../api/use-api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { TodayItem } from './today-item.tsx';
import { TodoDrawer } from './todo-drawer.tsx';
import s from './today.module.css';

/** New tasks come by themselves; a page that lies open all day shows them. */
const LOOK_AGAIN_MS = 60_000;

/** The first page of a salesperson: whom to contact now, and why. */
export default function TodayPage() {
  const t = useT();
  const format = useFormat();
  const [adds, setAdds] = useState(false);
  const list = usePages('getToday', {}, { refetchInterval: LOOK_AGAIN_MS });
  const counts = useApi('countToday', {}, { refetchInterval: LOOK_AGAIN_MS }).data;
  const items = list.data?.pages.flatMap((one) => one.items);
  return (
    <div className={page.narrow}>
      <PageHeader
        title={t('today.title')}
        intro={t('today.intro')}
        actions={
          <Button icon={<PlusOutlined />} onClick={() => setAdds(true)}>
            {t('today.addTodo')}
          </Button>
        }
      />
      {counts && (
        <div className={s.counts}>
          {[...TODAY_GROUPS, 'done' as const]
            .filter((group) => counts[group] > 0)
            .map((group) => (
              <span key={group}>
                {t(`today.${group}`)} <b>{format.number(counts[group])}</b>
              </span>
            ))}
        </div>
      )}
      {list.error && !items && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {items?.length === 0 && (
        <EmptyState icon={<CheckCircleOutlined />} title={t('today.empty')} text={t('today.emptyText')} />
      )}
      {items && items.length > 0 && (
        <>
          <ul className={s.list}>
            {items.map((item) => (
              <TodayItem key={item.id} item={item} />
            ))}
          </ul>
          <LoadMore pages={list} />
        </>
      )}
      {adds && <TodoDrawer customer={null} onClose={() => setAdds(false)} />}
    </div>
  );
}
