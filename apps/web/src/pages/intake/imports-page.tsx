import { InboxOutlined } from '@ant-design/icons';
import { Skeleton, Spin, Tag, Upload } from 'antd';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { usePages, useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useLanguage, useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { IMPORT_TEMPLATE } from './import-template.ts';
import s from './intake.module.css';
import { useStateWords } from './use-state-words.ts';

/** A file to begin with, and the files of before. */
export default function ImportsPage() {
  const t = useT();
  const { locale } = useLanguage();
  const navigate = useNavigate();
  const batch = useSearchParams()[0].get('batch');
  const upload = useWrite('uploadImport', {
    stale: ['listImports'],
    onSuccess: (reply) => void navigate(`/imports/${reply.id}${batch ? `?batch=${batch}` : ''}`),
  });
  return (
    <div className={page.page}>
      <PageHeader
        title={t('imports.title')}
        intro={t('imports.intro')}
        back={{ to: '/customers', label: t('nav.customers') }}
      />
      {upload.error && (
        <div style={{ marginBottom: 16 }}>
          <ErrorNotice error={upload.error} />
        </div>
      )}
      <Spin spinning={upload.isPending} description={t('imports.reading')}>
        <Upload.Dragger
          accept=".csv,.txt,.tsv,.xlsx,.vcf,text/csv,text/vcard"
          showUploadList={false}
          beforeUpload={(file) => {
            upload.mutate({ query: { fileName: file.name.slice(-255) }, file });
            return Upload.LIST_IGNORE; // It is sent by our own client, not by the component.
          }}
        >
          <p style={{ fontSize: 28, color: 'var(--tp-primary)' }}>
            <InboxOutlined />
          </p>
          <p style={{ fontWeight: 600 }}>{t('imports.choose')}</p>
          <p style={{ color: 'var(--tp-soft)', padding: '0 12px' }}>{t('imports.chooseHint')}</p>
        </Upload.Dragger>
      </Spin>
      <p style={{ marginTop: 8 }}>
        <a
          href={`data:text/csv;charset=utf-8,${encodeURIComponent(IMPORT_TEMPLATE[locale])}`}
          download="tradepost-customers.csv"
        >
          {t('imports.template')}
        </a>
      </p>
      <h2 className={page.sectionTitle}>{t('imports.mine')}</h2>
      <Runs />
    </div>
  );
}

function Runs() {
  const t = useT();
  const format = useFormat();
  const stateWords = useStateWords();
  const list = usePages('listImports', { query: {} });
  const runs = list.data?.pages.flatMap(({ items }) => items);
  if (list.error && !runs) return <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />;
  if (!runs) return <Skeleton active title={false} paragraph={{ rows: 4 }} />;
  if (runs.length === 0) return <p className={page.soft}>{t('imports.none')}</p>;
  return (
    <>
      <ul className={`${page.sheet} ${s.list}`}>
        {runs.map((run) => (
          <li key={run.id} className={s.inquiry}>
            <div className={s.inquiryText}>
              <Link className={s.name} to={`/imports/${run.id}`}>
                {run.fileName}
              </Link>
              <div className={s.sub}>
                {t('imports.lineCount', { count: run.rows })} · {format.dateTime(run.createdAt)}
                {run.batchName && ` · ${run.batchName}`}
              </div>
            </div>
            <Tag color={run.state === 'done' ? 'green' : run.state === 'failed' ? 'red' : 'default'}>
              {stateWords(run.state)}
            </Tag>
          </li>
        ))}
      </ul>
      <LoadMore pages={list} />
    </>
  );
}
