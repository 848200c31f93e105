import { AuditOutlined } from '@ant-design/icons';
import { Link } from 'react-router';
import { Skeleton } from 'antd';
import { useApi, usePages } from '../../api/use-api.ts';
import { CountryName } from '../../components/country.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import page from '../../styles/page.module.css';

/** Nothing waits: perhaps because nobody has switched it on. */
function NothingWaits() {
  const t = useT();
  const may = useMay();
  const on = useApi('getRecordSettings', {}).data?.reviewOfA;
  return (
    <EmptyState
      icon={<AuditOutlined />}
      title={t('record.reviewsNone')}
      {...(on === undefined ? {} : { text: t(on ? 'record.reviewsOn' : 'record.reviewsOff') })}
    >
      {on === false && may('updateRecordSettings') && (
        <Link to="/settings/record">{t('record.reviewsSettings')}</Link>
      )}
    </EmptyState>
  );
}

/** Customers of grade A that wait for a manager's look. */
export default function ReviewsPage() {
  const t = useT();
  const format = useFormat();
  const list = usePages('listDueReviews', {});
  const items = list.data?.pages.flatMap((one) => one.items);
  return (
    <div className={page.page}>
      <PageHeader title={t('record.reviewsTitle')} intro={t('record.reviewsHint')} />
      {list.error && !items && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {items?.length === 0 && <NothingWaits />}
      {items && items.length > 0 && (
        <>
          <div className={`${page.sheet} ${page.scroll}`}>
            <table className={page.table}>
              <thead>
                <tr>
                  <th>{t('customers.name')}</th>
                  <th>{t('customers.country')}</th>
                  <th>{t('customers.owner')}</th>
                  <th>{t('record.reviewsSince')}</th>
                  <th className={page.number}>{t('record.completeness')}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((item) => (
                  <tr key={item.customerId}>
                    <td>
                      <Link to={`/customers/${item.customerId}`}>{item.name}</Link>
                    </td>
                    <td>
                      <CountryName code={item.country} />
                    </td>
                    <td>{item.ownerName ?? t('customers.noOwner')}</td>
                    <td>{format.date(item.gradeAt)}</td>
                    <td className={page.number}>{item.completeness} %</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <LoadMore pages={list} />
        </>
      )}
    </div>
  );
}
