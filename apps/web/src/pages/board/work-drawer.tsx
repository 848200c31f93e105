import type { WorkItem, WorkList } from '@tradepost/contract';
import { Drawer, Skeleton } from 'antd';
import { Link } from 'react-router';
import { usePages } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import s from './board.module.css';
import { useWorkingTime } from './use-working-time.ts';

const WAITS: ReadonlySet<WorkList> = new Set(['waits', 'answered', 'kept', 'late']);

export interface OpenedWork {
  readonly list: WorkList;
  readonly userId: number;
  readonly userName: string;
}

/** The list behind one number of the report. */
export function WorkDrawer({
  opened: { list, userId, userName },
  period,
  onClose,
}: {
  opened: OpenedWork;
  period: { from: string; to: string };
  onClose: () => void;
}) {
  const t = useT();
  const pages = usePages('listWork', { query: { ...period, userId, list } });
  const items = pages.data?.pages.flatMap((one) => one.items);
  return (
    <Drawer
      open
      size={560}
      onClose={onClose}
      title={t('board.listTitle', { column: t(`work.${list}`), who: userName })}
    >
      {pages.error && !items && <ErrorNotice error={pages.error} onRetry={() => void pages.refetch()} />}
      {!items && !pages.error && <Skeleton active />}
      <ul className={s.list}>
        {items?.map((item) => (
          <Line key={item.id} item={item} waits={WAITS.has(list)} />
        ))}
      </ul>
      <LoadMore pages={pages} />
    </Drawer>
  );
}

function Line({ item, waits }: { item: WorkItem; waits: boolean }) {
  const t = useT();
  const format = useFormat();
  const time = useWorkingTime();
  const answered = () => {
    if (item.seconds === null) return t('work.unanswered');
    const after = time(item.seconds);
    return item.answeredByName === null
      ? t('work.answeredAfter', { time: after })
      : t('work.answeredBy', { name: item.answeredByName, time: after });
  };
  return (
    <li>
      <div className={s.line}>
        {item.customerId === null ? (
          <span className={page.soft}>{t('work.hidden')}</span>
        ) : (
          <Link to={`/customers/${item.customerId}`}>{item.customerName}</Link>
        )}
        <span className={`${page.soft} ${page.small}`}>{format.dateTime(item.at)}</span>
      </div>
      <div>
        {item.messageId !== null && item.customerId !== null ? (
          <Link to={`/customers/${item.customerId}/messages/${item.messageId}`}>{item.text || '–'}</Link>
        ) : (
          item.text
        )}
      </div>
      {waits && <div className={`${page.soft} ${page.small}`}>{answered()}</div>}
    </li>
  );
}
