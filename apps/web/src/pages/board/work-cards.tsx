import { WORK_LISTS, type WorkReport, type WorkRow } from '@tradepost/contract';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import s from './board.module.css';
import { useWorkingTime } from './use-working-time.ts';
import type { OpenedWork } from './work-drawer.tsx';

const CARDS = ['customerCards', 'contactCards', 'marketInformation'] as const;

interface WorkCardsProps {
  report: WorkReport;
  open: (opened: OpenedWork) => void;
}

/** The report on a phone: one card a person, with what he has of each number. */
export function WorkCards({ report: { rows, total }, open }: WorkCardsProps) {
  const t = useT();
  return (
    <ul className={page.sheet}>
      {rows.map((row) => (
        <Card
          key={row.userId}
          name={row.userName}
          numbers={row}
          open={(list) => open({ list, userId: row.userId, userName: row.userName })}
        />
      ))}
      {rows.length > 1 && <Card name={t('work.total')} numbers={total} open={null} />}
    </ul>
  );
}

interface CardProps {
  name: string;
  numbers: WorkReport['total'] | WorkRow;
  /** Null: the numbers open nothing. */
  open: ((list: OpenedWork['list']) => void) | null;
}

function Card({ name, numbers, open }: CardProps) {
  const t = useT();
  const time = useWorkingTime();
  const lists = WORK_LISTS.filter((list) => numbers[list] > 0);
  const cards = CARDS.filter((key) => numbers[key] > 0);
  return (
    <li className={s.lineCard}>
      <div className={s.line}>
        <b>{name}</b>
        {numbers.medianSeconds !== null && (
          <span className={page.soft}>
            {t('work.median')} {time(numbers.medianSeconds)}
          </span>
        )}
      </div>
      <div className={s.counts}>
        {lists.length + cards.length === 0 && <span className={page.soft}>{t('work.empty')}</span>}
        {lists.map((list) =>
          open === null ? (
            <span key={list} className={`${s.count} ${s.plain}`}>
              {t(`work.${list}`)} <b>{numbers[list]}</b>
            </span>
          ) : (
            <button key={list} type="button" className={s.count} onClick={() => open(list)}>
              {t(`work.${list}`)} <b>{numbers[list]}</b>
            </button>
          ),
        )}
        {cards.map((key) => (
          <span key={key} className={`${s.count} ${s.plain}`}>
            {t(key === 'marketInformation' ? 'work.market' : `work.${key}`)} <b>{numbers[key]}</b>
          </span>
        ))}
      </div>
    </li>
  );
}
