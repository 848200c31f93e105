import type { MailAccount } from '@tradepost/contract';
import { Progress } from 'antd';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import s from './accounts.module.css';

/** How far the first pull is: done of total, rate, time left. Nothing once it is complete. */
export function AccountProgress({ account }: { account: Pick<MailAccount, 'progress' | 'status'> }) {
  const t = useT();
  const format = useFormat();
  const { done, total, ratePerSecond, secondsLeft } = account.progress;
  const running = account.status === 'syncing' || account.status === 'waiting';
  const complete = total !== null && done >= total;
  const count =
    total === null ? t('accounts.progressOpen', { done }) : t('accounts.progress', { done, total });
  return (
    <div className={s.progress}>
      {!complete && total !== null && total > 0 && (
        <Progress
          className={s.bar ?? ''}
          percent={Math.floor((100 * done) / total)}
          size="small"
          status={running ? 'active' : 'normal'}
          aria-label={count}
        />
      )}
      <span className={`${s.counts} tp-number`}>
        <span>{complete ? t('accounts.progressOpen', { done }) : count}</span>
        {running && ratePerSecond !== null && ratePerSecond > 0 && (
          <span>{t('accounts.rate', { rate: format.rate(ratePerSecond) })}</span>
        )}
        {running && secondsLeft !== null && (
          <span>{t('accounts.timeLeft', { time: format.duration(secondsLeft) })}</span>
        )}
      </span>
    </div>
  );
}
