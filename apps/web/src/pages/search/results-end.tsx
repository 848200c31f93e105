import { Button } from 'antd';
import type { ComponentProps } from 'react';
import { LoadMore } from '../../components/load-more.tsx';
import { useT } from '../../i18n/language.tsx';
import s from './search.module.css';

interface ResultsEndProps {
  pages: ComponentProps<typeof LoadMore>['pages'];
  /** The last page took too long: the next one is asked for only by hand. */
  stopped: boolean;
}

export function ResultsEnd({ pages, stopped }: ResultsEndProps) {
  const t = useT();
  if (!stopped || pages.isFetchNextPageError) return <LoadMore pages={pages} end={t('search.end')} />;
  if (!pages.hasNextPage) return null;
  return (
    <div className={s.on}>
      <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
        {t('search.searchOn')}
      </Button>
    </div>
  );
}
