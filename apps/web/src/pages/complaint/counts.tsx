import type { ComplaintCounts } from '@tradepost/contract';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import s from './complaint.module.css';

interface CountsProps {
  counts: ComplaintCounts;
  showPeople: boolean;
  onPerson: (userId: number | null) => void;
}

/** People shown; the rest are in the filter. */
const SHOWN = 5;

/** How many are open, how old they are, and whose. */
export function Counts({ counts, showPeople, onPerson }: CountsProps) {
  const t = useT();
  const toVerify = counts.states.find(({ state }) => state === 'corrected')?.count ?? 0;
  const most = Math.max(1, ...counts.ages.map(({ count }) => count));
  const mostOpen = Math.max(1, ...counts.people.map(({ open }) => open));
  return (
    <section className={`${page.sheet} ${s.counts}`}>
      <div className={s.figures}>
        <span className={s.figure}>{t('complaints.openCount', { count: counts.open })}</span>
        {counts.overdue > 0 && (
          <span className={`${s.figure} ${s.bad}`}>
            {t('complaints.overdueCount', { count: counts.overdue })}
          </span>
        )}
        {toVerify > 0 && (
          <span className={s.figure}>{t('complaints.toVerifyCount', { count: toVerify })}</span>
        )}
      </div>
      <div className={s.bars}>
        <h2>{t('complaints.byAge')}</h2>
        {counts.ages.map(({ fromDays, toDays, count }) => (
          <Bar
            key={fromDays}
            name={
              toDays === null
                ? t('complaints.ageFrom', { from: fromDays - 1 })
                : t('complaints.ageRange', { from: fromDays, to: toDays })
            }
            count={count}
            share={count / most}
            late={fromDays > 30 && count > 0}
          />
        ))}
      </div>
      {showPeople && (
        <div className={s.bars}>
          <h2>{t('complaints.byPerson')}</h2>
          {counts.people.slice(0, SHOWN).map(({ userId, name, open, overdue }) => (
            <Bar
              key={userId ?? 0}
              name={name ?? t('complaints.nobody')}
              count={open}
              share={open / mostOpen}
              late={overdue > 0}
              {...(userId === null ? {} : { onPress: () => onPerson(userId) })}
            />
          ))}
        </div>
      )}
    </section>
  );
}

interface BarProps {
  name: string;
  count: number;
  share: number;
  late: boolean;
  onPress?: () => void;
}

function Bar({ name, count, share, late, onPress }: BarProps) {
  const format = useFormat();
  return (
    <div className={s.bar}>
      {onPress ? (
        <button
          type="button"
          className={`tp-link ${s.barName}`}
          style={{ textAlign: 'left' }}
          onClick={onPress}
        >
          {name}
        </button>
      ) : (
        <span className={s.barName}>{name}</span>
      )}
      <span className={s.track}>
        <span
          className={`${s.fill} ${late ? s.fillLate : ''}`}
          style={{ display: 'block', width: `${Math.round(share * 100)}%` }}
        />
      </span>
      <span className={s.barNumber}>{format.number(count)}</span>
    </div>
  );
}
