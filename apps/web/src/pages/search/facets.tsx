import type { FacetValue, SearchFacets } from '@tradepost/contract';
import { Skeleton } from 'antd';
import { Link } from 'react-router';
import { useLanguage } from '../../i18n/language.tsx';
import { searchValue } from '../../i18n/en/search.ts';
import { isNarrowed, toggleTerm } from './narrow.ts';
import s from './search.module.css';
import { type SearchChoice, searchPath } from './search-state.ts';
import { useCount } from './use-count.ts';

const GROUPS = ['years', 'customers', 'people', 'directions', 'types', 'kinds'] as const;
/** Years that are shown; the search box takes any. */
const MOST_YEARS = 8;

interface FacetsProps {
  choice: SearchChoice;
  today: string;
  facets: SearchFacets | undefined;
  onChoose?: () => void;
}

/** How many of whom, when, of which kind; each leads to these alone, and back. */
export function Facets({ choice, today, facets, onChoose }: FacetsProps) {
  const { t } = useLanguage();
  if (facets === undefined) return <Skeleton active title={false} paragraph={{ rows: 8 }} />;
  return (
    <>
      {facets.state === 'timed-out' && <p className={s.note}>{t('search.factsLate')}</p>}
      {GROUPS.map((group) => {
        const values = facets[group].slice(0, group === 'years' ? MOST_YEARS : undefined);
        // One kind alone, mail, says nothing.
        if (values.length === 0 || (group === 'kinds' && values.length < 2)) return null;
        return (
          <section key={group} className={s.facet}>
            <h2>{t(`search.${group}`)}</h2>
            <ul>
              {values.map((value) => (
                <Value key={value.value} value={value} choice={choice} today={today} onChoose={onChoose} />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

interface ValueProps {
  value: FacetValue;
  choice: SearchChoice;
  today: string;
  onChoose: (() => void) | undefined;
}

function Value({ value, choice, today, onChoose }: ValueProps) {
  const { t, locale } = useLanguage();
  const count = useCount()(value);
  const label =
    value.label ??
    (Object.hasOwn(searchValue, value.value)
      ? t(`searchValue.${value.value as keyof typeof searchValue}`)
      : value.value);
  const chosen = isNarrowed(choice.q, value.narrow, today);
  const words = chosen ? t('search.widen', { value: label }) : t('search.narrowTo', { value: label });
  return (
    <li>
      <Link
        to={searchPath({ ...choice, q: toggleTerm(choice.q, value.narrow, today, locale) })}
        className={`${s.value} ${chosen ? s.chosen : ''}`}
        aria-current={chosen ? 'true' : undefined}
        aria-label={`${words} (${count})`}
        title={label}
        onClick={onChoose}
      >
        <span>{label}</span>
        <span className={s.number}>{count}</span>
      </Link>
    </li>
  );
}
