import { report } from '../../report.ts';
import { InboxOutlined } from '@ant-design/icons';
import type { ImportResult } from '@tradepost/contract';
import { Alert, Button, Drawer, Spin, Upload } from 'antd';
import { useState } from 'react';
import { useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useT } from '../../i18n/language.tsx';
import { ImportRows } from './import-rows.tsx';
import { CSV_MAX, CSV_TEMPLATE, decodeCsv } from './read-csv.ts';

/** A CSV file in two steps: a dry run that shows every line, then the import. */
export default function ImportDrawer({ onClose }: { onClose: () => void }) {
  const t = useT();
  const [csv, setCsv] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const run = useWrite('importCustomers', { stale: ['listCustomers', 'listUnfiledSenders', 'listJobs'] });
  const result = run.data;

  async function take(file: File): Promise<void> {
    setFault(null);
    try {
      const text = decodeCsv(await file.arrayBuffer());
      if (text.length > CSV_MAX) return setFault(t('csv.tooLarge'));
      setCsv(text);
      run.mutate({ body: { csv: text, dryRun: true } });
    } catch (error) {
      report(error);
      setFault(t('csv.unreadable'));
    }
  }
  const again = () => {
    run.reset();
    setCsv(null);
  };

  return (
    <Drawer
      open
      title={t('csv.title')}
      size={720}
      onClose={onClose}
      footer={
        result && (
          <div style={{ display: 'flex', gap: 8, justifyContent: 'flex-end' }}>
            <Button onClick={again}>{t('csv.again')}</Button>
            {result.dryRun ? (
              <Button
                type="primary"
                disabled={result.created === 0}
                loading={run.isPending}
                onClick={() => csv !== null && run.mutate({ body: { csv, dryRun: false } })}
              >
                {result.created === 0 ? t('csv.nothing') : t('csv.confirm', { count: result.created })}
              </Button>
            ) : (
              <Button type="primary" onClick={onClose}>
                {t('common.close')}
              </Button>
            )}
          </div>
        )
      }
    >
      {fault && <Alert type="error" showIcon title={fault} style={{ marginBottom: 16 }} />}
      {run.error && (
        <div style={{ marginBottom: 16 }}>
          <ErrorNotice error={run.error} />
        </div>
      )}
      {!result && (
        <Spin spinning={run.isPending} description={t('csv.checking')}>
          <Chooser onFile={(file) => void take(file)} />
        </Spin>
      )}
      {result && <Result result={result} />}
    </Drawer>
  );
}

function Chooser({ onFile }: { onFile: (file: File) => void }) {
  const t = useT();
  return (
    <>
      <Upload.Dragger
        accept=".csv,text/csv,text/plain"
        showUploadList={false}
        beforeUpload={(file) => {
          onFile(file);
          return Upload.LIST_IGNORE; // It is read here, not uploaded by the component.
        }}
      >
        <p style={{ fontSize: 28, color: 'var(--tp-primary)' }}>
          <InboxOutlined />
        </p>
        <p style={{ fontWeight: 600 }}>{t('csv.choose')}</p>
        <p style={{ color: 'var(--tp-soft)' }}>{t('csv.chooseHint')}</p>
      </Upload.Dragger>
      <h3 style={{ margin: '20px 0 4px' }}>{t('csv.columns')}</h3>
      <p style={{ color: 'var(--tp-soft)' }}>{t('csv.columnsText')}</p>
      <p style={{ marginTop: 8 }}>
        <a
          href={`data:text/csv;charset=utf-8,${encodeURIComponent(CSV_TEMPLATE)}`}
          download="tradepost-customers.csv"
        >
          {t('csv.template')}
        </a>
      </p>
    </>
  );
}

function Result({ result }: { result: ImportResult }) {
  const t = useT();
  const counts = [
    t(result.dryRun ? 'csv.wouldCreate' : 'csv.wasCreated', { count: result.created }),
    t('csv.duplicates', { count: result.duplicates }),
    t('csv.invalid', { count: result.invalid }),
  ];
  return (
    <>
      <Alert
        type={result.dryRun ? 'info' : 'success'}
        showIcon
        title={t(result.dryRun ? 'csv.dryRunTitle' : 'csv.doneTitle')}
        description={counts.join(' · ')}
        style={{ marginBottom: 16 }}
      />
      <ImportRows rows={result.rows} />
    </>
  );
}
