import { BOARD_COLUMNS, type BoardColumn, type BoardCounts } from '@tradepost/contract';
import type { ReactNode } from 'react';
import { usePhone } from '../../components/use-media.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import s from './board.module.css';
import { useWorkingTime } from './use-working-time.ts';

export interface BoardLine {
  readonly key: string;
  readonly name: ReactNode;
  readonly counts: BoardCounts;
  readonly open: (column: BoardColumn) => void;
}

/** One breakdown of the board: every number opens its list. */
export function BoardTable({
  title,
  head,
  lines,
}: {
  title: string;
  head: string;
  lines: readonly BoardLine[];
}) {
  const t = useT();
  const time = useWorkingTime();
  const phone = usePhone();
  if (lines.length === 0) return null;
  if (phone) return <Cards title={title} lines={lines} />;
  return (
    <section>
      <h2 className={page.sectionTitle}>{title}</h2>
      <div className={`${page.sheet} ${page.scroll}`}>
        <table className={page.table}>
          <thead>
            <tr>
              <th>{head}</th>
              {BOARD_COLUMNS.map((column) => (
                <th key={column} className={page.number}>
                  {t(`board.${column}`)}
                </th>
              ))}
              <th className={page.number}>{t('board.oldest')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ key, name, counts, open }) => (
              <tr key={key}>
                <td>{name}</td>
                {BOARD_COLUMNS.map((column) => (
                  <td key={column} className={page.number}>
                    {counts[column] === 0 ? (
                      '–'
                    ) : (
                      <button type="button" className={s.open} onClick={() => open(column)}>
                        {counts[column]}
                      </button>
                    )}
                  </td>
                ))}
                <td className={page.number}>
                  {counts.oldestSeconds === null ? '–' : time(counts.oldestSeconds)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** On a phone: one card a line, with what it has of each number. */
function Cards({ title, lines }: { title: string; lines: readonly BoardLine[] }) {
  const t = useT();
  const time = useWorkingTime();
  return (
    <section>
      <h2 className={page.sectionTitle}>{title}</h2>
      <ul className={page.sheet}>
        {lines.map(({ key, name, counts, open }) => (
          <li key={key} className={s.lineCard}>
            <div className={s.line}>
              <b>{name}</b>
              {counts.oldestSeconds !== null && (
                <span className={page.soft}>
                  {t('board.oldest')} {time(counts.oldestSeconds)}
                </span>
              )}
            </div>
            <div className={s.counts}>
              {BOARD_COLUMNS.filter((column) => counts[column] > 0).map((column) => (
                <button key={column} type="button" className={s.count} onClick={() => open(column)}>
                  {t(`board.${column}`)} <b>{counts[column]}</b>
                </button>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
