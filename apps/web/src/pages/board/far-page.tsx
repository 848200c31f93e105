import { CalendarOutlined, StarFilled } from '@ant-design/icons';
import type { FarDate } from '@tradepost/contract';
import { Button, Skeleton } from 'antd';
import { Link } from 'react-router';
import { usePages, useWrite } from '../../api/use-api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Grade } from '../../components/grade.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import { noonOf } from '../today/use-task-words.ts';
import { BoardTabs } from './board-tabs.tsx';
import s from './board.module.css';

/** Customers whom their salesperson has put off for long. */
export default function FarPage() {
  const t = useT();
  const list = usePages('listFarDates', { query: {} });
  const items = list.data?.pages.flatMap((one) => one.items);
  return (
    <div className={page.page}>
      <PageHeader title={t('board.title')} intro={t('followUp.farIntro')} />
      <BoardTabs />
      {list.error && !items && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {!items && !list.error && <Skeleton active />}
      {items?.length === 0 && (
        <EmptyState
          icon={<CalendarOutlined />}
          title={t('followUp.farNone')}
          text={t('followUp.farNoneText')}
        />
      )}
      {items && items.length > 0 && (
        <ul className={page.sheet}>
          {items.map((one) => (
            <Row key={one.customerId} one={one} />
          ))}
        </ul>
      )}
      <LoadMore pages={list} />
    </div>
  );
}

function Row({ one }: { one: FarDate }) {
  const t = useT();
  const say = useSay();
  const may = useMay();
  const format = useFormat();
  const set = useWrite('setNextContact', {
    stale: ['listFarDates', 'getCustomer', 'listCustomers'],
    onSuccess: () => say.done(t('followUp.farDone', { name: one.customerName })),
  });
  return (
    <li className={s.far}>
      <div>
        <div className={s.farName}>
          <Link to={`/customers/${one.customerId}`}>
            {one.keyAccount && <StarFilled aria-label={t('record.keyAccount')} />} {one.customerName}
          </Link>
          <Grade grade={one.grade} />
          <b>{t('followUp.farNext', { day: format.longDate(noonOf(one.nextContactOn)) })}</b>
        </div>
        <span className={`${page.soft} ${page.small}`}>
          {one.ownerName}
          {' · '}
          {one.lastContactAt === null
            ? t('followUp.farLastNever', { every: one.everyDays })
            : t('followUp.farLast', { when: format.date(one.lastContactAt), every: one.everyDays })}
        </span>
      </div>
      {may('setNextContact') && (
        <Button
          size="small"
          loading={set.isPending}
          onClick={() =>
            set.mutate({ params: { id: one.customerId }, body: { on: null } }, { onError: say.failed })
          }
        >
          {t('followUp.farByGrade')}
        </Button>
      )}
    </li>
  );
}
