import type { AccountErrorCode, Fault } from '@tradepost/contract';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import s from './accounts.module.css';
import { PASSING_FAULTS } from './passing-faults.ts';

/** Where the detail is the server's own words; of the others it is what this machine's network says. */
const SAID_BY_SERVER: ReadonlySet<AccountErrorCode> = new Set([
  'wrong-password',
  'app-password-needed',
  'imap-disabled',
  'refused-for-now',
  'too-many-connections',
  'server-error',
  'mailbox-unreadable',
]);

interface FaultNoticeProps {
  fault: { code: AccountErrorCode; detail: string | null; since?: Fault['since'] };
  action?: ReactNode;
}

/** What is wrong, in plain words, and what to do; then what the server said. */
export function FaultNotice({ fault, action }: FaultNoticeProps) {
  const t = useT();
  const format = useFormat();
  return (
    <Alert
      type={PASSING_FAULTS.has(fault.code) ? 'warning' : 'error'}
      showIcon
      title={
        <>
          {t(`faultTitle.${fault.code}`)}
          {fault.since && (
            <span className={s.since}> · {t('accounts.since', { time: format.dateTime(fault.since) })}</span>
          )}
        </>
      }
      description={
        <>
          {t(`faultAdvice.${fault.code}`)}
          {fault.detail && (
            <div className={s.said}>
              {t(SAID_BY_SERVER.has(fault.code) ? 'accounts.serverSays' : 'accounts.faultDetail')}{' '}
              <q>{fault.detail}</q>
            </div>
          )}
        </>
      }
      action={action}
    />
  );
}
