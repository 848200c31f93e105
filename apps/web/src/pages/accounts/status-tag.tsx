import type { MailAccount } from '@tradepost/contract';
import { useT } from '../../i18n/language.tsx';
import s from './accounts.module.css';
import { PASSING_FAULTS } from './passing-faults.ts';

const KEYS = {
  waiting: 'accounts.statusWaiting',
  syncing: 'accounts.statusSyncing',
  synced: 'accounts.statusSynced',
  paused: 'accounts.statusPaused',
  error: 'accounts.statusError',
} as const;

/** The state of an account as a word with a sign; colour alone says nothing. */
export function StatusTag({
  account: { status, fault },
}: {
  account: Pick<MailAccount, 'status' | 'fault'>;
}) {
  const t = useT();
  const passing = status === 'error' && fault !== null && PASSING_FAULTS.has(fault.code);
  const sign = { waiting: '○', syncing: '◔', synced: '●', paused: 'Ⅱ', error: '!' }[status];
  return (
    <span className={`${s.status} ${passing ? s.retrying : s[status]}`}>
      <span aria-hidden className={s.sign}>
        {sign}
      </span>
      {t(passing ? 'accounts.statusRetrying' : KEYS[status])}
    </span>
  );
}
