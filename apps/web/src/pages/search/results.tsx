import { Skeleton } from 'antd';
import { useRef } from 'react';
import { useNavigate } from 'react-router';
import { useApi, usePages } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useT } from '../../i18n/language.tsx';
import { useListKeys } from '../timeline/use-list-keys.ts';
import { Facets } from './facets.tsx';
import { FaultNotice, faultOf } from './fault-notice.tsx';
import { GroupLink } from './group-link.tsx';
import { recordPath } from './kind-mark.tsx';
import { Nothing } from './nothing.tsx';
import { ResultItem } from './result-item.tsx';
import { ResultsEnd } from './results-end.tsx';
import { ResultsTools } from './results-tools.tsx';
import s from './search.module.css';
import { openPath, type SearchChoice, searchPath } from './search-state.ts';
import { StateNotices } from './state-notices.tsx';

/** Matches of one screen and a half: a page of a search is asked for in so many. */
const PAGE = 20;

interface ResultsProps {
  choice: SearchChoice;
  openId: number | null;
  today: string;
  /** There is room for the facets beside the list. */
  aside: boolean;
}

export function Results({ choice, openId, today, aside }: ResultsProps) {
  const t = useT();
  const navigate = useNavigate();
  const list = usePages('search', { query: { ...choice, limit: PAGE } });
  // Apart, so that the matches need not wait for them.
  const facets = useApi('searchFacets', { query: { q: choice.q } }).data;
  const items = list.data?.pages.flatMap((page) => page.items);
  const last = list.data?.pages.at(-1);
  const scroller = useRef<HTMLDivElement>(null);
  useListKeys(scroller, {
    openId,
    onOpen: (id) => void navigate(openPath(id, choice), { replace: true, preventScrollReset: true }),
    onClose: () => void navigate(searchPath(choice), { preventScrollReset: true }),
  });
  const fault = faultOf(list.error);
  if (fault) return <FaultNotice choice={choice} fault={fault} />;
  return (
    <div className={aside && items?.length !== 0 ? s.withAside : ''}>
      {aside && items?.length !== 0 && (
        <nav className={s.aside} aria-label={t('search.filters')}>
          <Facets choice={choice} today={today} facets={facets} />
        </nav>
      )}
      <div ref={scroller} className={s.found} aria-busy={list.isPending}>
        <ResultsTools choice={choice} today={today} facets={facets} aside={aside} />
        {last && <StateNotices page={last} choice={choice} />}
        {list.error && !items && (
          <div className={s.inset}>
            <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
          </div>
        )}
        {list.isPending && <ResultsSkeleton />}
        {items?.length === 0 && last?.state === 'complete' && <Nothing choice={choice} today={today} />}
        {items && items.length > 0 && (
          <>
            <ul className={s.items}>
              {items.map((item) => (
                <li key={`${item.id} ${item.group?.id ?? ''}`}>
                  <ResultItem
                    item={item}
                    href={item.mail ? openPath(item.mail.messageId, choice) : recordPath(item)}
                    open={item.mail?.messageId === openId}
                    group={item.group && <GroupLink item={item} group={item.group} choice={choice} />}
                  />
                </li>
              ))}
            </ul>
            <ResultsEnd pages={list} stopped={last?.state === 'timed-out'} />
          </>
        )}
      </div>
    </div>
  );
}

const ResultsSkeleton = () => (
  <div className={s.inset}>
    {[0, 1, 2, 3, 4].map((row) => (
      <Skeleton key={row} active title={{ width: '46%' }} paragraph={{ rows: 2 }} />
    ))}
  </div>
);
