import { WarningOutlined } from '@ant-design/icons';
import { DIFFICULTIES, type Difficulty, type MarketProblemItem } from '@tradepost/contract';
import { Select, Skeleton } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { usePages } from '../../api/use-api.ts';
import { CountrySelect } from '../../components/country.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import s from './activity.module.css';
import { MarketProblemLine } from './market-problem-line.tsx';

/** What keeps customers from selling in their markets, by country. */
export default function ProblemsPage() {
  const t = useT();
  const [params, setParams] = useSearchParams();
  const country = params.get('country');
  const difficulty = DIFFICULTIES.find((each) => each === params.get('difficulty')) ?? null;
  const list = usePages(
    'listMarketProblems',
    { query: { ...(country ? { country } : {}), ...(difficulty ? { difficulty } : {}) } },
    { keepPrevious: true },
  );
  const problems = list.data?.pages.flatMap(({ items }) => items);
  const set = (name: string, value: string | null | undefined) => {
    const next = new URLSearchParams(params);
    if (value) next.set(name, value);
    else next.delete(name);
    setParams(next, { replace: true });
  };
  return (
    <div className={page.narrow}>
      <PageHeader title={t('activities.problemsTitle')} intro={t('activities.problemsIntro')} />
      <div className={s.tools}>
        <div style={{ width: 240 }}>
          <CountrySelect
            value={country}
            onChange={(next) => set('country', next)}
            placeholder={t('activities.allCountries')}
          />
        </div>
        <Select<Difficulty>
          allowClear
          style={{ width: 180 }}
          aria-label={t('activities.difficulty')}
          placeholder={t('activities.allDifficulties')}
          value={difficulty}
          onChange={(next: Difficulty | undefined) => set('difficulty', next)}
          options={DIFFICULTIES.map((value) => ({ value, label: t(`activities.difficulty-${value}`) }))}
        />
      </div>
      {list.error && !problems && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {problems?.length === 0 &&
        (country || difficulty ? (
          <EmptyState title={t('activities.problemsEmptyFiltered')} />
        ) : (
          <EmptyState
            icon={<WarningOutlined />}
            title={t('activities.problemsEmpty')}
            text={t('activities.problemsEmptyText')}
          />
        ))}
      {problems && problems.length > 0 && (
        <>
          <ul className={page.sheet}>
            {problems.map((problem) => (
              <Problem key={problem.activityId} problem={problem} />
            ))}
          </ul>
          <LoadMore pages={list} />
        </>
      )}
    </div>
  );
}

function Problem({ problem }: { problem: MarketProblemItem }) {
  const t = useT();
  const format = useFormat();
  return (
    <li className={s.item}>
      <div className={s.itemHead}>
        <Link className={s.itemCustomer} to={`/customers/${problem.customerId}?kind=activity`}>
          {problem.customerName}
        </Link>
        <span className={s.right}>
          {t('activities.notedBy', {
            name: problem.authorName ?? '–',
            date: format.date(problem.notedAt),
          })}
        </span>
      </div>
      <MarketProblemLine problem={problem} />
      {problem.content && (
        <p className={s.itemText} dir="auto">
          {problem.content}
        </p>
      )}
      {problem.result && (
        <p className={s.itemText} dir="auto">
          <span className={s.label}>{t('activities.result')}</span> {problem.result}
        </p>
      )}
    </li>
  );
}
