import type { Reply } from '../../api/types.ts';
import { usePages } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import s from './calendar.module.css';
import { useWeekdays } from './use-weekdays.ts';

type Version = Reply<'listCalendarVersions'>['items'][number];
type Hours = Version['calendar']['hours'];

/** How it was before, with who changed it and when. */
export function CompanyHistory() {
  const t = useT();
  const format = useFormat();
  const list = usePages('listCalendarVersions', { query: { limit: 20 } });
  const items = list.data?.pages.flatMap((one) => one.items);
  if (list.error && !items) return <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />;
  if (!items || items.length === 0) return null;
  return (
    <section className={s.sheet}>
      <h2>{t('calendar.history')}</h2>
      <ol className={s.versions}>
        {items.map((version) => (
          <li key={version.id}>
            <b>{format.dateTime(version.changedAt)}</b> {version.changedByName ?? t('followUp.bySystem')}
            <Summary calendar={version.calendar} />
          </li>
        ))}
      </ol>
      <LoadMore pages={list} />
    </section>
  );
}

function Summary({ calendar }: { calendar: Version['calendar'] }) {
  const t = useT();
  const format = useFormat();
  const weekdays = useWeekdays();
  const name = (day: number) => weekdays.find(({ value }) => value === day)?.label ?? '';
  const hours = ({ from, until, break: rest }: Hours) =>
    rest === null
      ? `${from}–${until}`
      : t('calendar.hoursBreak', { from, until, breakFrom: rest.from, breakUntil: rest.until });
  const weekend =
    calendar.weekend === null
      ? t('calendar.weekendOfCountry')
      : t('calendar.weekendOf', { days: calendar.weekend.map(name).join(t('followUp.comma')) });
  return (
    <div className={s.soft}>
      {[
        `${format.country(calendar.country)}, ${calendar.timeZone}`,
        hours(calendar.hours),
        weekend,
        ...calendar.otherHours.map(({ weekday, hours: other }) => `${name(weekday)} ${hours(other)}`),
      ].join(' · ')}
    </div>
  );
}
