import type { MailAccount } from '@tradepost/contract';
import { useT } from '../../i18n/language.tsx';
import s from './accounts.module.css';

const KEYS = {
  waiting: 'accounts.statusWaiting',
  syncing: 'accounts.statusSyncing',
  synced: 'accounts.statusSynced',
  paused: 'accounts.statusPaused',
  error: 'accounts.statusError',
} as const;

/** The state of an account as a word with a sign; colour alone says nothing. */
export function StatusTag({ status }: { status: MailAccount['status'] }) {
  const t = useT();
  const sign = { waiting: '○', syncing: '◔', synced: '●', paused: 'Ⅱ', error: '!' }[status];
  return (
    <span className={`${s.status} ${s[status]}`}>
      <span aria-hidden className={s.sign}>
        {sign}
      </span>
      {t(KEYS[status])}
    </span>
  );
}
