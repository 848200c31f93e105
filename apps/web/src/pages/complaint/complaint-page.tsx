import { EllipsisOutlined } from '@ant-design/icons';
import type { ComplaintDetail, ComplaintRight } from '@tradepost/contract';
import { Button, Dropdown, Skeleton } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Link, useParams } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import page from '../../styles/page.module.css';
import { useDay } from '../record/use-day.ts';
import s from './complaint.module.css';
import { ComplaintLog } from './complaint-log.tsx';
import { DueWords, SeverityTag, StateTag } from './complaint-row.tsx';
import type { Step } from './step-drawer.tsx';
import { isOpen } from './use-complaint-words.ts';

const ComplaintDrawer = lazy(() => import('./complaint-drawer.tsx'));
const StepDrawer = lazy(() => import('./step-drawer.tsx'));

const WAY = ['opened', 'assigned', 'corrected', 'verified', 'closed'] as const;
/** What comes next, in this order; the rest stands in the menu. */
const NEXT: readonly ComplaintRight[] = ['assign', 'correct', 'verify', 'close'];
const REST: readonly ComplaintRight[] = ['note', 'change', 'reopen', 'withdraw'];

/** One complaint: what was said, how far it is, what comes next, and its log. */
export default function ComplaintPage() {
  const id = Number(useParams()['id']);
  const { data, error, refetch } = useApi('getComplaint', { params: { id } }, { enabled: id > 0 });
  if (!(id > 0) || error?.code === 'not-found') return <NotFound />;
  if (error && !data)
    return (
      <div className={page.page}>
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </div>
    );
  if (!data)
    return (
      <div className={page.page} aria-busy>
        <Skeleton active paragraph={{ rows: 8 }} />
      </div>
    );
  return <Loaded complaint={data} />;
}

function Loaded({ complaint }: { complaint: ComplaintDetail }) {
  const t = useT();
  const [step, setStep] = useState<ComplaintRight | null>(null);
  const title = t('complaints.number', { id: complaint.id });
  return (
    <div className={page.page}>
      <PageHeader
        title={`${title} · ${complaint.customerName}`}
        heading={
          <span className={s.head}>
            <Link to={`/customers/${complaint.customerId}`}>{complaint.customerName}</Link>
            <SeverityTag severity={complaint.severity} />
            <StateTag state={complaint.state} />
          </span>
        }
        back={{ to: '/complaints', label: t('complaints.title') }}
        intro={
          <span className={s.sub}>
            <span>{title}</span>
            <DueWords complaint={complaint} />
          </span>
        }
      />
      {complaint.state !== 'withdrawn' && <Way complaint={complaint} />}
      <Next complaint={complaint} onStep={setStep} />
      <div className={s.columns}>
        <div>
          <Paper title={t('complaints.what')} words={complaint.what} />
          {complaint.action && (
            <Paper
              title={t('complaints.action')}
              words={complaint.action}
              by={complaint.actedByName}
              at={complaint.actedAt}
            >
              {complaint.cause && (
                <p className={s.words}>
                  <span className={page.label}>{t('complaints.cause')}</span> {complaint.cause}
                </p>
              )}
            </Paper>
          )}
          {complaint.verification && (
            <Paper
              title={t('complaints.verification')}
              words={complaint.verification}
              by={complaint.verifiedByName}
              at={complaint.verifiedAt}
            />
          )}
          {complaint.reason && (
            <Paper
              title={t('complaints.reasonWithdrawn')}
              words={complaint.reason}
              by={complaint.closedByName}
              at={complaint.closedAt}
            />
          )}
          <h2 className={page.sectionTitle}>{t('complaints.log')}</h2>
          <ComplaintLog log={complaint.log} />
        </div>
        <Facts complaint={complaint} />
      </div>
      <Suspense>
        {step === 'change' && <ComplaintDrawer complaint={complaint} onClose={() => setStep(null)} />}
        {step !== null && step !== 'change' && (
          <StepDrawer complaint={complaint} step={step satisfies Step} onClose={() => setStep(null)} />
        )}
      </Suspense>
    </div>
  );
}

