import type { ImportResult } from '@tradepost/contract';
import { Segmented, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useCustomerFault } from '../../components/use-customer-fault.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';

type Row = ImportResult['rows'][number];

/** So many lines are put on the page at once; a file may have a hundred thousand. */
const STEP = 300;
const COLOR = { created: 'green', duplicate: 'default', invalid: 'red' } as const;

/** What becomes of each line of the file. */
export function ImportRows({ rows }: { rows: readonly Row[] }) {
  const t = useT();
  const wordsOf = useCustomerFault();
  const [problems, setProblems] = useState(false);
  const [shown, setShown] = useState(STEP);
  const words = {
    created: t('csv.outcomeCreated'),
    duplicate: t('csv.outcomeDuplicate'),
    invalid: t('csv.outcomeInvalid'),
  };
  const chosen = problems ? rows.filter(({ outcome }) => outcome !== 'created') : rows;
  return (
    <>
      <Segmented
        value={problems}
        onChange={setProblems}
        options={[
          { value: false, label: t('csv.all') },
          { value: true, label: t('csv.onlyProblems') },
        ]}
        style={{ marginBottom: 10 }}
      />
      <div className={`${page.sheet} ${page.scroll}`}>
        <table className={page.table}>
          <thead>
            <tr>
              <th scope="col" className={page.number}>
                {t('csv.line')}
              </th>
              <th scope="col">{t('csv.outcome')}</th>
              <th scope="col">{t('csv.name')}</th>
              <th scope="col">{t('csv.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {chosen.slice(0, shown).map((row) => (
              <tr key={row.line}>
                <td className={page.number}>{row.line}</td>
                <td>
                  <Tag color={COLOR[row.outcome]}>{words[row.outcome]}</Tag>
                </td>
                <td>
                  {row.customerId ? <Link to={`/customers/${row.customerId}`}>{row.name}</Link> : row.name}
                </td>
                <td className={page.soft}>{row.reason && wordsOf(row.reason)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {chosen.length > shown && (
        <p style={{ padding: 12, textAlign: 'center' }}>
          <button type="button" className="tp-link" onClick={() => setShown(shown + STEP)}>
            {t('common.loadMore')}
          </button>
        </p>
      )}
    </>
  );
}
