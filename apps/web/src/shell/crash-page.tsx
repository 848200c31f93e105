import { report } from '../report.ts';
import { Button } from 'antd';
import { useEffect } from 'react';
import { isRouteErrorResponse, useRouteError } from 'react-router';
import { EmptyState } from '../components/empty-state.tsx';
import { useT } from '../i18n/language.tsx';
import { NotFound } from './not-found.tsx';

/** What stands in the place of a page that threw. */
export function CrashPage() {
  const t = useT();
  const error = useRouteError();
  const missing = isRouteErrorResponse(error) && error.status === 404;
  useEffect(() => {
    if (!missing) report(error);
  }, [error, missing]);
  if (missing) return <NotFound />;
  return (
    <EmptyState title={t('common.crashTitle')} text={t('common.crashText')}>
      <Button type="primary" onClick={() => location.reload()}>
        {t('common.reload')}
      </Button>
    </EmptyState>
  );
}
