import { useLanguage } from '../../i18n/language.tsx';

/** Monday to Sunday, ISO 8601, in the person's language; the 5th of January 2026 was a Monday. */
export function useWeekdays(): { value: number; label: string }[] {
  const { locale } = useLanguage();
  const name = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  return [1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, label: name.format(Date.UTC(2026, 0, 4 + value)) }));
}
