import { EditOutlined, FileTextOutlined, MailOutlined } from '@ant-design/icons';
import { Link } from 'react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import s from './customers-page.module.css';

/** An empty product teaches how to begin. */
export function FirstSteps({ onImport, onCreate }: { onImport: () => void; onCreate: () => void }) {
  const t = useT();
  const may = useMay();
  return (
    <EmptyState title={t('customers.emptyTitle')} text={t('customers.emptyText')}>
      {may('createCustomer') && (
        <div className={s.ways}>
          <Link className={s.way} to="/accounts?do=add">
            <MailOutlined />
            <span className={s.wayTitle}>{t('customers.emptyConnect')}</span>
            <span className={s.wayText}>{t('customers.emptyConnectText')}</span>
          </Link>
          <button type="button" className={s.way} onClick={onImport}>
            <FileTextOutlined />
            <span className={s.wayTitle}>{t('customers.emptyImport')}</span>
            <span className={s.wayText}>{t('customers.emptyImportText')}</span>
          </button>
          <button type="button" className={s.way} onClick={onCreate}>
            <EditOutlined />
            <span className={s.wayTitle}>{t('customers.emptyCreate')}</span>
            <span className={s.wayText}>{t('customers.emptyCreateText')}</span>
          </button>
        </div>
      )}
    </EmptyState>
  );
}
