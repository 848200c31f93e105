import type { MarketProblem } from '@tradepost/contract';
import { CountryName } from '../../components/country.tsx';
import { useT } from '../../i18n/language.tsx';
import s from './activity.module.css';

const SEVERITY = { 1: 'activities.severity1', 2: 'activities.severity2', 3: 'activities.severity3' } as const;

/** The fields of a market problem, in a line. */
export function MarketProblemLine({ problem }: { problem: MarketProblem }) {
  const t = useT();
  const severity = problem.severity as 1 | 2 | 3;
  return (
    <div className={s.problem}>
      <span className={`${s.severity} ${s[`severity${severity}`]}`} title={t(SEVERITY[severity])}>
        {t(`activities.difficulty-${problem.difficulty}`)} · {t(SEVERITY[severity])}
      </span>
      {problem.country && <CountryName code={problem.country} />}
      {problem.region && <span>{problem.region}</span>}
      {problem.product && (
        <span>
          <span className={s.label}>{t('activities.product')}</span> {problem.product}
        </span>
      )}
      {problem.competitor && (
        <span>
          <span className={s.label}>{t('activities.competitor')}</span> {problem.competitor}
        </span>
      )}
    </div>
  );
}
