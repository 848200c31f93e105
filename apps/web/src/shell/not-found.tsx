import { Button } from 'antd';
import { Link } from 'react-router';
import { EmptyState } from '../components/empty-state.tsx';
import { useT } from '../i18n/language.tsx';

export function NotFound() {
  const t = useT();
  return (
    <EmptyState title={t('common.notFoundTitle')} text={t('common.notFoundText')}>
      <Link to="/customers">
        <Button>{t('common.toStart')}</Button>
      </Link>
    </EmptyState>
  );
}
