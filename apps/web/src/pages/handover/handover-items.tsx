import type { Handover, HandoverItemState } from '@tradepost/contract';
import { Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { usePages } from '../../api/use-api.ts';
import { CountryName } from '../../components/country.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Grade } from '../../components/grade.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import s from './handover.module.css';

const WORDS = {
  done: 'handover.itemDone',
  waiting: 'handover.itemWaiting',
  skipped: 'handover.itemSkipped',
  undone: 'handover.itemUndone',
  kept: 'handover.itemKept',
} as const satisfies Record<HandoverItemState, string>;

interface HandoverItemsProps {
  handoverId: number;
  counts: Handover['counts'];
}

/** The customers of a hand-over and what became of each. */
export function HandoverItems({ handoverId, counts }: HandoverItemsProps) {
  const t = useT();
  const format = useFormat();
  const [which, setWhich] = useState<'all' | 'unread' | 'kept' | 'skipped'>('all');
  const list = usePages('listHandoverItems', {
    params: { id: handoverId },
    query: which === 'unread' ? { unread: true } : which === 'all' ? {} : { state: which },
  });
  const items = list.data?.pages.flatMap((one) => one.items);
  return (
    <section>
      <h2 className={page.sectionTitle}>{t('handover.items')}</h2>
      <div className={s.tools}>
        <Segmented
          value={which}
          onChange={setWhich}
          options={[
            { value: 'all', label: t('handover.itemsAll') },
            { value: 'unread', label: t('handover.itemsUnread') },
            ...(counts.skipped > 0 ? [{ value: 'skipped' as const, label: t('handover.itemsSkipped') }] : []),
            ...(counts.kept > 0 ? [{ value: 'kept' as const, label: t('handover.itemsKept') }] : []),
          ]}
        />
      </div>
      {list.error && !items && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton active paragraph={{ rows: 4 }} title={false} />}
      {items?.length === 0 && <p className={page.soft}>{t('handover.none')}</p>}
      {items && items.length > 0 && (
        <ul className={page.sheet}>
          {items.map((item) => (
            <li key={item.customerId} className={s.row}>
              <div>
                <div className={s.name}>
                  <Grade grade={item.grade} />
                  <Link to={`/customers/${item.customerId}`}>{item.customerName}</Link>
                </div>
                <div className={s.sub}>
                  {item.country && <CountryName code={item.country} />}
                  <span>{item.toName}</span>
                  <span>{t(WORDS[item.state])}</span>
                </div>
              </div>
              {item.state === 'done' &&
                (item.readAt ? (
                  <span className={s.sub}>{t('handover.readOn', { day: format.brief(item.readAt) })}</span>
                ) : (
                  <span className={`${s.tag} ${s.warn}`}>{t('handover.unread')}</span>
                ))}
            </li>
          ))}
        </ul>
      )}
      <LoadMore pages={list} />
    </section>
  );
}
