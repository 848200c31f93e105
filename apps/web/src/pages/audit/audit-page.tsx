import { AuditOutlined } from '@ant-design/icons';
import { DatePicker, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useApi, usePages } from '../../api/use-api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { fromWallClock } from '../../format/zoned-time.ts';
import { useT } from '../../i18n/language.tsx';
import { useSession } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import settings from '../settings/settings.module.css';
import s from './audit.module.css';
import { AuditProof } from './audit-proof.tsx';
import { AuditRow } from './audit-row.tsx';

/** The nouns of the actions, as people look for them. */
const GROUPS = {
  session: 'audit.groupSession',
  'message,letter-approval.read,collision.read': 'audit.groupMessage',
  'unified-mailbox': 'audit.groupUnified',
  'customers.exported,contacts.exported,complaints.exported,work-report.exported,unified-report.exported':
    'audit.groupExport',
  'user,sign-in-policy,openid': 'audit.groupUser',
  department: 'audit.groupDepartment',
  customer: 'audit.groupCustomer',
  customers: 'audit.groupCustomers',
  contact: 'audit.groupContact',
  handover: 'audit.groupHandover',
  'pool,assignment-rules': 'audit.groupPool',
  'collision,quote-conflict': 'audit.groupCollision',
  task: 'audit.groupTask',
  filing: 'audit.groupFiling',
  'mail-account': 'audit.groupAccount',
  'letter-approval,letter,mass-mail': 'audit.groupLetter',
  'outgoing-server,outgoing-mail': 'audit.groupOutgoing',
  privacy: 'audit.groupPrivacy',
  'never-archive': 'audit.groupNever',
  'api-token': 'audit.groupToken',
  company: 'audit.groupCompany',
  'record-settings,custom-field,follow-up-policy,reminders,calendar,inquiry-label': 'audit.groupSettings',
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
  const people = new Map(users.map(({ id, name }) => [id, name]));
  const pages = usePages('searchAudit', { query: asked(filters) }, { keepPrevious: true });
  const items = pages.data?.pages.flatMap((one) => one.items);
  const { timeZone } = useSession().user;
  const begins = (day: { format: (template: string) => string } | null | undefined) =>
    day ? fromWallClock(`${day.format('YYYY-MM-DD')}T00:00`, timeZone) : undefined;
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
              // Days of the person's zone, as the times of the records are.
              from: begins(range?.[0]),
              to: begins(range?.[1]?.add(1, 'day')),
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
                <AuditRow key={record.id} record={record} people={people} />
              ))}
            </ul>
          </div>
          <LoadMore pages={pages} end={t('audit.end')} />
        </>
      )}
    </>
  );
}
