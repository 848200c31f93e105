import type { PoolCustomer } from '@tradepost/contract';
import { Button, Checkbox } from 'antd';
import { CountryName } from '../../components/country.tsx';
import { Grade } from '../../components/grade.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import s from './pool.module.css';
import { useReleaseReason } from './release-reason.ts';

interface PoolRowProps {
  item: PoolCustomer;
  picked: boolean;
  onPick: () => void;
  onClaim: () => void;
  onWithdraw: (claimId: number) => void;
}

/** One customer of the pool: what is needed to choose it, and no more. */
export function PoolRow({ item, picked, onPick, onClaim, onWithdraw }: PoolRowProps) {
  const t = useT();
  const format = useFormat();
  const reasonOf = useReleaseReason();
  const reason = reasonOf(item.reason);
  const fact = (label: 'pool.lastContact' | 'pool.since' | 'pool.reason', value: string) =>
    t('record.pair', { name: t(label), value });
  return (
    <li className={s.row}>
      <Checkbox checked={picked} onChange={onPick} aria-label={t('pool.select', { name: item.name })} />
      <div>
        <div className={s.name}>
          <Grade grade={item.grade} />
          <span>{item.name}</span>
          {item.localName && <span className={s.sub}>{item.localName}</span>}
        </div>
        <div className={s.sub}>
          {item.country && <CountryName code={item.country} />}
          {item.city && <span>{item.city}</span>}
          <span>
            {fact(
              'pool.lastContact',
              item.lastContactAt ? format.brief(item.lastContactAt) : t('pool.never'),
            )}
          </span>
          <span>{fact('pool.since', format.brief(item.pooledAt))}</span>
          {reason && <span>{fact('pool.reason', reason)}</span>}
          {item.formerOwnerName && <span>{t('pool.former', { name: item.formerOwnerName })}</span>}
        </div>
      </div>
      <div className={s.act}>
        {item.claimId !== null ? (
          <>
            <span className={s.sub}>{t('pool.asked')}</span>
            <Button size="small" onClick={() => onWithdraw(item.claimId as number)}>
              {t('pool.withdraw')}
            </Button>
          </>
        ) : item.claimableFrom ? (
          <span className={s.sub}>{t('pool.claimableFrom', { day: format.brief(item.claimableFrom) })}</span>
        ) : (
          <Button size="small" onClick={onClaim}>
            {t('pool.claim')}
          </Button>
        )}
      </div>
    </li>
  );
}
