import type { MailAccount } from '@tradepost/contract';
import { Link } from 'react-router';
import { useT } from '../../i18n/language.tsx';
import { AccountActions } from './account-actions.tsx';
import { AccountProgress } from './account-progress.tsx';
import { AccountTimes } from './account-times.tsx';
import s from './accounts.module.css';
import { FaultNotice } from './fault-notice.tsx';
import { StatusTag } from './status-tag.tsx';

export function AccountRow({ account }: { account: MailAccount }) {
  const t = useT();
  return (
    <li className={s.row}>
      <div className={s.rowHead}>
        <div className={s.who}>
          <Link className={s.address} to={`/accounts/${account.id}`}>
            {account.address}
          </Link>
          <span className={s.owner}>{account.ownerName ?? t('accounts.ownerNone')}</span>
        </div>
        <StatusTag account={account} />
        <AccountActions account={account} />
      </div>
      {account.fault && <FaultNotice fault={account.fault} />}
      <div className={s.health}>
        <AccountProgress account={account} />
        <AccountTimes account={account} />
      </div>
    </li>
  );
}
