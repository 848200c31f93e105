import { IMPORT_OUTCOMES, type ImportDetail, type ImportOutcome } from '@tradepost/contract';
import { Segmented, Skeleton, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { usePages } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { usePhone } from '../../components/use-media.ts';
import { useCustomerFault } from '../../components/use-customer-fault.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import s from './intake.module.css';

const COLOR: Record<ImportOutcome, string> = {
  created: 'green',
  filled: 'cyan',
  'contact-added': 'cyan',
  duplicate: 'default',
  invalid: 'red',
};

/** What becomes of each line. */
export function ImportLines({ run }: { run: ImportDetail }) {
  const t = useT();
  const phone = usePhone();
  const wordsOf = useCustomerFault();
  const [outcome, setOutcome] = useState<ImportOutcome | 'all'>('all');
  const list = usePages('listImportLines', {
    params: { id: run.id },
    query: outcome === 'all' ? {} : { outcome },
  });
  const { refetch } = list;
  // What was loaded while the lines were worked on says nothing of how it ended.
  useEffect(() => void refetch(), [refetch, run.state]);
  const lines = list.data?.pages.flatMap(({ items }) => items);
  const shown = IMPORT_OUTCOMES.filter((one) => run.counts[one] > 0);
  return (
    <>
      {shown.length > 1 && (
        <div style={{ overflowX: 'auto', marginBottom: 10 }}>
          <Segmented<ImportOutcome | 'all'>
            aria-label={t('imports.outcome')}
            value={outcome}
            onChange={setOutcome}
            options={[
              { value: 'all', label: t('imports.all') },
              ...shown.map((value) => ({ value, label: `${t(`imports.${value}`)} ${run.counts[value]}` })),
            ]}
          />
        </div>
      )}
      {list.error && !lines && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton active title={false} paragraph={{ rows: 6 }} />}
      {lines?.length === 0 && <p className={page.soft}>{t('imports.noLines')}</p>}
      {lines && lines.length > 0 && (
        <div className={`${page.sheet} ${page.scroll}`}>
          <table className={page.table}>
            <thead>
              <tr>
                <th scope="col" className={page.number}>
                  {t('imports.line')}
                </th>
                <th scope="col">{t('imports.outcome')}</th>
                <th scope="col">{t('batches.customer')}</th>
                {!phone && <th scope="col">{t('imports.reason')}</th>}
              </tr>
            </thead>
            <tbody>
              {lines.map((row) => (
                <tr key={row.line}>
                  <td className={page.number}>{row.line}</td>
                  <td>
                    {row.outcome && <Tag color={COLOR[row.outcome]}>{t(`imports.${row.outcome}`)}</Tag>}
                  </td>
                  <td className={phone ? '' : s.cell} dir="auto">
                    {row.customerId ? (
                      <Link to={`/customers/${row.customerId}`}>{row.name}</Link>
                    ) : (
                      (row.name ?? row.cells.find((cell) => cell !== '') ?? '')
                    )}
                    {phone && row.reason && <div className={s.sub}>{wordsOf(row.reason)}</div>}
                  </td>
                  {!phone && (
                    <td className={`${page.soft} ${s.reason}`}>{row.reason && wordsOf(row.reason)}</td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <LoadMore pages={list} />
    </>
  );
}
