import { SwapOutlined } from '@ant-design/icons';
import type { Handover } from '@tradepost/contract';
import { Skeleton } from 'antd';
import { Link } from 'react-router';
import { usePages } from '../../api/use-api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import s from './handover.module.css';
import { StateTag } from './state-tag.tsx';

/** Hand-overs of people one leads. */
export default function GivenPage() {
  const t = useT();
  const list = usePages('listHandovers', { query: {} });
  const handovers = list.data?.pages.flatMap(({ items }) => items);
  return (
    <>
      {list.error && !handovers && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton active paragraph={{ rows: 5 }} title={false} />}
      {handovers?.length === 0 && (
        <EmptyState
          icon={<SwapOutlined />}
          title={t('handover.givenEmpty')}
          text={t('handover.givenEmptyText')}
        />
      )}
      {handovers && handovers.length > 0 && (
        <ul className={page.sheet}>
          {handovers.map((handover) => (
            <Row key={handover.id} handover={handover} />
          ))}
        </ul>
      )}
      <LoadMore pages={list} />
    </>
  );
}

function Row({ handover }: { handover: Handover }) {
  const t = useT();
  const format = useFormat();
  const total = Object.values(handover.counts).reduce((sum, count) => sum + count, 0);
  const unread = handover.successors.reduce((sum, heir) => sum + heir.unread, 0);
  return (
    <li className={s.row}>
      <div>
        <div className={s.name}>
          <Link to={`/handovers/${handover.id}`}>
            {t('handover.line', {
              from: handover.fromName,
              to: handover.successors.map(({ name }) => name).join(', ') || '–',
            })}
          </Link>
          <StateTag state={handover.state} />
          {unread > 0 && (
            <span className={`${s.tag} ${s.warn}`}>{t('handover.unreadCount', { count: unread })}</span>
          )}
        </div>
        <div className={s.sub}>
          <span>{t('handover.customers', { count: total })}</span>
          <span>
            {t('handover.byOn', {
              name: handover.createdByName ?? t('handover.commandLine'),
              day: format.brief(handover.createdAt),
            })}
          </span>
          {handover.reason && <span>{handover.reason}</span>}
        </div>
      </div>
    </li>
  );
}
