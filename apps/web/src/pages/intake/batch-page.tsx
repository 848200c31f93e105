import { EditOutlined, ImportOutlined } from '@ant-design/icons';
import { BATCH_STEPS, type Batch, type BatchStep, STAGES } from '@tradepost/contract';
import { Button, Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useApi, usePages, useWrite } from '../../api/use-api.ts';
import { CountryName } from '../../components/country.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Grade } from '../../components/grade.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import s from './intake.module.css';

const BatchDrawer = lazy(() => import('./batch-drawer.tsx'));

/** One batch: how far its customers have come, and who they are. */
export default function BatchPage() {
  const t = useT();
  const id = Number(useParams()['id']);
  const [params, setParams] = useSearchParams();
  const step = BATCH_STEPS.find((one) => one === params.get('step')) ?? 'entered';
  const { data, error, refetch } = useApi('getBatch', { params: { id } });
  if (error && !data)
    return (
      <div className={page.page}>
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </div>
    );
  if (!data)
    return (
      <div className={page.page} aria-busy>
        <Skeleton active paragraph={{ rows: 10 }} />
      </div>
    );
  return (
    <div className={page.page}>
      <PageHeader
        title={data.name}
        intro={[t(`batches.kind-${data.kind}`), data.heldOn, data.place, data.note]
          .filter((part) => part)
          .join(' · ')}
        back={{ to: '/batches', label: t('batches.back') }}
        actions={<Actions batch={data} />}
      />
      <Funnel batch={data} step={step} onStep={(next) => setParams({ step: next }, { replace: true })} />
      <p className={s.counted}>{t('batches.counted')}</p>
      <Customers id={id} step={step} />
    </div>
  );
}

function Funnel({
  batch,
  step,
  onStep,
}: {
  batch: Batch;
  step: BatchStep;
  onStep: (step: BatchStep) => void;
}) {
  const t = useT();
  const format = useFormat();
  const { counts } = batch;
  const all: Record<BatchStep, number> = { ...counts, 'not-contacted': counts.entered - counts.contacted };
  return (
    <div className={s.funnel} style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(130px, 1fr))' }}>
      {BATCH_STEPS.map((one) => (
        <button
          key={one}
          type="button"
          className={s.step}
          aria-pressed={one === step}
          onClick={() => onStep(one)}
        >
          <b>{format.number(all[one])}</b>
          <span>{t(`batches.${one}`)}</span>
        </button>
      ))}
    </div>
  );
}

function Customers({ id, step }: { id: number; step: BatchStep }) {
  const t = useT();
  const format = useFormat();
  const list = usePages('listBatchCustomers', { params: { id }, query: { step } });
  const rows = list.data?.pages.flatMap(({ items }) => items);
  if (list.error && !rows) return <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />;
  if (!rows) return <Skeleton active title={false} paragraph={{ rows: 6 }} />;
  if (rows.length === 0) return <p className={page.soft}>{t('batches.noCustomers')}</p>;
  return (
    <>
      <div className={`${page.sheet} ${page.scroll}`}>
        <table className={page.table}>
          <thead>
            <tr>
              <th scope="col">{t('batches.customer')}</th>
              <th scope="col">{t('customers.country')}</th>
              <th scope="col">{t('customers.owner')}</th>
              <th scope="col">{t('batches.stage')}</th>
              <th scope="col">{t('batches.lastContact')}</th>
              <th scope="col">{t('batches.lastReply')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const stage = STAGES.find((one) => one === row.stage);
              return (
                <tr key={row.id}>
                  <td className={s.cell}>
                    {row.grade && <Grade grade={row.grade} />}{' '}
                    <Link to={`/customers/${row.id}`}>{row.name}</Link>
                  </td>
                  <td className={s.whole}>
                    <CountryName code={row.country} />
                  </td>
                  <td className={`${page.soft} ${s.whole}`}>{row.ownerName ?? '–'}</td>
                  <td className={`${page.soft} ${s.whole}`}>
                    {stage ? t(`record.stage.${stage}`) : row.stage}
                  </td>
                  <td className={page.soft}>{row.contactedAt ? format.brief(row.contactedAt) : '–'}</td>
                  <td className={page.soft}>{row.repliedAt ? format.brief(row.repliedAt) : '–'}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <LoadMore pages={list} />
    </>
  );
}

function Actions({ batch }: { batch: Batch }) {
  const t = useT();
  const say = useSay();
  const may = useMay();
  const [editing, setEditing] = useState(false);
  const update = useWrite('updateBatch', { stale: ['getBatch', 'listBatches'] });
  if (!may('updateBatch')) return null;
  return (
    <>
      <Link to={`/imports?batch=${batch.id}`}>
        <Button icon={<ImportOutlined />} tabIndex={-1}>
          {t('batches.importInto')}
        </Button>
      </Link>
      <Button icon={<EditOutlined />} onClick={() => setEditing(true)}>
        {t('common.edit')}
      </Button>
      <Button
        type="text"
        loading={update.isPending}
        onClick={() =>
          update.mutate(
            { params: { id: batch.id }, body: { archived: !batch.archived } },
            { onError: say.failed },
          )
        }
      >
        {batch.archived ? t('batches.unarchive') : t('batches.archive')}
      </Button>
      <Suspense>{editing && <BatchDrawer batch={batch} onClose={() => setEditing(false)} />}</Suspense>
    </>
  );
}
