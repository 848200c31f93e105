import type { ActivityEntry } from '@tradepost/contract';
import { useFormat } from '../../format/use-format.ts';
import s from './timeline.module.css';

/** A call, a visit, a chat: what was done beside mail. */
export function ActivityItem({ entry }: { entry: ActivityEntry }) {
  const format = useFormat();
  const { activity } = entry;
  return (
    <article className={s.entry}>
      <div className={s.mark} />
      <div className={s.content}>
        <div className={s.line}>
          <span>{activity.person ?? activity.createdByName}</span>
          <time className={s.time} dateTime={entry.occurredAt} title={format.dateTime(entry.occurredAt)}>
            {format.time(entry.occurredAt)}
          </time>
        </div>
        <p className={s.preview}>{[activity.content, activity.result].filter(Boolean).join(' — ')}</p>
      </div>
    </article>
  );
}
