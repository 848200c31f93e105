import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import type { UnifiedReportRow } from '@tradepost/contract';
import { Button, Input, Skeleton } from 'antd';
import { useState } from 'react';
import { api } from '../../api/instance.ts';
import { useApi } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay, useSession } from '../../session/session.tsx';
import page from '../../styles/page.module.css';
import s from './unified.module.css';

/** `YYYY-MM-DD` where the person works: the days of the report are counted there. */
const dayIn = (timeZone: string) => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date());

/** Cards and contacts filed by person in a period; to print and to export. */
export default function ReportPage() {
  const t = useT();
  const may = useMay();
  const { timeZone } = useSession().user;
  const [to, setTo] = useState(() => dayIn(timeZone));
  const [from, setFrom] = useState(() => `${dayIn(timeZone).slice(0, 8)}01`);
  const query = { from, to };
  const { data, error, isPending, refetch } = useApi('getUnifiedReport', { query }, { keepPrevious: true });
  const day = (label: 'unified.from' | 'unified.to', value: string, set: (next: string) => void) => (
    <span>
      <label htmlFor={label}>{t(label)}</label>
      <Input
        id={label}
        type="date"
        value={value}
        onChange={({ target }) => target.value && set(target.value)}
      />
    </span>
  );
  return (
    <>
      <div className={s.tools}>
        {day('unified.from', from, setFrom)}
        {day('unified.to', to, setTo)}
        <span className={s.push}>
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            {t('unified.print')}
          </Button>
          {may('exportUnifiedReport') &&
            (['people', 'items'] as const).map((rows) => (
              <Button
                key={rows}
                icon={<DownloadOutlined />}
                href={api.url('exportUnifiedReport', { query: { ...query, rows } })}
                download
              >
                {t(rows === 'people' ? 'unified.exportPeople' : 'unified.exportItems')}
              </Button>
            ))}
        </span>
      </div>
      <p className={page.soft} style={{ margin: '0 0 12px' }}>
        {t('unified.reportIntro')}
      </p>
      <h2 className={s.printTitle}>
        {t('unified.title')} · {from} – {to}
      </h2>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {data && <Report rows={data.items} />}
    </>
  );
}

function Report({ rows }: { rows: readonly UnifiedReportRow[] }) {
  const t = useT();
  const format = useFormat();
  const number = (value: number) => <td className={page.number}>{value === 0 ? '–' : value}</td>;
  return (
    <div className={`${page.sheet} ${page.scroll}`}>
      <table className={`${page.table} ${s.report}`}>
        <thead>
          <tr>
            <th>{t('unified.person')}</th>
            <th className={page.number}>{t('unified.customerCards')}</th>
            <th className={page.number}>{t('unified.contactCards')}</th>
            <th className={page.number}>{t('unified.customers')}</th>
            <th className={page.number}>{t('unified.market')}</th>
            <th className={page.number}>{t('unified.forwarded')}</th>
            <th className={page.number}>{t('unified.refused')}</th>
            <th>{t('unified.last')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.userId}>
              <td className={s.name}>{row.name}</td>
              {number(row.customerCards)}
              {number(row.contactCards)}
              {number(row.customers)}
              {number(row.marketInformation)}
              {number(row.forwarded)}
              {number(row.refused)}
              <td>
                {row.lastAt ? (
                  format.dateTime(row.lastAt)
                ) : (
                  <span className={s.none}>{t('unified.nothingFiled')}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
