import { UploadOutlined } from '@ant-design/icons';
import { Alert, Button, Upload } from 'antd';
import { useState } from 'react';
import type { CalendarImport } from '@tradepost/contract';
import { useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { readText } from './read-text.ts';
import s from './record.module.css';

/** Days off from a file: all of it, or nothing and what is wrong with it. */
export function ImportCalendar() {
  const t = useT();
  const say = useSay();
  const [result, setResult] = useState<CalendarImport | null>(null);
  const send = useWrite('importCalendar', {
    stale: ['listHolidays', 'getCountry'],
    onSuccess: setResult,
  });
  return (
    <section className={s.sheet}>
      <h2>{t('recordSettings.importDays')}</h2>
      <p>{t('recordSettings.importHint')}</p>
      <Upload
        accept=".csv,text/csv"
        showUploadList={false}
        beforeUpload={(file) => {
          setResult(null);
          readText(file).then((csv) => send.mutate({ body: { csv } }, { onError: say.failed }), say.failed);
          return false;
        }}
      >
        <Button icon={<UploadOutlined />} loading={send.isPending}>
          {t('recordSettings.chooseFile')}
        </Button>
      </Upload>
      {result && (
        <Alert
          style={{ marginTop: 12 }}
          showIcon
          role="status"
          type={result.faults.length > 0 ? 'error' : 'success'}
          title={
            result.faults.length > 0
              ? t('recordSettings.importNothing')
              : t('recordSettings.importDone', { added: result.added, changed: result.changed })
          }
          description={
            result.faults.length > 0 && (
              <ul>
                {result.faults.slice(0, 20).map(({ line, value }) => (
                  <li key={line}>{t('recordSettings.importFault', { line, value })}</li>
                ))}
              </ul>
            )
          }
        />
      )}
    </section>
  );
}
