import { CheckOutlined } from '@ant-design/icons';
import { Alert, Segmented, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { usePages } from '../../api/use-api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { usePhone } from '../../components/use-media.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { InquiryDrawer } from './inquiry-drawer.tsx';
import { InquiryRow } from './inquiry-row.tsx';
import s from './intake.module.css';

const VIEWS = ['queued', 'filed', 'unassigned', 'past', 'dismissed'] as const;
/** An inquiry that is read in the background comes up by itself. */
const LOOK_MS = 30_000;
type View = (typeof VIEWS)[number];

/** Inquiries of platforms: what waits for a person, and what became of the rest. */
export default function InquiriesPage() {
  const t = useT();
  const [params, setParams] = useSearchParams();
  const view: View = VIEWS.find((one) => one === params.get('view')) ?? 'queued';
  const [handling, setHandling] = useState<number | null>(null);
  const phone = usePhone();
  const views = {
    'aria-label': t('inquiries.title'),
    value: view,
    onChange: (next: View) => setParams(next === 'queued' ? {} : { view: next }, { replace: true }),
    options: VIEWS.map((value) => ({ value, label: t(`inquiries.${value}`) })),
  };
  const list = usePages(
    'listInquiries',
    { query: view === 'unassigned' ? { state: 'filed', unassigned: true } : { state: view } },
    { refetchInterval: LOOK_MS },
  );
  const inquiries = list.data?.pages.flatMap(({ items }) => items);
  return (
    <div className={page.page}>
      <PageHeader title={t('inquiries.title')} intro={t('inquiries.intro')} />
      <div className={s.tools}>
        {phone ? <Select<View> {...views} style={{ width: '100%' }} /> : <Segmented<View> {...views} />}
      </div>
      <Alert type="info" showIcon title={t('inquiries.unverified')} style={{ marginBottom: 14 }} />
      {list.error && !inquiries && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton active title={false} paragraph={{ rows: 8 }} />}
      {inquiries?.length === 0 &&
        (view === 'queued' ? (
          <EmptyState icon={<CheckOutlined />} title={t('inquiries.empty')} text={t('inquiries.emptyText')} />
        ) : (
          <EmptyState title={t('inquiries.emptyOther')} />
        ))}
      {inquiries && inquiries.length > 0 && (
        <ul className={`${page.sheet} ${s.list}`}>
          {inquiries.map((inquiry) => (
            <InquiryRow key={inquiry.id} inquiry={inquiry} onHandle={() => setHandling(inquiry.id)} />
          ))}
        </ul>
      )}
      <LoadMore pages={list} />
      {handling !== null && <InquiryDrawer id={handling} onClose={() => setHandling(null)} />}
    </div>
  );
}
