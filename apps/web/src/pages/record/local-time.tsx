import { ClockCircleOutlined } from '@ant-design/icons';
import type { Customer } from '@tradepost/contract';
import { useEffect, useState } from 'react';
import { useApi } from '../../api/use-api.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { localDay } from './local-day.ts';
import s from './record.module.css';

const TICK_MS = 20_000;

/** The time now; it moves by itself. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

export function useCountry(code: string | null) {
  return useApi('getCountry', { params: { country: code ?? 'CN' } }, { enabled: code !== null }).data;
}

/** Time at the customer, and whether people work there today. */
export function LocalTime({ customer }: { customer: Customer }) {
  const { t, locale } = useLanguage();
  const now = useNow();
  const country = useCountry(customer.country);
  const { timeZone } = customer;
  if (!timeZone) return null;
  const text = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(now);
  const { kind, name } = localDay(timeZone, country, now);
  const called = (name && (locale === 'en' ? name.en : name.zh)) ?? '';
  return (
    <span title={timeZone}>
      <ClockCircleOutlined /> <span className="tp-number">{text}</span>
      {kind === 'weekend' && <span className={s.rest}> · {t('record.weekendThere')}</span>}
      {kind === 'holiday' && <span className={s.rest}> · {t('record.holidayThere', { name: called })}</span>}
      {kind === 'makeup' && <span> · {t('record.makeupThere', { name: called })}</span>}
    </span>
  );
}
