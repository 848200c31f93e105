import { HistoryOutlined } from '@ant-design/icons';
import { Skeleton } from 'antd';
import { Link } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { CountryName } from '../../components/country.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import s from './pool.module.css';

/** Customers of mine, or of my people, that go back into the pool within a week. */
export default function RecyclingPage() {
  const t = useT();
  const format = useFormat();
  const rules = useApi('getPoolRules', {});
  const { data, error, refetch } = useApi('listRecycling', {});
  if (error && !data) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data || !rules.data) return <Skeleton active />;
  if (!rules.data.recycling)
    return <EmptyState icon={<HistoryOutlined />} title={t('pool.soonEmpty')} text={t('pool.soonOff')} />;
  if (data.items.length === 0)
    return (
      <EmptyState icon={<HistoryOutlined />} title={t('pool.soonEmpty')} text={t('pool.soonEmptyText')} />
    );
  return (
    <ul className={page.sheet}>
      {data.items.map((item) => (
        <li key={item.id} className={`${s.row} ${s.plain}`}>
          <div>
            <div className={s.name}>
              <Link to={`/customers/${item.id}`}>{item.name}</Link>
              {item.country && <CountryName code={item.country} />}
            </div>
            <div className={s.sub}>
              <span>{item.ownerName}</span>
              <span>
                {t('pool.lastContact')}:{' '}
                {item.lastContactAt ? format.brief(item.lastContactAt) : t('pool.never')}
              </span>
              <span>{t(`releaseReason.${item.reason}`)}</span>
            </div>
          </div>
          <div className={s.act}>
            {t('pool.goesBack')} {item.deadline}
          </div>
        </li>
      ))}
    </ul>
  );
}
