import { DeleteOutlined } from '@ant-design/icons';
import type { Holiday } from '@tradepost/contract';
import { Button, Checkbox, InputNumber, Skeleton, Tag } from 'antd';
import { useState } from 'react';
import { useApi, useWrite } from '../../api/use-api.ts';
import { CountrySelect } from '../../components/country.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { AddHoliday } from './add-holiday.tsx';
import { ImportCalendar } from './import-calendar.tsx';
import s from './record.module.css';
import { useDay } from './use-day.ts';

/** Weekends and days off of the countries one trades with; the company's own among them. */
export default function CalendarPage() {
  const { t, locale } = useLanguage();
  const [country, setCountry] = useState('CN');
  const [year, setYear] = useState(() => new Date().getFullYear());
  const { data, error, refetch } = useApi('listHolidays', { params: { country }, query: { year } });
  return (
    <div style={{ maxWidth: 820 }}>
      <section className={s.sheet}>
        <p style={{ marginTop: 0 }}>{t('recordSettings.daysHint')}</p>
        <div className={s.fields} style={{ gap: 10 }}>
          <div style={{ width: 240 }} role="group" aria-label={t('recordSettings.country')}>
            <CountrySelect value={country} onChange={(code) => code && setCountry(code)} />
          </div>
          <InputNumber
            min={2000}
            max={2100}
            value={year}
            aria-label={t('recordSettings.year')}
            onChange={(next) => next && setYear(next)}
          />
        </div>
        {error && !data && <ErrorNotice error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton active />}
        {data && (
          <>
            <Weekend
              key={`${country} ${data.weekend?.join() ?? ''}`}
              country={country}
              weekend={data.weekend}
            />
            {data.items.length === 0 && <p className={s.days}>{t('recordSettings.daysOffNone')}</p>}
            <ul>
              {data.items.map((holiday) => (
                <Day key={holiday.id} holiday={holiday} year={year} locale={locale} />
              ))}
            </ul>
          </>
        )}
        <AddHoliday country={country} year={year} />
      </section>
      <ImportCalendar />
    </div>
  );
}

/** Monday to Sunday, ISO 8601; the 5th of January 2026 was a Monday. */
const weekdays = (locale: string) =>
  [1, 2, 3, 4, 5, 6, 7].map((value) => ({
    value,
    label: new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(
      Date.UTC(2026, 0, 4 + value),
    ),
  }));

function Weekend({ country, weekend }: { country: string; weekend: number[] | null }) {
  const { t, locale } = useLanguage();
  const say = useSay();
  const [days, setDays] = useState(weekend ?? []);
  const save = useWrite('setWeekend', {
    stale: ['listHolidays', 'getCountry'],
    onSuccess: () => say.done(t('recordSettings.weekendSaved')),
  });
  return (
    <div className={s.line} style={{ margin: '16px 0' }}>
      <span>
        <span className={s.label}>{t('recordSettings.weekend')}</span>{' '}
        <Checkbox.Group options={weekdays(locale)} value={days} onChange={setDays} />
      </span>
      <Button
        size="small"
        style={{ flex: 'none' }}
        loading={save.isPending}
        disabled={weekend !== null && days.toSorted().join() === weekend.join()}
        onClick={() => save.mutate({ params: { country }, body: { weekend: days } }, { onError: say.failed })}
      >
        {t('common.save')}
      </Button>
    </div>
  );
}

function Day({ holiday, year, locale }: { holiday: Holiday; year: number; locale: string }) {
  const { t } = useLanguage();
  const say = useSay();
  const day = useDay();
  const remove = useWrite('removeHoliday', { stale: ['listHolidays', 'getCountry'] });
  const name = locale === 'en' ? holiday.nameEn : holiday.nameZh;
  const on = holiday.yearly ? `${year}${holiday.day.slice(4)}` : holiday.day;
  return (
    <li className={s.item}>
      <span>
        <span className="tp-number">{day(on, true)}</span> {name}{' '}
        {holiday.yearly && <span className={s.sub}>{t('recordSettings.yearly')}</span>}
        {holiday.kind === 'makeup' && <Tag color="warning">{t('recordSettings.holiday.makeup')}</Tag>}
      </span>
      <Button
        size="small"
        type="text"
        icon={<DeleteOutlined />}
        loading={remove.isPending}
        aria-label={`${t('common.remove')}: ${on} ${name}`}
        onClick={() => remove.mutate({ params: { id: holiday.id } }, { onError: say.failed })}
      />
    </li>
  );
}
