import { SearchOutlined } from '@ant-design/icons';
import { printQuery, parseQuery } from '@tradepost/contract';
import { Link } from 'react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { useLanguage } from '../../i18n/language.tsx';
import s from './search.module.css';
import { useToday } from './use-today.ts';
import { SavedList } from './saved-list.tsx';
import { SearchForm } from './search-form.tsx';
import { searchPath } from './search-state.ts';

/** Nothing was asked yet: what can be asked. */
export function Start() {
  const { t, locale } = useLanguage();
  const today = useToday();
  const word = t('search.exampleWord');
  const [first = word] = word.split(' ');
  const examples = [
    [`"${word}"`, 'phrase'],
    [`from:${t('search.exampleName')}`, 'from'],
    [`customer:${t('search.exampleCustomer')}`, 'customer'],
    [`${first} type:spreadsheet`, 'file'],
    [`on:${today.slice(0, 4)}`, 'date'],
    [`${word} -direction:internal`, 'not'],
    [`(${word.replace(' ', ' OR ')}) has:attachment`, 'or'],
    [`${first}*`, 'prefix'],
  ] as const;
  return (
    <>
      <SavedList />
      <EmptyState icon={<SearchOutlined />} title={t('search.startTitle')} text={t('search.startText')}>
        <dl className={s.examples} aria-label={t('search.tryThese')}>
          {examples.map(([q, about]) => {
            const parsed = parseQuery(q, today);
            const shown = parsed.ok ? printQuery(parsed.tree, { language: locale }) : q;
            return (
              <div key={about}>
                <dt>
                  <Link to={searchPath({ q: shown })}>{shown}</Link>
                </dt>
                <dd>{t(`search.example.${about}`)}</dd>
              </div>
            );
          })}
        </dl>
        <SearchForm choice={{ q: '', order: 'newest', group: 'none' }} today={today} />
      </EmptyState>
    </>
  );
}
