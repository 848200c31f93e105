import type { TimelineEntry } from '@tradepost/contract';
import { useMemo } from 'react';
import { useFormat } from '../../format/use-format.ts';
import { ActivityItem } from './activity-item.tsx';
import { Entry } from './entry.tsx';
import { EventItem } from './event-item.tsx';
import { groupByDay } from './group-by-day.ts';
import s from './timeline.module.css';

interface EntryListProps {
  entries: readonly TimelineEntry[];
  hrefOf: (messageId: number) => string;
  openId?: number | null;
}

/** Entries under their months, the day in the margin, as in a letter book. */
export function EntryList({ entries, hrefOf, openId = null }: EntryListProps) {
  const format = useFormat();
  const months = useMemo(() => groupByDay(entries, format), [entries, format]);
  return months.map((month) => (
    <section key={month.key} className={s.month}>
      <h2 className={s.monthTitle}>{format.month(month.at)}</h2>
      {month.days.map((day) => (
        <div key={day.key} className={s.day}>
          <DayMark at={day.at} />
          <ol className={s.entries}>
            {day.entries.map((entry) => (
              <li key={entry.id} className={s.item}>
                {entry.kind === 'mail' ? (
                  <Entry entry={entry} href={hrefOf(entry.messageId)} open={entry.messageId === openId} />
                ) : entry.kind === 'activity' ? (
                  <ActivityItem entry={entry} />
                ) : (
                  <EventItem entry={entry} hrefOf={hrefOf} />
                )}
              </li>
            ))}
          </ol>
        </div>
      ))}
    </section>
  ));
}

function DayMark({ at }: { at: string }) {
  const format = useFormat();
  return (
    <h3 className={s.dayMark}>
      <time dateTime={format.dayKey(at)} aria-label={format.longDate(at)}>
        <span className={s.dayNumber}>{format.dayOfMonth(at)}</span>
        <span className={s.weekday}>{format.weekday(at)}</span>
      </time>
    </h3>
  );
}
