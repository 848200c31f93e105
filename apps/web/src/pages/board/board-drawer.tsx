import type { BoardColumn, BoardItem } from '@tradepost/contract';
import { Drawer, Skeleton, Tag } from 'antd';
import { Link } from 'react-router';
import { usePages } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { TaskActions } from '../today/task-actions.tsx';
import s from './board.module.css';
import { useWorkingTime } from './use-working-time.ts';

export interface Opened {
  readonly column: BoardColumn;
  readonly who: string;
  readonly filter: {
    readonly userId?: number;
    readonly grade?: 'A' | 'B' | 'C' | 'D' | 'none';
    readonly country?: string;
  };
}

/** The list behind one number of the board. */
export function BoardDrawer({ opened, onClose }: { opened: Opened; onClose: () => void }) {
  const t = useT();
  const { column, who, filter } = opened;
  const list = usePages('listBoardItems', { query: { column, ...filter } }, { refetchInterval: 30_000 });
  const items = list.data?.pages.flatMap((one) => one.items);
  return (
    <Drawer
      open
      size={560}
      onClose={onClose}
      title={t('board.listTitle', { column: t(`board.${column}`), who })}
    >
      {list.error && !items && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {!items && !list.error && <Skeleton active />}
      {items && (
        <ul className={s.list}>
          {items.map((item) => (
            <Item key={item.id} item={item} />
          ))}
        </ul>
      )}
      <LoadMore pages={list} />
    </Drawer>
  );
}

function Item({ item }: { item: BoardItem }) {
  const t = useT();
  const format = useFormat();
  const time = useWorkingTime();
  const { customer, messageId } = item;
  const subject =
    item.kind === 'answer' ? (item.messageSubject ?? t('board.closedMail')) : t('board.followUp');
  const open =
    customer !== null && messageId !== null
      ? `/customers/${customer.id}/messages/${messageId}`
      : messageId !== null
        ? `/messages/${messageId}`
        : customer === null
          ? null
          : `/customers/${customer.id}`;
  return (
    <li>
      <div className={s.line}>
        {customer === null ? (
          <span className={page.soft}>{t('board.nobodys')}</span>
        ) : (
          <Link to={`/customers/${customer.id}`}>{customer.name}</Link>
        )}
        <span>
          {item.red && <Tag color="error">{t('board.red')}</Tag>}
          {!item.red && item.late && item.kind === 'answer' && <Tag color="warning">{t('board.late')}</Tag>}
        </span>
      </div>
      <div>{open === null ? subject : <Link to={open}>{subject}</Link>}</div>
      <div className={`${s.line} ${page.soft} ${page.small}`}>
        <span>{item.assigneeName}</span>
        <span>
          {item.waitingSeconds === null
            ? t('board.lateDays', { count: item.lateDays })
            : `${item.since ? `${format.dateTime(item.since)} · ` : ''}${t('board.waits', { time: time(item.waitingSeconds) })}`}
        </span>
      </div>
      <TaskActions task={item} />
    </li>
  );
}
