import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { WORK_LISTS, type WorkList, type WorkReport, type WorkRow } from '@tradepost/contract';
import { Button, Input, Skeleton } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../api/instance.ts';
import { useApi } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useCompanyDay } from '../../format/use-company-day.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import { noonOf } from '../today/use-task-words.ts';
import page from '../../styles/page.module.css';
import s from './board.module.css';
import { useWorkingTime } from './use-working-time.ts';
import { usePhone } from '../../components/use-media.ts';
import { WorkCards } from './work-cards.tsx';
import { type OpenedWork, WorkDrawer } from './work-drawer.tsx';

/** What each person did in a period: to look into, to print and to export. */
export default function WorkPage() {
  const t = useT();
  const format = useFormat();
  const today = useCompanyDay();
  const [to, setTo] = useState(today);
  const [from, setFrom] = useState(() => `${today.slice(0, 8)}01`);
  const [opened, setOpened] = useState<OpenedWork | null>(null);
  const query = { from, to };
  const { data, error, refetch } = useApi('getWorkReport', { query }, { keepPrevious: true });
  const day = (label: 'work.from' | 'work.to', value: string, set: (next: string) => void) => (
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
    <div className={page.page}>
      <PageHeader title={t('work.title')} intro={t('work.intro')} />
      <div className={s.tools}>
        {day('work.from', from, setFrom)}
        {day('work.to', to, setTo)}
        <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
          {t('work.print')}
        </Button>
        {(['csv', 'xlsx'] as const).map((kind) => (
          <Button
            key={kind}
            icon={<DownloadOutlined />}
            href={api.url('exportWorkReport', { query: { ...query, format: kind } })}
            download
          >
            {t(`work.${kind}`)}
          </Button>
        ))}
      </div>
      {/* What the fields above say, where there are no fields. */}
      <p className={s.printed}>
        {format.date(noonOf(from))} – {format.date(noonOf(to))}
      </p>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active paragraph={{ rows: 6 }} />}
      {data && <Report report={data} open={setOpened} />}
      {opened && <WorkDrawer opened={opened} period={query} onClose={() => setOpened(null)} />}
    </div>
  );
}

const BEFORE_MEDIAN = 4;
const CARDS = ['customerCards', 'contactCards', 'marketInformation'] as const;

function Report({ report, open }: { report: WorkReport; open: (opened: OpenedWork) => void }) {
  const t = useT();
  const may = useMay();
  const phone = usePhone();
  const time = useWorkingTime();
  const median = (seconds: number | null) => (
    <td className={page.number}>{seconds === null ? '–' : time(seconds)}</td>
  );
  const numbers = (cell: (list: WorkList) => ReactNode, seconds: number | null) => (
    <>
      {WORK_LISTS.slice(0, BEFORE_MEDIAN).map(cell)}
      {median(seconds)}
      {WORK_LISTS.slice(BEFORE_MEDIAN).map(cell)}
    </>
  );
  const plain = (key: string, value: number) => (
    <td key={key} className={page.number}>
      {value === 0 ? '–' : value}
    </td>
  );
  const opening = (row: WorkRow, list: WorkList) => (
    <td key={list} className={page.number}>
      {row[list] === 0 ? (
        '–'
      ) : (
        <button
          type="button"
          className={s.open}
          onClick={() => open({ list, userId: row.userId, userName: row.userName })}
        >
          {row[list]}
        </button>
      )}
    </td>
  );
  const cards = (row: WorkReport['total'], link: boolean) =>
    CARDS.map((key) =>
      link && row[key] > 0 && may('getUnifiedReport') ? (
        <td key={key} className={page.number}>
          <Link to="/unified/report">{row[key]}</Link>
        </td>
      ) : (
        plain(key, row[key])
      ),
    );
  const head = (key: string, words: string) => (
    <th key={key} className={page.number}>
      {words}
    </th>
  );
  if (phone) return <WorkCards report={report} open={open} />;
  return (
    <div className={`${page.sheet} ${page.scroll}`}>
      <table className={`${page.table} ${s.work}`}>
        <thead>
          <tr>
            <th>{t('work.person')}</th>
            {WORK_LISTS.slice(0, BEFORE_MEDIAN).map((list) => head(list, t(`work.${list}`)))}
            {head('median', t('work.median'))}
            {WORK_LISTS.slice(BEFORE_MEDIAN).map((list) => head(list, t(`work.${list}`)))}
            {head('customerCards', t('work.customerCards'))}
            {head('contactCards', t('work.contactCards'))}
            {head('market', t('work.market'))}
          </tr>
        </thead>
        <tbody>
          {report.rows.map((row) => (
            <tr key={row.userId}>
              <td style={{ whiteSpace: 'nowrap' }}>{row.userName}</td>
              {numbers((list) => opening(row, list), row.medianSeconds)}
              {cards(row, true)}
            </tr>
          ))}
          {report.rows.length > 1 && (
            <tr className={s.total}>
              <td>{t('work.total')}</td>
              {numbers((list) => plain(list, report.total[list]), report.total.medianSeconds)}
              {cards(report.total, false)}
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}
