import { DownloadOutlined } from '@ant-design/icons';
import type { ImportDetail } from '@tradepost/contract';
import { Alert, App, Button, Progress, Skeleton, Steps } from 'antd';
import { Link, useNavigate, useParams } from 'react-router';
import { api } from '../../api/instance.ts';
import { useApi, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useSay } from '../../components/use-say.ts';
import { usePhone } from '../../components/use-media.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { ImportLines } from './import-lines.tsx';
import { ImportSetup } from './import-setup.tsx';
import s from './intake.module.css';

/** Between two looks while the work goes on; live events may come earlier. */
const LOOK_MS = 1_500;

/** One file on its way in: its columns, what would happen, what happened. */
export default function ImportPage() {
  const t = useT();
  const id = Number(useParams()['id']);
  const working = (state?: string) => state === 'checking' || state === 'importing';
  const { data, error, refetch } = useApi('getImport', { params: { id } });
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
        title={data.fileName}
        intro={t('imports.lineCount', { count: data.rows })}
        back={{ to: '/imports', label: t('imports.back') }}
        actions={<Forget run={data} />}
      />
      <Where run={data} />
      {data.state === 'open' && <ImportSetup key={data.id} run={data} />}
      {working(data.state) && <Working run={data} />}
      {(data.state === 'checked' || data.state === 'done' || data.state === 'failed') && (
        <Result run={data} />
      )}
    </div>
  );
}

function Where({ run }: { run: ImportDetail }) {
  const t = useT();
  const phone = usePhone();
  const at = { open: 0, checking: 1, checked: 1, importing: 2, done: 2, failed: 2 }[run.state];
  return (
    <Steps
      size="small"
      current={at}
      status={run.state === 'failed' ? 'error' : run.state === 'done' ? 'finish' : 'process'}
      orientation="horizontal"
      responsive={false}
      {...(phone ? { titlePlacement: 'vertical' as const } : {})}
      style={{ margin: '4px 0 18px', maxWidth: 640 }}
      items={[
        { title: t('imports.stepMap') },
        { title: t('imports.stepCheck') },
        { title: t('imports.stepRun') },
      ]}
    />
  );
}

/** Looks again and again while it is on the screen. */
function Working({ run }: { run: ImportDetail }) {
  const t = useT();
  useApi('getImport', { params: { id: run.id } }, { refetchInterval: LOOK_MS });
  const words = { done: run.done, total: run.rows };
  return (
    <div className={`${page.sheet} ${s.progress}`} role="status">
      <Progress type="circle" size={84} percent={Math.floor((run.done / Math.max(run.rows, 1)) * 100)} />
      <h2 style={{ fontSize: 16 }}>
        {run.state === 'checking' ? t('imports.checking', words) : t('imports.importing', words)}
      </h2>
      <p>{t('imports.goOn')}</p>
    </div>
  );
}

function Result({ run }: { run: ImportDetail }) {
  const t = useT();
  const say = useSay();
  const { counts } = run;
  const begin = useWrite('runImport', { stale: ['getImport', 'listImportLines'] });
  const back = useWrite('updateImport', { stale: ['getImport', 'listImportLines'] });
  const work = counts.created + counts.filled + counts['contact-added'];
  const left = counts.duplicate + counts.invalid;
  const told = (['created', 'filled', 'contact-added', 'duplicate', 'invalid'] as const)
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${t(`imports.${outcome}`)} ${counts[outcome]}`);
  const title = {
    checked: t('imports.checkedTitle'),
    done: t('imports.doneTitle'),
    failed: t('imports.failedTitle'),
  }[run.state as 'checked' | 'done' | 'failed'];
  return (
    <>
      <Alert
        type={run.state === 'checked' ? 'info' : run.state === 'done' ? 'success' : 'error'}
        showIcon
        title={title}
        description={
          <>
            {run.state === 'failed' && <p>{t('imports.failedText')}</p>}
            <div className={s.counts}>
              {told.map((text) => (
                <span key={text}>{text}</span>
              ))}
            </div>
          </>
        }
        style={{ marginBottom: 14 }}
      />
      <div className={s.tools}>
        {run.state === 'checked' && (
          <>
            <Button
              type="primary"
              disabled={work === 0}
              loading={begin.isPending}
              onClick={() => begin.mutate({ params: { id: run.id } }, { onError: say.failed })}
            >
              {work === 0 ? t('imports.nothing') : t('imports.run', { count: work })}
            </Button>
            <Button
              loading={back.isPending}
              onClick={() => back.mutate({ params: { id: run.id }, body: {} }, { onError: say.failed })}
            >
              {t('imports.change')}
            </Button>
          </>
        )}
        {run.state !== 'checked' && (
          <>
            {run.batchId !== null && (
              <Link to={`/batches/${run.batchId}`}>
                <Button type="primary" tabIndex={-1}>
                  {t('imports.toBatch')}
                </Button>
              </Link>
            )}
            <Link to="/imports">
              <Button tabIndex={-1}>{t('imports.again')}</Button>
            </Link>
          </>
        )}
        {left > 0 && (
          <Button icon={<DownloadOutlined />} href={api.url('getImportFaults', { params: { id: run.id } })}>
            {t('imports.faults')}
          </Button>
        )}
      </div>
      <ImportLines run={run} />
    </>
  );
}

function Forget({ run }: { run: ImportDetail }) {
  const t = useT();
  const say = useSay();
  const navigate = useNavigate();
  const { modal } = App.useApp();
  const remove = useWrite('removeImport', {
    stale: ['listImports'],
    onSuccess: () => void navigate('/imports'),
  });
  if (run.state === 'checking' || run.state === 'importing') return null;
  return (
    <Button
      type="text"
      loading={remove.isPending}
      onClick={() =>
        modal.confirm({
          title: t('imports.removeTitle'),
          content: t('imports.removeText'),
          okText: t('imports.remove'),
          cancelText: t('common.cancel'),
          okButtonProps: { danger: true },
          onOk: () => remove.mutate({ params: { id: run.id } }, { onError: say.failed }),
        })
      }
    >
      {t('imports.remove')}
    </Button>
  );
}
