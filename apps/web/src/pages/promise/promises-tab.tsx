import { FlagOutlined } from '@ant-design/icons';
import { Segmented, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { usePages } from '../../api/use-api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import type { CustomerTabProps } from '../customers/tabs.tsx';
import { MarkItem } from './mark-item.tsx';
import s from './promise.module.css';

const KINDS = ['promise', 'question', 'quotation'] as const;
type Kind = (typeof KINDS)[number];

/** What was promised, asked and quoted to the customer, by whoever it was. */
export default function PromisesTab({ customer }: CustomerTabProps) {
  const t = useT();
  const [kind, setKind] = useState<Kind | null>(null);
  const [state, setState] = useState<'open' | 'all'>('open');
  const list = usePages('listMarks', {
    params: { id: customer.id },
    query: { ...(kind ? { kind } : {}), ...(state === 'open' ? { state } : {}) },
  });
  const marks = list.data?.pages.flatMap(({ items }) => items);
  return (
    <div className={s.tab}>
      <div className={s.tools}>
        <Segmented
          value={state}
          onChange={setState}
          options={[
            { value: 'open', label: t('promises.onlyOpen') },
            { value: 'all', label: t('promises.all') },
          ]}
        />
        <Select<Kind | ''>
          value={kind ?? ''}
          style={{ width: 160 }}
          aria-label={t('promises.filter')}
          onChange={(next) => setKind(next === '' ? null : next)}
          options={[
            { value: '', label: t('promises.all') },
            ...KINDS.map((value) => ({ value, label: t(`promises.${value}`) })),
          ]}
        />
      </div>
      {list.error && !marks && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton active className={s.list ?? ''} paragraph={{ rows: 5 }} />}
      {marks?.length === 0 && (
        <EmptyState icon={<FlagOutlined />} title={t('promises.empty')} text={t('promises.emptyText')} />
      )}
      {marks && marks.length > 0 && (
        <ul className={`${page.sheet} ${s.list}`}>
          {marks.map((mark) => (
            <MarkItem
              key={mark.id}
              mark={mark}
              mayChange={customer.mayChange}
              href={`/customers/${customer.id}/messages/${mark.messageId}?tab=promises`}
            />
          ))}
        </ul>
      )}
      <LoadMore pages={list} />
    </div>
  );
}
