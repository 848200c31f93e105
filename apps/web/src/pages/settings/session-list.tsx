import type { UserSession } from '@tradepost/contract';
import { Button, Tag } from 'antd';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { deviceOf } from './device.ts';
import s from './settings.module.css';

interface SessionListProps {
  sessions: readonly UserSession[];
  /** Not offered for the session that shows the page. */
  onEnd: (session: UserSession) => void;
  busy: boolean;
}

/** Where somebody is signed in: device, network address, last sign of life. */
export function SessionList({ sessions, onEnd, busy }: SessionListProps) {
  const t = useT();
  const format = useFormat();
  if (sessions.length === 0) return <p className={s.empty}>{t('people.sessionsNone')}</p>;
  return (
    <ul>
      {sessions.map((session) => {
        const device = deviceOf(session.userAgent) ?? t('people.unknownDevice');
        const facts = [
          session.ip,
          t('people.sessionSeen', { time: format.relative(session.lastSeenAt) }),
          t('people.sessionSince', { time: format.dateTime(session.startedAt) }),
        ].filter((fact) => fact !== null);
        return (
          <li key={session.id} className={s.row}>
            <div>
              <span className={s.name} title={session.userAgent ?? ''}>
                {device}
              </span>{' '}
              {session.current && <Tag color="green">{t('people.sessionHere')}</Tag>}
              <div className={s.sub}>{facts.join(' · ')}</div>
            </div>
            <span />
            {!session.current && (
              <Button
                disabled={busy}
                aria-label={`${t('people.sessionEnd')}: ${device}`}
                onClick={() => onEnd(session)}
              >
                {t('people.sessionEnd')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
