import type { Message } from '@tradepost/contract';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import s from './message.module.css';

/** The mailboxes this one message was seen in. */
export function Places({ places }: { places: Message['places'] }) {
  const t = useT();
  const format = useFormat();
  return (
    <div className={s.inset}>
      <ul className={s.places}>
        {places.map((place) => (
          <li key={`${place.accountId} ${place.mailboxPath} ${place.uid}`}>
            {t('message.place', { mailbox: place.mailboxPath, account: place.accountAddress })}
            <span className={s.hint}> · UID {place.uid}</span>
            {place.vanishedAt && (
              <span className={s.hint}>
                {' · '}
                {t('message.placeVanished', { time: format.dateTime(place.vanishedAt) })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
