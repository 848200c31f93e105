import { TeamOutlined } from '@ant-design/icons';
import { Skeleton } from 'antd';
import { useApi } from '../../api/use-api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import type { CustomerTabProps } from '../customers/tabs.tsx';
import { People } from './people.tsx';
import s from './promise.module.css';

/** Who of the company was in contact with the customer, and since when. */
export default function PeopleTab({ customer }: CustomerTabProps) {
  const t = useT();
  const { data, error, isPending, refetch } = useApi('listCorrespondents', { params: { id: customer.id } });
  return (
    <div className={s.tab}>
      <p className={`${s.tools} ${page.soft}`}>{t('promises.people')}</p>
      {error && !data && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {isPending && <Skeleton active className={s.list ?? ''} paragraph={{ rows: 3 }} />}
      {data?.items.length === 0 && <EmptyState icon={<TeamOutlined />} title={t('promises.peopleEmpty')} />}
      {data && data.items.length > 0 && (
        <div className={s.list}>
          <People people={data.items} />
        </div>
      )}
    </div>
  );
}
