import { InboxOutlined } from '@ant-design/icons';
import { Skeleton, Switch } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { usePages } from '../../api/use-api.ts';
import { CountryName } from '../../components/country.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Grade } from '../../components/grade.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import s from './handover.module.css';

/** Customers that were handed to oneself, each with its page to read. */
export default function ReceivedPage() {
  const t = useT();
  const format = useFormat();
  const [unread, setUnread] = useState(false);
  const list = usePages('listReceivedHandovers', { query: unread ? { unread } : {} }, { keepPrevious: true });
  const items = list.data?.pages.flatMap((one) => one.items);
  return (
    <>
      <div className={s.tools}>
        <label>
          <Switch size="small" checked={unread} onChange={setUnread} /> {t('handover.unreadOnly')}
        </label>
      </div>
      {list.error && !items && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton active paragraph={{ rows: 5 }} title={false} />}
      {items?.length === 0 && (
        <EmptyState
          icon={<InboxOutlined />}
          title={t('handover.receivedEmpty')}
          text={t('handover.receivedEmptyText')}
        />
      )}
      {items && items.length > 0 && (
        <ul className={page.sheet}>
          {items.map((item) => (
            <li key={`${item.handoverId} ${item.customerId}`} className={s.row}>
              <div>
                <div className={s.name}>
                  <Grade grade={item.grade} />
                  <Link to={`/customers/${item.customerId}/handover`}>{item.customerName}</Link>
                  {!item.readAt && <span className={`${s.tag} ${s.warn}`}>{t('handover.unread')}</span>}
                </div>
                <div className={s.sub}>
                  {item.country && <CountryName code={item.country} />}
                  {item.handedAt && (
                    <span>
                      {t('handover.fromOn', { name: item.fromName, day: format.brief(item.handedAt) })}
                    </span>
                  )}
                  {item.readAt && <span>{t('handover.readOn', { day: format.brief(item.readAt) })}</span>}
                </div>
              </div>
              <Link to={`/customers/${item.customerId}/handover`}>{t('handover.read')}</Link>
            </li>
          ))}
        </ul>
      )}
      <LoadMore pages={list} />
    </>
  );
}
