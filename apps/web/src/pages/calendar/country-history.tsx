import type { HolidayChange } from '@tradepost/contract';
import { usePages } from '../../api/use-api.ts';
import { LoadMore } from '../../components/load-more.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { useDay } from '../record/use-day.ts';
import s from './calendar.module.css';

/** What was changed in a country's days, by whom. */
export function CountryHistory({ country }: { country: string }) {
  const { t } = useLanguage();
  const list = usePages('listHolidayChanges', { params: { country }, query: { limit: 20 } });
  const items = list.data?.pages.flatMap((one) => one.items) ?? [];
  if (items.length === 0) return null;
  return (
    <section className={s.sheet}>
      <h2>{t('calendar.changes')}</h2>
      <ol className={s.versions}>
        {items.map((change) => (
          <Line key={change.id} change={change} />
        ))}
      </ol>
      <LoadMore pages={list} />
    </section>
  );
}

function Line({ change }: { change: HolidayChange }) {
  const { t, locale } = useLanguage();
  const format = useFormat();
  const day = useDay();
  const { before, after } = change;
  const nameOf = (one: HolidayChange['after']) =>
    one === null
      ? ''
      : `${locale === 'en' ? one.nameEn : one.nameZh}${one.kind === 'makeup' ? ` (${t('recordSettings.holiday.makeup')})` : ''}`;
  const what =
    after === null
      ? before === null
        ? t('calendar.changeRefused')
        : t('calendar.changeRemoved', { name: nameOf(before) })
      : before === null
        ? t('calendar.changeAdded', { name: nameOf(after) })
        : t('calendar.changeReplaced', { before: nameOf(before), after: nameOf(after) });
  return (
    <li>
      <b className="tp-number">{day(change.day, true)}</b> {what}
      <div className={s.soft}>
        {format.dateTime(change.changedAt)} · {change.changedByName ?? t('followUp.bySystem')}
      </div>
    </li>
  );
}
