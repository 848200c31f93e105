import type { HolidayChange } from '@tradepost/contract';
import { Modal, Skeleton, Tag } from 'antd';
import { useApi } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { useDay } from '../record/use-day.ts';
import s from './calendar.module.css';
import { useWeekdays } from './use-weekdays.ts';

interface CountryThenProps {
  country: string;
  year: number;
  change: HolidayChange;
  onClose: () => void;
}

/** Weekend and days off of a country as they stood before a change. */
export function CountryThen({ country, year, change, onClose }: CountryThenProps) {
  const { t, locale } = useLanguage();
  const format = useFormat();
  const day = useDay();
  const weekdays = useWeekdays();
  const { data, error, refetch } = useApi('listHolidays', {
    params: { country },
    query: { year, beforeChange: change.id },
  });
  const off = weekdays.filter(({ value }) => data?.weekend?.includes(value)).map(({ label }) => label);
  return (
    <Modal
      open
      footer={null}
      title={t('calendar.thenTitle', { year: String(year), time: format.dateTime(change.changedAt) })}
      onCancel={onClose}
    >
      {error && !data && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active />}
      {data && (
        <>
          <p>
            <span className={s.soft}>{t('recordSettings.weekend')}</span>{' '}
            {off.join(t('letters.comma')) || t('calendar.noWeekend')}
          </p>
          {data.items.length === 0 && <p className={s.hint}>{t('recordSettings.daysOffNone')}</p>}
          <ul>
            {data.items.map((holiday) => (
              <li key={holiday.id} className={s.day}>
                <span>
                  <span className="tp-number">
                    {day(holiday.yearly ? `${year}${holiday.day.slice(4)}` : holiday.day, true)}
                  </span>{' '}
                  {locale === 'en' ? holiday.nameEn : holiday.nameZh}{' '}
                  {holiday.yearly && <span className={s.soft}>{t('recordSettings.yearly')}</span>}
                  {holiday.kind === 'makeup' && (
                    <Tag color="warning">{t('recordSettings.holiday.makeup')}</Tag>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Modal>
  );
}
