import { SearchOutlined } from '@ant-design/icons';
import { Link } from 'react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { useT } from '../../i18n/language.tsx';
import { topTerms, without, written } from './narrow.ts';
import s from './search.module.css';
import { type SearchChoice, searchPath } from './search-state.ts';

/** Terms offered to be left out. */
const MOST = 6;

/** Nothing was found: what to try. */
export function Nothing({ choice, today }: { choice: SearchChoice; today: string }) {
  const t = useT();
  const { q } = choice;
  const terms = topTerms(q, today);
  const [only] = terms;
  return (
    <EmptyState icon={<SearchOutlined />} title={t('search.nothingTitle')} text={t('search.nothingText')}>
      <div className={s.tips}>
        {terms.length > 1 && (
          <p className={s.hints}>
            {t('search.tryWithout')}{' '}
            {terms.slice(0, MOST).map((term, at) => (
              <Link key={at} to={searchPath({ ...choice, q: without(q, today, (_, i) => i === at) })}>
                <s>{written(term, q)}</s>
              </Link>
            ))}
          </p>
        )}
        {terms.length === 1 && only?.op === 'word' && !only.prefix && (
          <p className={s.hints}>
            {t('search.tryPrefix')} <Link to={searchPath({ ...choice, q: `${q}*` })}>{q}*</Link>
          </p>
        )}
        <p>{t('search.tryFewer')}</p>
      </div>
    </EmptyState>
  );
}
