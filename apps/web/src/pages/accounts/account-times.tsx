import type { MailAccount } from '@tradepost/contract';
import { Link } from 'react-router';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import s from './accounts.module.css';

/** When it last worked, and when it goes on. */
export function AccountTimes({ account }: { account: MailAccount }) {
  const t = useT();
  const format = useFormat();
  const time = (iso: string) => (
    <time dateTime={iso} title={format.dateTime(iso)}>
      {format.relative(iso)}
    </time>
  );
  return (
    <div className={s.times}>
      <span>
        {t('accounts.lastSuccess')} {account.lastSuccessAt ? time(account.lastSuccessAt) : t('common.never')}
      </span>
      {account.status === 'error' && account.nextAttemptAt && (
        <span>
          {t('accounts.nextAttempt')} {time(account.nextAttemptAt)}
        </span>
      )}
      {account.state === 'active' && account.status === 'synced' && (
        <span>{t(account.watching ? 'accounts.watching' : 'accounts.notWatching')}</span>
      )}
      {account.quarantined > 0 && (
        <Link to={`/accounts/${account.id}#quarantine`} className={s.warn}>
          {t('accounts.quarantined', { count: account.quarantined })}
        </Link>
      )}
    </div>
  );
}
