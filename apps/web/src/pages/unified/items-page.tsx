import { InboxOutlined } from '@ant-design/icons';
import { UNIFIED_TAGS, type UnifiedTag } from '@tradepost/contract';
import { Button, Input, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import { useApi, usePages } from '../../api/use-api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { useSettled } from '../../components/use-settled.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import { ItemRow } from './item-row.tsx';
import s from './unified.module.css';

const SHOWN = {
  '/unified': 'cards',
  '/unified/market': 'market-information',
  '/unified/problems': 'problems',
  '/unified/forwarded': 'forwarded',
  '/unified/all': 'all',
} as const;

/** The mails of one tab, newest first. */
export default function ItemsPage() {
  const t = useT();
  const path = useLocation().pathname.replace(/\/$/, '') as keyof typeof SHOWN;
  const show = SHOWN[path] ?? 'cards';
  const [typed, setTyped] = useState('');
  const [itemTag, setItemTag] = useState<UnifiedTag>();
  const search = useSettled(typed.trim());
  const list = usePages(
    'listUnifiedItems',
    {
      query: {
        show,
        ...(show === 'market-information' && search ? { search } : {}),
        ...(itemTag ? { itemTag } : {}),
      },
    },
    { keepPrevious: true },
  );
  const items = list.data?.pages.flatMap((one) => one.items);
  return (
    <>
      {show !== 'problems' && (
        <div className={s.tools}>
          {show === 'market-information' && (
            <Input.Search
              className={s.search ?? ''}
              allowClear
              maxLength={200}
              placeholder={t('unified.search')}
              aria-label={t('unified.search')}
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
          )}
          <Select
            className={s.pick ?? ''}
            allowClear
            placeholder={t('unified.anyTag')}
            aria-label={t('unified.useFor')}
            value={itemTag}
            onChange={(next: UnifiedTag | undefined) => setItemTag(next)}
            options={UNIFIED_TAGS.map((tag) => ({ value: tag, label: t(`unifiedTag.${tag}`) }))}
          />
        </div>
      )}
      {list.error && !items && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && (
        <div className={page.sheet} style={{ padding: 20 }} aria-busy>
          <Skeleton active title={false} paragraph={{ rows: 8 }} />
        </div>
      )}
      {items?.length === 0 && <Nothing />}
      {items && items.length > 0 && (
        <>
          <ul className={`${page.sheet} ${s.list}`}>
            {items.map((item) => (
              <ItemRow key={item.id} item={item} />
            ))}
          </ul>
          <LoadMore pages={list} />
        </>
      )}
    </>
  );
}

function Nothing() {
  const t = useT();
  const may = useMay();
  const { data } = useApi('listUnifiedMailboxes', {});
  if (data?.items.length !== 0)
    return (
      <EmptyState icon={<InboxOutlined />} title={t('unified.emptyTitle')} text={t('unified.emptyText')} />
    );
  return (
    <EmptyState icon={<InboxOutlined />} title={t('unified.noBoxTitle')} text={t('unified.noBoxText')}>
      {may('updateUnifiedTrust') && (
        <Link to="/accounts">
          <Button type="primary" tabIndex={-1}>
            {t('unified.toAccounts')}
          </Button>
        </Link>
      )}
    </EmptyState>
  );
}
