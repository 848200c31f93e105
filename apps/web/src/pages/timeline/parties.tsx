import type { Party } from '@tradepost/contract';
import { useT } from '../../i18n/language.tsx';
import s from './timeline.module.css';

const nameOf = (party: Party): string => party.name ?? party.address;
/** The name does not prove the address: the pointer shows both. */
export const fullName = ({ name, address }: Party): string => (name ? `${name} <${address}>` : address);

/** Who wrote to whom. */
export function Parties({ from, to }: { from: Party | null; to: readonly Party[] }) {
  const t = useT();
  const [first, ...others] = to;
  return (
    <span className={s.parties}>
      <span className={s.from} title={from ? fullName(from) : undefined}>
        {from ? nameOf(from) : t('timeline.noSender')}
      </span>
      {first && (
        <span className={s.to} title={to.slice(0, 20).map(fullName).join('\n')}>
          <span aria-hidden> → </span>
          <span className="tp-hidden"> {t('message.to')}: </span>
          {nameOf(first)}
          {others.length > 0 && ` ${t('timeline.toMore', { count: others.length })}`}
        </span>
      )}
    </span>
  );
}
