import { PlusOutlined, MailOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { useRef } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { usePages } from '../../api/use-api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { usePhone } from '../../components/use-media.ts';
import { useT } from '../../i18n/language.tsx';
import { Upcoming } from '../activity/upcoming.tsx';
import { EntryList } from './entry-list.tsx';
import { readChoice, type TimelineChoice, TimelineFilter } from './timeline-filter.tsx';
import s from './timeline.module.css';
import { useListKeys } from './use-list-keys.ts';

interface TimelineProps {
  customerId: number;
  customerName: string;
  /** The message that is open beside it. */
  openId: number | null;
  /** Null: nothing may be added here. */
  onAdd: (() => void) | null;
}

/** The correspondence with a customer, newest first. */
export function Timeline({ customerId, customerName, openId, onAdd }: TimelineProps) {
  const t = useT();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const choice = readChoice(params);
  const { kind, direction } = choice;
  const choose = (wanted: TimelineChoice) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(wanted))
      if (value === null || value === 'all') next.delete(name);
      else next.set(name, value);
    setParams(next, { replace: true, preventScrollReset: true });
  };
  const phone = usePhone();
  const narrow = phone || openId !== null;
  const query = params.size > 0 ? `?${params}` : '';
  const list = usePages(
    'getTimeline',
    {
      params: { id: customerId },
      query: { ...(direction ? { direction } : {}), ...(kind === 'all' ? {} : { kind }) },
    },
    { keepPrevious: true },
  );
  const entries = list.data?.pages.flatMap(({ items }) => items);
  const hrefOf = (messageId: number) => `/customers/${customerId}/messages/${messageId}${query}`;

  const scroller = useRef<HTMLElement>(null);
  useListKeys(scroller, {
    openId,
    onOpen: (id) => void navigate(hrefOf(id), { replace: true, preventScrollReset: true }),
    onClose: () => void navigate(`/customers/${customerId}${query}`),
  });

  return (
    <section
      ref={scroller}
      className={s.timeline}
      aria-label={t('timeline.label', { name: customerName })}
      aria-busy={list.isPending}
    >
      <div className={s.tools}>
        <TimelineFilter choice={choice} onChange={choose} narrow={narrow} />
        {!narrow && <span className={s.keys}>{t('timeline.keys')}</span>}
        {onAdd && (
          <Button icon={<PlusOutlined />} onClick={onAdd}>
            {t('activities.add')}
          </Button>
        )}
      </div>
      {kind === 'all' && direction === null && <Upcoming customerId={customerId} />}
      {list.error && !entries && (
        <div className={s.inset}>
          <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
        </div>
      )}
      {list.isPending && <TimelineSkeleton />}
      {entries?.length === 0 &&
        (direction || kind !== 'all' ? (
          <EmptyState title={t(kind === 'all' ? 'timeline.emptyFiltered' : 'activities.emptyKind')}>
            <Link to={`/customers/${customerId}`}>{t('timeline.all')}</Link>
          </EmptyState>
        ) : (
          <EmptyState
            icon={<MailOutlined />}
            title={t('timeline.emptyTitle')}
            text={t('timeline.emptyText')}
          />
        ))}
      {entries && entries.length > 0 && (
        <>
          <EntryList entries={entries} hrefOf={hrefOf} openId={openId} />
          <LoadMore pages={list} end={t('timeline.oldest')} />
        </>
      )}
    </section>
  );
}

const TimelineSkeleton = () => (
  <div className={s.inset}>
    {[0, 1, 2, 3, 4, 5].map((row) => (
      <Skeleton key={row} active title={{ width: '46%' }} paragraph={{ rows: 2 }} />
    ))}
  </div>
);
