import { ClockCircleOutlined } from '@ant-design/icons';
import type { Customer } from '@tradepost/contract';
import { useEffect, useState } from 'react';
import { useApi } from '../../api/use-api.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { knownZone, localClock } from './local-clock.ts';
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
  const { localZones } = customer;
  const clock = localClock(localZones, locale, now);
  if (clock === null) return null;
  const timeZone = knownZone(localZones);
  const unsure = t(clock.kind === 'most' ? 'record.mostOfCountry' : 'record.severalZones');
  // What day it is there needs one zone.
  const { kind, name } = timeZone === null ? { kind: null, name: null } : localDay(timeZone, country, now);
  const called = (name && (locale === 'en' ? name.en : name.zh)) ?? '';
  return (
    <span title={localZones.zones.join(', ')}>
      <ClockCircleOutlined /> <span className="tp-number">{clock.text}</span>
      {timeZone === null && <span> · {unsure}</span>}
      {kind === 'weekend' && <span className={s.rest}> · {t('record.weekendThere')}</span>}
      {kind === 'holiday' && <span className={s.rest}> · {t('record.holidayThere', { name: called })}</span>}
      {kind === 'makeup' && <span> · {t('record.makeupThere', { name: called })}</span>}
    </span>
  );
}
