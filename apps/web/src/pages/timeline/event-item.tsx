import { type EventEntry, TIMELINE_EVENTS, type TimelineEvent } from '@tradepost/contract';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import s from './timeline.module.css';

/** What happened to the record: one line. */
export function EventItem({ entry }: { entry: EventEntry }) {
  const t = useT();
  const format = useFormat();
  const known = TIMELINE_EVENTS.find((event) => event === entry.event) as TimelineEvent | undefined;
  const text = (key: string) => {
    const value = entry.detail[key];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '–';
  };
  return (
    <article className={s.entry}>
      <div className={s.mark} />
      <div className={s.content}>
        <div className={s.line}>
          <span className={s.preview}>
            {known ? t(`timelineEvent.${known}`, { from: text('from'), to: text('to') }) : entry.event}
            {entry.actorName && ` · ${entry.actorName}`}
          </span>
          <time className={s.time} dateTime={entry.occurredAt} title={format.dateTime(entry.occurredAt)}>
            {format.time(entry.occurredAt)}
          </time>
        </div>
      </div>
    </article>
  );
}
