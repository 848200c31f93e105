import { ImportOutlined, PlusOutlined } from '@ant-design/icons';
import type { Batch } from '@tradepost/contract';
import { Button, Segmented, Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { usePages } from '../../api/use-api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import s from './intake.module.css';

const BatchDrawer = lazy(() => import('./batch-drawer.tsx'));
const STEPS = ['entered', 'contacted', 'replied', 'quoted', 'ordered'] as const;

/** Fairs and lists, and how far each has come. */
export default function BatchesPage() {
  const t = useT();
  const may = useMay();
  const [making, setMaking] = useState(false);
  const [archived, setArchived] = useState(false);
  const list = usePages('listBatches', { query: { archived } }, { keepPrevious: true });
  const batches = list.data?.pages.flatMap(({ items }) => items);
  return (
    <div className={page.page}>
      <PageHeader
        title={t('batches.title')}
        intro={t('batches.intro')}
        actions={
          may('createBatch') && (
            <>
              <Link to="/imports">
                <Button icon={<ImportOutlined />} tabIndex={-1}>
                  {t('imports.title')}
                </Button>
              </Link>
              <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
                {t('batches.add')}
              </Button>
            </>
          )
        }
      />
      <div className={s.tools}>
        <Segmented
          value={archived}
          onChange={setArchived}
          options={[
            { value: false, label: t('batches.active') },
            { value: true, label: t('batches.archived') },
          ]}
        />
      </div>
      {list.error && !batches && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton active title={false} paragraph={{ rows: 8 }} />}
      {batches?.length === 0 &&
        (archived ? (
          <EmptyState title={t('batches.emptyArchived')} />
        ) : (
          <EmptyState title={t('batches.empty')} text={t('batches.emptyText')} />
        ))}
      {batches && batches.length > 0 && (
        <ul className={`${page.sheet} ${s.list}`}>
          {batches.map((batch) => (
            <Row key={batch.id} batch={batch} />
          ))}
        </ul>
      )}
      <LoadMore pages={list} />
      <Suspense>{making && <BatchDrawer onClose={() => setMaking(false)} />}</Suspense>
    </div>
  );
}

function Row({ batch }: { batch: Batch }) {
  const t = useT();
  const format = useFormat();
  return (
    <li className={s.batchRow}>
      <div>
        <Link className={s.name} to={`/batches/${batch.id}`}>
          {batch.name}
        </Link>
        <div className={s.sub}>
          {[t(`batches.kind-${batch.kind}`), batch.heldOn, batch.place].filter((part) => part).join(' · ')}
        </div>
      </div>
      <div className={s.numbers}>
        {STEPS.map((step) => (
          <div key={step}>
            <b>{format.number(batch.counts[step])}</b>
            <span className={s.sub}>{t(`batches.${step}`)}</span>
          </div>
        ))}
      </div>
    </li>
  );
}
