import type { AccountErrorCode, Fault } from '@tradepost/contract';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import s from './accounts.module.css';

interface FaultNoticeProps {
  fault: { code: AccountErrorCode; detail: string | null; since?: Fault['since'] };
  action?: ReactNode;
}

/** Faults that pass by themselves are told as a warning, those that need a person as an error. */
const PASSING = new Set<AccountErrorCode>([
  'refused-for-now',
  'too-many-connections',
  'timeout',
  'connection-lost',
  'server-error',
  'database-unavailable',
]);

/** What is wrong, in plain words, and what to do; then what the server said. */
export function FaultNotice({ fault, action }: FaultNoticeProps) {
  const t = useT();
  const format = useFormat();
  return (
    <Alert
      type={PASSING.has(fault.code) ? 'warning' : 'error'}
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
              {t('accounts.serverSays')} <q>{fault.detail}</q>
            </div>
          )}
        </>
      }
      action={action}
    />
  );
}
