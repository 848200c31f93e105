import type { HolidayChange } from '@tradepost/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { usePages } from '../../api/use-api.ts';
import { LoadMore } from '../../components/load-more.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { useDay } from '../record/use-day.ts';
import s from './calendar.module.css';
import { CountryThen } from './country-then.tsx';
import { useWeekdays } from './use-weekdays.ts';

/** What was changed in a country's days and weekend, by whom; and how they stood before. */
export function CountryHistory({ country, year }: { country: string; year: number }) {
  const { t } = useLanguage();
  const list = usePages('listHolidayChanges', { params: { country }, query: { limit: 20 } });
  const items = list.data?.pages.flatMap((one) => one.items) ?? [];
  const [then, setThen] = useState<HolidayChange | null>(null);
  if (items.length === 0) return null;
  return (
    <section className={s.sheet}>
      <h2>{t('calendar.changes')}</h2>
      <ol className={s.versions}>
        {items.map((change) => (
          <Line key={change.id} change={change} onThen={() => setThen(change)} />
        ))}
      </ol>
      <LoadMore pages={list} />
      {then && <CountryThen country={country} year={year} change={then} onClose={() => setThen(null)} />}
    </section>
  );
}

function Line({ change, onThen }: { change: HolidayChange; onThen: () => void }) {
  const { t } = useLanguage();
  const format = useFormat();
  const day = useDay();
  const what = useWhatChanged();
  return (
    <li>
      <div className={s.changed}>
        <span>
          {change.day !== null && <b className="tp-number">{day(change.day, true)}</b>} {what(change)}
        </span>
        <Button size="small" type="link" onClick={onThen}>
          {t('calendar.showBefore')}
        </Button>
      </div>
      <div className={s.soft}>
        {format.dateTime(change.changedAt)} · {change.changedByName ?? t('followUp.bySystem')}
      </div>
    </li>
  );
}

function useWhatChanged(): (change: HolidayChange) => string {
  const { t, locale } = useLanguage();
  const weekdays = useWeekdays();
  const nameOf = (one: NonNullable<HolidayChange['after']>) =>
    `${locale === 'en' ? one.nameEn : one.nameZh}${one.kind === 'makeup' ? ` (${t('recordSettings.holiday.makeup')})` : ''}`;
  const days = (weekend: readonly number[] | null) =>
    weekdays
      .filter(({ value }) => weekend?.includes(value))
      .map(({ label }) => label)
      .join(t('letters.comma')) || t('calendar.noWeekend');
  return ({ before, after, weekend }) => {
    if (weekend)
      return t('calendar.changeWeekend', { before: days(weekend.before), after: days(weekend.after) });
    if (after === null)
      return before === null
        ? t('calendar.changeRefused')
        : t('calendar.changeRemoved', { name: nameOf(before) });
    return before === null
      ? t('calendar.changeAdded', { name: nameOf(after) })
      : t('calendar.changeReplaced', { before: nameOf(before), after: nameOf(after) });
  };
}
