import { useFormat } from '../../format/use-format.ts';

/** A calendar day, `YYYY-MM-DD`, in the person's language; no time zone moves it. */
export function useDay(): (day: string, withWeekday?: boolean) => string {
  const { locale } = useFormat();
  return (day, withWeekday = false) =>
    new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
      timeZone: 'UTC',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      ...(withWeekday ? { weekday: 'short' } : {}),
    }).format(new Date(`${day}T00:00:00Z`));
}
