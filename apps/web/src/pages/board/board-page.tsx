import { CheckCircleOutlined } from '@ant-design/icons';
import { type Board, BOARD_COLUMNS, type BoardColumn } from '@tradepost/contract';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { useApi } from '../../api/use-api.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import s from './board.module.css';
import { BoardDrawer, type Opened } from './board-drawer.tsx';
import { BoardTable } from './board-table.tsx';
import { BoardTabs } from './board-tabs.tsx';

/** As often as new mail is looked for. */
const EVERY_MS = 15_000;

/** What waits for an answer and what is overdue, for those who lead. */
export default function BoardPage() {
  const t = useT();
  const { data, error, refetch } = useApi('getBoard', { query: {} }, { refetchInterval: EVERY_MS });
  const [opened, setOpened] = useState<Opened | null>(null);
  return (
    <div className={page.page}>
      <PageHeader title={t('board.title')} intro={t('board.intro')} />
      <BoardTabs />
      {error && !data && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active paragraph={{ rows: 8 }} />}
      {data && <Standing board={data} />}
      {data && <Numbers board={data} open={setOpened} />}
      {opened && <BoardDrawer opened={opened} onClose={() => setOpened(null)} />}
    </div>
  );
}

function Standing({ board: { mail } }: { board: Board }) {
  const t = useT();
  const format = useFormat();
  return (
    <p className={s.standing}>
      {mail.accounts > 0 && (
        <span>
          {mail.readUntil === null
            ? t('board.readNever')
            : t('board.read', { at: format.dateTime(mail.readUntil) })}
        </span>
      )}
      {mail.failing > 0 && (
        <span className={s.fault}>
          {t('board.failing', { count: mail.failing, accounts: mail.accounts })}
        </span>
      )}
    </p>
  );
}

/** A first, those without one last: what stands high is what counts, not what waits longest. */
const byGrade = (a: Board['grades'][number], b: Board['grades'][number]) =>
  (a.grade ?? 'Z').localeCompare(b.grade ?? 'Z');

function Numbers({ board, open }: { board: Board; open: (opened: Opened) => void }) {
  const t = useT();
  const format = useFormat();
  const { total, people, grades, countries } = board;
  if (BOARD_COLUMNS.every((column) => total[column] === 0))
    return (
      <EmptyState icon={<CheckCircleOutlined />} title={t('board.nothing')} text={t('board.nothingText')} />
    );
  const opener = (who: string, filter: Opened['filter']) => (column: BoardColumn) =>
    open({ column, who, filter });
  const everybody = opener(t('board.everybody'), {});
  return (
    <>
      <div className={s.cards}>
        {BOARD_COLUMNS.map((column) => (
          <button
            key={column}
            type="button"
            className={`${s.card} ${total[column] > 0 && column !== 'inquiries' && column !== 'mails' ? s.hot : ''}`}
            disabled={total[column] === 0}
            onClick={() => everybody(column)}
          >
            <strong>{total[column]}</strong>
            {t(`board.${column}`)}
          </button>
        ))}
      </div>
      <BoardTable
        title={t('board.byPerson')}
        head={t('board.person')}
        lines={people.map(({ userId, userName, ...counts }) => ({
          key: String(userId),
          name: userName,
          counts,
          open: opener(userName, { userId }),
        }))}
      />
      <BoardTable
        title={t('board.byGrade')}
        head={t('board.grade')}
        lines={grades.toSorted(byGrade).map(({ grade, ...counts }) => ({
          key: grade ?? '',
          name: grade ?? t('board.noGrade'),
          counts,
          open: opener(grade ?? t('board.noGrade'), { grade: grade ?? 'none' }),
        }))}
      />
      <BoardTable
        title={t('board.byCountry')}
        head={t('board.country')}
        lines={countries.map(({ country, ...counts }) => {
          const name = country === null ? t('board.noCountry') : format.country(country);
          return { key: country ?? '', name, counts, open: opener(name, { country: country ?? 'none' }) };
        })}
      />
    </>
  );
}
