import { Button, Spin } from 'antd';
import { useEffect, useRef } from 'react';
import { useT } from '../i18n/language.tsx';
import { ErrorNotice } from './error-notice.tsx';
import s from './load-more.module.css';

interface LoadMoreProps {
  pages: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    isFetchNextPageError: boolean;
    error: unknown;
    fetchNextPage: () => Promise<unknown>;
  };
  /** Said under the last item. */
  end?: string;
}

/** The end of a list in pages: the next one comes when this comes near the screen, or by the button. */
export function LoadMore({ pages, end }: LoadMoreProps) {
  const t = useT();
  const mark = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = pages;
  const waiting = hasNextPage && !isFetchingNextPage && !isFetchNextPageError;

  useEffect(() => {
    if (!waiting || !mark.current) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) void fetchNextPage();
      },
      { rootMargin: '800px 0px' },
    );
    observer.observe(mark.current);
    return () => observer.disconnect();
  }, [waiting, fetchNextPage]);

  if (isFetchNextPageError) return <ErrorNotice error={pages.error} onRetry={() => void fetchNextPage()} />;
  if (!hasNextPage) return end ? <p className={s.end}>{end}</p> : null;
  return (
    <div ref={mark} className={s.more}>
      {isFetchingNextPage ? (
        <Spin size="small" aria-label={t('common.loading')} />
      ) : (
        <Button type="text" onClick={() => void fetchNextPage()}>
          {t('common.loadMore')}
        </Button>
      )}
    </div>
  );
}
