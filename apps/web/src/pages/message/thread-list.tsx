import type { Message } from '@tradepost/contract';
import { Link } from 'react-router';
import { DirectionMark } from '../../components/direction.tsx';
import { partyName } from '../../format/party-name.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import s from './message.module.css';

/** The conversation this mail belongs to. */
export function ThreadList({ message, hrefOf }: { message: Message; hrefOf: (id: number) => string }) {
  const t = useT();
  const format = useFormat();
  return (
    <div className={s.inset}>
      <ol className={s.thread}>
        {message.thread.map((mail) => {
          const current = mail.id === message.id;
          return (
            <li key={mail.id}>
              <Link
                to={hrefOf(mail.id)}
                className={`${s.threadMail} ${current ? s.current : ''}`}
                aria-current={current ? 'true' : undefined}
                preventScrollReset
              >
                <DirectionMark direction={mail.direction} />
                <span className={s.threadText}>
                  <span className={s.threadFrom}>
                    {mail.from ? partyName(mail.from) : t('timeline.noSender')}
                    {current && <span className={s.hint}> · {t('message.thisMail')}</span>}
                  </span>
                  <span className={s.threadSubject} dir="auto">
                    {mail.subject || t('timeline.noSubject')}
                  </span>
                </span>
                <time dateTime={mail.occurredAt} className={s.date} title={format.dateTime(mail.occurredAt)}>
                  {format.brief(mail.occurredAt)}
                </time>
              </Link>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
