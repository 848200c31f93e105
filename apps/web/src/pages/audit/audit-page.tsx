import { AuditOutlined } from '@ant-design/icons';
import { DatePicker, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useApi, usePages } from '../../api/use-api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import settings from '../settings/settings.module.css';
import s from './audit.module.css';
import { AuditProof } from './audit-proof.tsx';
import { AuditRow } from './audit-row.tsx';

/** The nouns of the actions, as people look for them. */
const GROUPS = {
  session: 'audit.groupSession',
  message: 'audit.groupMessage',
  'customers.exported': 'audit.groupExport',
  user: 'audit.groupUser',
  department: 'audit.groupDepartment',
  customer: 'audit.groupCustomer',
  customers: 'audit.groupCustomers',
  contact: 'audit.groupContact',
  handover: 'audit.groupHandover',
  pool: 'audit.groupPool',
  collision: 'audit.groupCollision',
  filing: 'audit.groupFiling',
  'mail-account': 'audit.groupAccount',
  'outgoing-server': 'audit.groupOutgoing',
  privacy: 'audit.groupPrivacy',
  'never-archive': 'audit.groupNever',
  'api-token': 'audit.groupToken',
  company: 'audit.groupCompany',
} as const;

interface Filters {
  actorId?: number | undefined;
  action?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** Leaves out what is not asked for. */
const asked = (filters: Filters) =>
  Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined)) as {
    [K in keyof Filters]: NonNullable<Filters[K]>;
  };

export default function AuditPage() {
  const t = useT();
  const [filters, setFilters] = useState<Filters>({});
  const users = useApi('listUsers', {}).data?.items ?? [];
  const pages = usePages('searchAudit', { query: asked(filters) }, { keepPrevious: true });
  const items = pages.data?.pages.flatMap((one) => one.items);
  const change = (changed: Filters) => setFilters({ ...filters, ...changed });
  return (
    <>
      <div className={settings.bar}>
        <p>{t('audit.intro')}</p>
      </div>
      <AuditProof />
      <div className={s.filters}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          className={s.filter ?? ''}
          aria-label={t('audit.actor')}
          placeholder={t('audit.anyone')}
          value={filters.actorId}
          onChange={(actorId: number | undefined) => change({ actorId })}
          options={users.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Select
          allowClear
          className={s.filter ?? ''}
          aria-label={t('audit.what')}
          placeholder={t('audit.anything')}
          value={filters.action}
          onChange={(action: string | undefined) => change({ action })}
          options={Object.entries(GROUPS).map(([value, key]) => ({ value, label: t(key) }))}
        />
        <DatePicker.RangePicker
          aria-label={t('audit.period')}
          allowEmpty={[true, true]}
          onChange={(range) =>
            change({
              from: range?.[0]?.startOf('day').toISOString(),
              to: range?.[1]?.add(1, 'day').startOf('day').toISOString(),
            })
          }
        />
      </div>
      {pages.error && !items && <ErrorNotice error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isPending && <Skeleton active title={false} paragraph={{ rows: 8 }} />}
      {items?.length === 0 && (
        <EmptyState icon={<AuditOutlined />} title={t('audit.empty')} text={t('audit.emptyText')} />
      )}
      {items !== undefined && items.length > 0 && (
        <>
          <div className={page.sheet}>
            <ul>
              {items.map((record) => (
                <AuditRow key={record.id} record={record} />
              ))}
            </ul>
          </div>
          <LoadMore pages={pages} end={t('audit.end')} />
        </>
      )}
    </>
  );
}
