import { fieldOf, plainWords, type QueryFault, writtenField } from '@tradepost/contract';
import { Alert } from 'antd';
import { Link } from 'react-router';
import { ApiError } from '../../api/api-error.ts';
import { useLanguage } from '../../i18n/language.tsx';
import s from './search.module.css';
import { type SearchChoice, searchPath } from './search-state.ts';

/** The fault of a query that the server could not understand; null for every other error. */
export function faultOf(error: unknown): QueryFault | null {
  if (!(error instanceof ApiError) || error.code !== 'unprocessable') return null;
  const details = error.details as { fault?: QueryFault } | null | undefined;
  return details?.fault && Array.isArray(details.fault.at) ? details.fault : null;
}

/** What is wrong with a query, the place of it, and what may have been meant. */
export function FaultNotice({ choice, fault }: { choice: SearchChoice; fault: QueryFault }) {
  const { t, locale } = useLanguage();
  const { q } = choice;
  const [from, until] = fault.at;
  const replaced = (hint: string) => q.slice(0, from) + hint + q.slice(until);
  const words = plainWords(q);
  const hints = fault.hints.map((hint) => {
    if (fault.code !== 'unknown-field') return hint;
    const field = fieldOf(hint);
    return `${field ? writtenField(field, locale) : hint}:`;
  });
  return (
    <div className={s.inset}>
      <Alert
        type="warning"
        showIcon
        title={t('search.faultTitle')}
        description={
          <>
            <p className={s.faulty} dir="auto">
              {q.slice(0, from)}
              <mark>{from === until ? ' ' : q.slice(from, until)}</mark>
              {q.slice(until)}
            </p>
            <p>{t(`searchFault.${fault.code}`)}</p>
            {hints.length > 0 && (
              <p className={s.hints}>
                {t('search.faultInstead')}{' '}
                {hints.map((hint) => (
                  <Link key={hint} to={searchPath({ ...choice, q: replaced(hint) })}>
                    {hint}
                  </Link>
                ))}
              </p>
            )}
            {words !== '' && words !== q && (
              <p className={s.hints}>
                {t('search.faultAsWords')}{' '}
                <Link to={searchPath({ ...choice, q: words })} dir="auto">
                  {words}
                </Link>
              </p>
            )}
          </>
        }
      />
    </div>
  );
}
