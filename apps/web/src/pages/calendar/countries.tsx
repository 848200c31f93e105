import { DeleteOutlined } from '@ant-design/icons';
import type { Holiday } from '@tradepost/contract';
import { Button, Checkbox, InputNumber, Modal, Skeleton, Space, Tag } from 'antd';
import { useState } from 'react';
import { useApi, useWrite } from '../../api/use-api.ts';
import { CountrySelect } from '../../components/country.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useLanguage, useT } from '../../i18n/language.tsx';
import record from '../record/record.module.css';
import { useDay } from '../record/use-day.ts';
import { AddHoliday } from './add-holiday.tsx';
import s from './calendar.module.css';
import { CountryHistory } from './country-history.tsx';
import { Proposals } from './proposals.tsx';
import { DAYS_STALE } from './stale.ts';
import { useCalendarPreview } from './use-calendar-preview.tsx';
import { useWeekdays } from './use-weekdays.ts';

interface CountriesProps {
  country: string;
  year: number;
  onChoose: (country: string, year: number) => void;
}

/** Weekend and days off of one country in one year. */
export function Countries({ country, year, onChoose }: CountriesProps) {
  const t = useT();
  const { data, error, refetch } = useApi('listHolidays', { params: { country }, query: { year } });
  return (
    <>
      <section className={s.sheet}>
        <p className={s.hint}>{t('recordSettings.daysHint')}</p>
        <div className={s.fields}>
          <div className={s.wide} role="group" aria-label={t('recordSettings.country')}>
            <CountrySelect value={country} onChange={(code) => code && onChoose(code, year)} />
          </div>
          <InputNumber
            min={2000}
            max={2100}
            value={year}
            aria-label={t('recordSettings.year')}
            onChange={(next) => next && onChoose(country, next)}
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
            {data.items.length === 0 && <p className={s.hint}>{t('recordSettings.daysOffNone')}</p>}
            <ul>
              {data.items.map((holiday) => (
                <Day key={holiday.id} country={country} holiday={holiday} year={year} />
              ))}
            </ul>
          </>
        )}
        <AddHoliday key={year} country={country} year={year} />
      </section>
      <Proposals key={`${country} ${year}`} country={country} year={year} />
      <CountryHistory country={country} year={year} />
    </>
  );
}

function Weekend({ country, weekend }: { country: string; weekend: number[] | null }) {
  const t = useT();
  const say = useSay();
  const weekdays = useWeekdays();
  const preview = useCalendarPreview();
  const [days, setDays] = useState(weekend ?? []);
  const same = weekend !== null && days.toSorted().join() === weekend.join();
  const save = useWrite('setWeekend', {
    stale: [...DAYS_STALE, 'getCompanyCalendar'],
    onSuccess: () => {
      preview.forget();
      say.done(t('recordSettings.weekendSaved'));
    },
  });
  return (
    <>
      <div className={s.weekend}>
        <span className={s.weekendDays}>
          <span className={record.label}>{t('recordSettings.weekend')}</span>
          <Checkbox.Group
            options={weekdays}
            value={days}
            onChange={(next) => {
              setDays(next);
              preview.forget();
            }}
          />
        </span>
        <Space wrap>
          {!same && preview.button(() => Promise.resolve({ country, weekend: days }))}
          <Button
            loading={save.isPending}
            disabled={same}
            onClick={() =>
              save.mutate({ params: { country }, body: { weekend: days } }, { onError: say.failed })
            }
          >
            {t('common.save')}
          </Button>
        </Space>
      </div>
      {preview.shown}
    </>
  );
}

function Day({ country, holiday, year }: { country: string; holiday: Holiday; year: number }) {
  const { t, locale } = useLanguage();
  const say = useSay();
  const day = useDay();
  const remove = useWrite('removeHoliday', { stale: DAYS_STALE });
  const preview = useCalendarPreview();
  const [asked, setAsked] = useState(false);
  const name = locale === 'en' ? holiday.nameEn : holiday.nameZh;
  const on = holiday.yearly ? `${year}${holiday.day.slice(4)}` : holiday.day;
  return (
    <li className={s.day}>
      <span>
        <span className="tp-number">{day(on, true)}</span> {name}{' '}
        {holiday.yearly && <span className={s.soft}>{t('recordSettings.yearly')}</span>}
        {holiday.kind === 'makeup' && <Tag color="warning">{t('recordSettings.holiday.makeup')}</Tag>}
      </span>
      <span className={s.soft}>{t(`calendar.source.${holiday.source}`)}</span>
      <Button
        size="small"
        type="text"
        icon={<DeleteOutlined />}
        loading={remove.isPending}
        aria-label={`${t('common.remove')}: ${on} ${name}`}
        onClick={() => {
          setAsked(true);
          preview.look({ country, remove: [holiday.id] });
        }}
      />
      <Modal
        open={asked}
        title={t('calendar.removeTitle', { day: day(on, true), name })}
        okText={t('common.remove')}
        okButtonProps={{ danger: true, loading: remove.isPending }}
        width={640}
        onCancel={() => setAsked(false)}
        onOk={() =>
          remove.mutate(
            { params: { id: holiday.id } },
            { onError: say.failed, onSuccess: () => setAsked(false) },
          )
        }
      >
        {preview.shown}
      </Modal>
    </li>
  );
}
