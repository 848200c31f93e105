import { Skeleton } from 'antd';
import { useParams } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import page from '../../styles/page.module.css';
import { AccountActions } from './account-actions.tsx';
import { AccountProgress } from './account-progress.tsx';
import { AccountTimes } from './account-times.tsx';
import s from './accounts.module.css';
import { FaultNotice } from './fault-notice.tsx';
import { Mailboxes } from './mailboxes.tsx';
import { Quarantine } from './quarantine.tsx';
import { Sending } from './sending.tsx';
import { StatusTag } from './status-tag.tsx';

/** One account: its health, its mailboxes with their accounting, its quarantine. */
export default function AccountPage() {
  const t = useT();
  const format = useFormat();
  const id = Number(useParams()['id']);
  const { data: account, error, refetch } = useApi('getMailAccount', { params: { id } }, { enabled: id > 0 });
  if (!(id > 0) || error?.code === 'not-found') return <NotFound />;
  const back = { to: '/accounts', label: t('accounts.allAccounts') };
  if (!account)
    return (
      <div className={page.page}>
        {error ? (
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton active paragraph={{ rows: 8 }} />
        )}
      </div>
    );
  return (
    <div className={page.page}>
      <PageHeader title={account.address} back={back} actions={<AccountActions account={account} />} />
      <div className={`${page.sheet} ${s.facts}`}>
        <div className={s.rowHead}>
          <StatusTag account={account} />
          <span className={s.owner}>{account.ownerName ?? t('accounts.ownerNone')}</span>
          <span className={s.owner}>
            {account.imap.host}:{account.imap.port}
          </span>
          <span className={s.owner}>{t('accounts.connected', { time: format.date(account.createdAt) })}</span>
        </div>
        {account.fault && <FaultNotice fault={account.fault} />}
        <div className={s.health}>
          <AccountProgress account={account} />
          <AccountTimes account={account} />
        </div>
      </div>
      <Sending account={account} />
      <Mailboxes accountId={id} />
      <Quarantine accountId={id} />
    </div>
  );
}
