import type { Party } from '@tradepost/contract';
import { useT } from '../../i18n/language.tsx';
import { partyName } from '../../format/party-name.ts';
import s from './timeline.module.css';

/** The name does not prove the address: the pointer shows both. */
export const fullName = ({ name, address }: Party): string => (name ? `${name} <${address}>` : address);

interface PartiesProps {
  from: Party | null;
  to: readonly Party[];
  /** The sender's address beside the name: a name is what anybody may write. */
  withAddress?: boolean;
}

/** Who wrote to whom. */
export function Parties({ from, to, withAddress = false }: PartiesProps) {
  const t = useT();
  const [first, ...others] = to;
  return (
    <span className={withAddress ? s.wrapped : s.parties}>
      <span className={s.from} title={from ? fullName(from) : undefined}>
        {from ? partyName(from) : t('timeline.noSender')}
      </span>
      {withAddress && from && partyName(from) !== from.address && (
        <span className={s.address}> &lt;{from.address}&gt;</span>
      )}
      {first && (
        <span className={s.to} title={to.slice(0, 20).map(fullName).join('\n')}>
          <span aria-hidden> → </span>
          <span className="tp-hidden"> {t('message.to')}: </span>
          {partyName(first)}
          {others.length > 0 && ` ${t('timeline.toMore', { count: others.length })}`}
        </span>
      )}
    </span>
  );
}
