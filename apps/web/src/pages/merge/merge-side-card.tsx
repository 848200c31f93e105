import type { MergeSide } from '@tradepost/contract';
import { CountryName } from '../../components/country.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import s from './merge.module.css';

/** The server counts no further. */
const MOST_COUNTED = 10_000;

export function MergeSideCard({ side, livesOn }: { side: MergeSide; livesOn: boolean }) {
  const t = useT();
  const format = useFormat();
  return (
    <section className={`${s.side} ${livesOn ? s.livesOn : ''}`}>
      <div className={s.sideRole}>{t(livesOn ? 'merge.livesOn' : 'merge.goesIn')}</div>
      <div className={s.sideName}>{side.name}</div>
      <div className={s.sideFacts}>
        {side.country && <CountryName code={side.country} />}
        <span>{side.ownerName ?? t('customers.noOwner')}</span>
        <span>{t('customers.since', { date: format.date(side.createdAt) })}</span>
        <span>
          {t(side.entries >= MOST_COUNTED ? 'merge.entriesMany' : 'merge.entries', { count: side.entries })}
          {' · '}
          {t('merge.contacts', { count: side.contacts })}
          {side.activities > 0 && ` · ${t('merge.activities', { count: side.activities })}`}
        </span>
        <span>{[...side.domains, ...side.addresses].slice(0, 6).join(', ')}</span>
      </div>
    </section>
  );
}
