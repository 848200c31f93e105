import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import type { CalendarImport } from '@tradepost/contract';
import { Alert, Button, Upload } from 'antd';
import { useState } from 'react';
import { useApi, useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { readText } from '../record/read-text.ts';
import s from './calendar.module.css';
import { calendarCsv } from './calendar-csv.ts';
import { DAYS_STALE } from './stale.ts';
import { useCalendarPreview } from './use-calendar-preview.tsx';

interface Looked {
  name: string;
  csv: string;
  result: CalendarImport;
}

/** A year's days off and make-up workdays from a file: looked at first, then all of it or nothing. */
export function ImportCalendar() {
  const t = useT();
  const say = useSay();
  const [looked, setLooked] = useState<Looked | null>(null);
  const [done, setDone] = useState<CalendarImport | null>(null);
  const preview = useCalendarPreview();
  const send = useWrite('importCalendar', { stale: DAYS_STALE });
  const look = async (file: File) => {
    setLooked(null);
    setDone(null);
    preview.forget();
    try {
      const csv = await readText(file);
      const result = await send.mutateAsync({ body: { csv, dryRun: true } });
      setLooked({ name: file.name, csv, result });
      if (result.faults.length === 0) preview.look({ csv });
    } catch (error) {
      say.failed(error);
    }
  };
  const take = ({ csv }: Looked) =>
    send.mutate(
      { body: { csv } },
      {
        onError: say.failed,
        onSuccess: (result) => {
          setLooked(null);
          setDone(result);
          preview.forget();
        },
      },
    );
  return (
    <section className={s.sheet}>
      <h2>{t('recordSettings.importDays')}</h2>
      <p className={s.hint}>{t('calendar.importText')}</p>
      <p className={s.hint}>{t('recordSettings.importHint')}</p>
      <div className={s.buttons}>
        <Example />
        <Upload
          accept=".csv,text/csv"
          showUploadList={false}
          beforeUpload={(file) => {
            void look(file);
            return false;
          }}
        >
          <Button type="primary" icon={<UploadOutlined />} loading={send.isPending}>
            {t('recordSettings.chooseFile')}
          </Button>
        </Upload>
      </div>
      {preview.shown}
      {looked && <LookedAt looked={looked} busy={send.isPending} onTake={() => take(looked)} />}
      {done && (
        <Alert
          className={s.result ?? ''}
          showIcon
          role="status"
          type="success"
          title={t('recordSettings.importDone', { added: done.added, changed: done.changed })}
        />
      )}
    </section>
  );
}

function LookedAt({ looked, busy, onTake }: { looked: Looked; busy: boolean; onTake: () => void }) {
  const t = useT();
  const { faults, added, changed } = looked.result;
  if (faults.length > 0)
    return (
      <Alert
        className={s.result ?? ''}
        showIcon
        role="status"
        type="error"
        title={t('recordSettings.importNothing')}
        description={
          <ul>
            {faults.slice(0, 20).map(({ line, what, value }) => (
              <li key={line}>{t(`recordSettings.importFault-${what}`, { line, value })}</li>
            ))}
          </ul>
        }
      />
    );
  return (
    <Alert
      className={s.result ?? ''}
      showIcon
      role="status"
      type="info"
      title={t('calendar.importLooked', { file: looked.name, added, changed })}
      action={
        <Button type="primary" size="small" loading={busy} onClick={onTake}>
          {t('calendar.importTake')}
        </Button>
      }
    />
  );
}

/** This year's table of the company's country, to begin the next one from. */
function Example() {
  const t = useT();
  const company = useApi('getCompanyCalendar', {}).data;
  const country = company?.country ?? 'CN';
  const [year] = useState(() => new Date().getFullYear());
  const { data } = useApi(
    'listHolidays',
    { params: { country }, query: { year } },
    { enabled: company !== undefined },
  );
  const href = data
    ? `data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${calendarCsv(country, data.items)}`)}`
    : undefined;
  return (
    <Button
      icon={<DownloadOutlined />}
      disabled={!href}
      {...(href ? { href } : {})}
      download={`${country}-${year}.csv`}
    >
      {t('calendar.importExample', { year: String(year) })}
    </Button>
  );
}
