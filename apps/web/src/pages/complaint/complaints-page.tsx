import { DownloadOutlined, FrownOutlined, PlusOutlined } from '@ant-design/icons';
import type { ComplaintList } from '@tradepost/contract';
import { Button, Checkbox, Dropdown, Segmented, Select, Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../../api/instance.ts';
import { useApi, usePages } from '../../api/use-api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useLanguage } from '../../i18n/language.tsx';
import { useMay, useSession } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import s from './complaint.module.css';
import { ComplaintRow } from './complaint-row.tsx';
import { Counts } from './counts.tsx';

const ComplaintDrawer = lazy(() => import('./complaint-drawer.tsx'));

const STATES = ['open', 'corrected', 'closed', 'all'] as const;
type Shown = (typeof STATES)[number];
const AGES = [7, 14, 30, 90];

/** Complaints of the customers that one sees, by state, age and salesperson. */
export default function ComplaintsPage() {
  const { t, locale } = useLanguage();
  const may = useMay();
  const { user } = useSession();
  const [params, setParams] = useSearchParams();
  const [opening, setOpening] = useState(false);
  const set = (name: string, value: string | number | null | undefined) => {
    const next = new URLSearchParams(params);
    if (value === null || value === undefined || value === '') next.delete(name);
    else next.set(name, String(value));
    setParams(next, { replace: true });
  };
  const state = STATES.find((each) => each === params.get('state')) ?? 'open';
  const filter = readFilter(params, state);
  const list = usePages(
    'listComplaints',
    { query: { ...filter, ...(params.get('order') === 'oldest' ? { order: 'oldest' as const } : {}) } },
    { keepPrevious: true },
  );
  const counts = useApi('countComplaints', {});
  const items = list.data?.pages.flatMap((one) => one.items);
  const narrowed = Object.keys(filter).length > 1 || state !== 'open';
  const exports = (format: 'csv' | 'xlsx', label: string) => ({
    key: format,
    label: (
      <a href={api.url('exportComplaints', { query: { ...filter, format, language: locale } })} download>
        {label}
      </a>
    ),
  });
  const leads = user.role === 'owner' || user.role === 'admin' || user.role === 'manager';
  return (
    <div className={page.page}>
      <PageHeader
        title={t('complaints.title')}
        intro={t('complaints.intro')}
        actions={
          <>
            {leads && (
              <Dropdown
                trigger={['click']}
                menu={{
                  items: [
                    exports('csv', t('customerList.exportCsv')),
                    exports('xlsx', t('customerList.exportXlsx')),
                  ],
                }}
              >
                <Button icon={<DownloadOutlined />}>{t('complaints.export')}</Button>
              </Dropdown>
            )}
            {may('createComplaint') && (
              <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpening(true)}>
                {t('complaints.new')}
              </Button>
            )}
          </>
        }
      />
      {counts.data && counts.data.open > 0 && (
        <Counts counts={counts.data} showPeople={leads} onPerson={(userId) => set('owner', userId)} />
      )}
      <div className={s.tools}>
        <Segmented<Shown>
          value={state}
          aria-label={t('complaints.stateFilter')}
          onChange={(next) => set('state', next === 'open' ? null : next)}
          options={STATES.map((value) => ({ value, label: t(`complaints.list-${value}`) }))}
        />
        {leads && (
          <Select<number>
            allowClear
            style={{ minWidth: 150 }}
            placeholder={t('complaints.allPeople')}
            aria-label={t('complaints.salesperson')}
            value={filter.ownerId ?? null}
            onChange={(next: number | undefined) => set('owner', next)}
            options={
              counts.data?.people.flatMap(({ userId, name }) =>
                userId === null ? [] : [{ value: userId, label: name ?? '–' }],
              ) ?? []
            }
          />
        )}
        <Select<number>
          allowClear
          style={{ minWidth: 130 }}
          placeholder={t('complaints.allSeverities')}
          aria-label={t('complaints.severity')}
          value={filter.severity ?? null}
          onChange={(next: number | undefined) => set('severity', next)}
          options={([3, 2, 1] as const).map((value) => ({ value, label: t(`complaints.severity-${value}`) }))}
        />
        <Select<number>
          allowClear
          style={{ minWidth: 150 }}
          placeholder={t('complaints.anyAge')}
          aria-label={t('complaints.byAge')}
          value={filter.olderThanDays ?? null}
          onChange={(next: number | undefined) => set('days', next)}
          options={AGES.map((days) => ({ value: days, label: t('complaints.olderThan', { days }) }))}
        />
        <Checkbox
          checked={filter.overdue === true}
          onChange={({ target }) => set('overdue', target.checked ? 'true' : null)}
        >
          {t('complaints.onlyOverdue')}
        </Checkbox>
        <Checkbox
          checked={params.get('order') === 'oldest'}
          onChange={({ target }) => set('order', target.checked ? 'oldest' : null)}
        >
          {t('complaints.oldestFirst')}
        </Checkbox>
      </div>
      {list.error && !items && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton active paragraph={{ rows: 6 }} title={false} />}
      {items?.length === 0 &&
        (narrowed ? (
          <EmptyState title={t('complaints.emptyFiltered')} />
        ) : (
          <EmptyState
            icon={<FrownOutlined />}
            title={t('complaints.empty')}
            text={t('complaints.emptyText')}
          />
        ))}
      {items && items.length > 0 && (
        <ul className={page.sheet}>
          {items.map((complaint) => (
            <ComplaintRow key={complaint.id} complaint={complaint} />
          ))}
        </ul>
      )}
      <LoadMore pages={list} />
      <Suspense>{opening && <ComplaintDrawer onClose={() => setOpening(false)} />}</Suspense>
    </div>
  );
}

function readFilter(params: URLSearchParams, shown: Shown) {
  const number = (name: string) => {
    const value = Number(params.get(name));
    return Number.isInteger(value) && value > 0 ? value : null;
  };
  const [ownerId, severity, olderThanDays] = [number('owner'), number('severity'), number('days')];
  return {
    ...(shown === 'all' ? {} : { state: shown satisfies ComplaintList }),
    ...(ownerId === null ? {} : { ownerId }),
    ...(severity === null || severity > 3 ? {} : { severity }),
    ...(olderThanDays === null ? {} : { olderThanDays }),
    ...(params.get('overdue') === 'true' ? { overdue: true } : {}),
  };
}