/** How far it is. */
function Way({ complaint }: { complaint: ComplaintDetail }) {
  const t = useT();
  const at = WAY.indexOf(complaint.state as (typeof WAY)[number]);
  return (
    <ol className={s.way}>
      {WAY.map((stop, i) => (
        <li
          key={stop}
          className={`${s.stop} ${i <= at ? s.reached : ''} ${i === at ? s.present : ''}`}
          aria-current={i === at ? 'step' : undefined}
        >
          {t(`complaints.way-${stop}`)}
        </li>
      ))}
    </ol>
  );
}

interface NextProps {
  complaint: ComplaintDetail;
  onStep: (step: ComplaintRight) => void;
}

function Next({ complaint, onStep }: NextProps) {
  const t = useT();
  const { state, may } = complaint;
  const steps = NEXT.filter((right) => may.includes(right));
  const rest = REST.filter((right) => may.includes(right));
  // Acting comes before giving it to another one.
  const first = steps.findLast((right) => right !== 'assign') ?? steps[0];
  const what =
    state === 'closed' || state === 'withdrawn'
      ? null
      : t(`complaints.next-${state}`, { name: complaint.assigneeName ?? '–' } as never);
  if (what === null && rest.length === 0) return null;
  return (
    <div className={s.next}>
      {what !== null && <span className={s.nextWords}>{t('complaints.waitsFor', { what })}</span>}
      {state === 'corrected' && !may.includes('verify') && (
        <span className={page.soft}>{t('complaints.notYours')}</span>
      )}
      {steps.map((right) => (
        <Button key={right} type={right === first ? 'primary' : 'default'} onClick={() => onStep(right)}>
          {t(`complaints.do-${right}`)}
        </Button>
      ))}
      {rest.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: rest.map((right) => ({
              key: right,
              label: t(`complaints.do-${right}`),
              danger: right === 'withdraw',
            })),
            onClick: ({ key }) => onStep(key as ComplaintRight),
          }}
        >
          <Button icon={<EllipsisOutlined />} aria-label={t('common.more')} />
        </Dropdown>
      )}
    </div>
  );
}

interface PaperProps {
  title: string;
  words: string;
  by?: string | null;
  at?: string | null;
  children?: ReactNode;
}

function Paper({ title, words, by, at, children }: PaperProps) {
  const format = useFormat();
  return (
    <section className={`${page.sheet} ${s.paper}`}>
      <h2>{title}</h2>
      <p className={s.words} dir="auto">
        {words}
      </p>
      {children}
      {by && at && (
        <p className={s.signed}>
          {by} · {format.dateTime(at)}
        </p>
      )}
    </section>
  );
}

function Facts({ complaint }: { complaint: ComplaintDetail }) {
  const t = useT();
  const day = useDay();
  const format = useFormat();
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t('complaints.sort'), t(`complaints.sort-${complaint.sort}`)],
    [t('complaints.product'), complaint.product],
    [t('complaints.orderRef'), complaint.orderRef],
    [t('complaints.contact'), complaint.contactName],
    [
      t('complaints.mail'),
      complaint.messageId && (
        <Link to={`/customers/${complaint.customerId}/messages/${complaint.messageId}`} dir="auto">
          {complaint.messageSubject || t('timeline.noSubject')}
        </Link>
      ),
    ],
    [t('complaints.complainedOn'), format.date(complaint.complainedAt)],
    [
      t('complaints.openedBy'),
      complaint.openedByName && `${complaint.openedByName} · ${format.date(complaint.openedAt)}`,
    ],
    [t('complaints.salesperson'), complaint.ownerName],
    [t('complaints.assignee'), complaint.assigneeName],
    [t('complaints.actionDue'), isOpen(complaint.state) && day(complaint.actionDueOn)],
    [t('complaints.closeDue'), isOpen(complaint.state) && day(complaint.closeDueOn)],
  ];
  return (
    <aside className={`${page.sheet} ${s.paper}`}>
      <dl className={s.facts}>
        {rows.map(
          ([name, value]) =>
            value && (
              <div key={name} style={{ display: 'contents' }}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </aside>
  );
}
