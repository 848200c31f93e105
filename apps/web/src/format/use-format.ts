import { useLanguage } from '../i18n/language.tsx';
import { useKnownSession } from '../session/session.tsx';
import { type Format, makeFormat } from './make-format.ts';

const made = new Map<string, Format>();

/** The browser's own zone, for before the sign-in and as the first setting of a new person. */
export const browserTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Dates and numbers in the person's language and time zone. */
export function useFormat(): Format {
  const { locale } = useLanguage();
  const timeZone = useKnownSession()?.user.timeZone ?? browserTimeZone();
  const key = `${locale} ${timeZone}`;
  let format = made.get(key);
  if (!format) made.set(key, (format = makeFormat(locale, timeZone)));
  return format;
}
