/**
 * How dates, sizes, counts and names of countries are written for one person: in their language and their
 * time zone. All times come as RFC 3339 strings. `Intl` knows every language; nothing else is needed.
 */
export type Format = ReturnType<typeof makeFormat>;

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * @param locale 'en' or 'zh-CN'. English dates are written day first, with 24 hours, as the trade does.
 * @param timeZone an IANA name; one that is unknown here falls back to UTC.
 */
export function makeFormat(locale: string, timeZone: string) {
  const dateLocale = locale === 'en' ? 'en-GB' : locale;
  const zone = isTimeZone(timeZone) ? timeZone : 'UTC';
  const make = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(dateLocale, { timeZone: zone, ...options });

  const time = make({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const date = make({ day: 'numeric', month: 'short', year: 'numeric' });
  const dayMonth = make({ day: 'numeric', month: 'short' });
  const longDate = make({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const month = make({ month: 'long', year: 'numeric' });
  const weekday = make({ weekday: 'short' });
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  const numbers = new Intl.NumberFormat(locale);
  const oneDigit = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const regions = new Intl.DisplayNames(locale, { type: 'region' });
  const languages = new Intl.DisplayNames(locale, { type: 'language' });
  const unit = (name: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' });
  const [hours, minutes, seconds, days] = [unit('hour'), unit('minute'), unit('second'), unit('day')];

  const dayKey = (iso: string) => parts.format(new Date(iso));

  return {
    locale,
    timeZone: zone,
    number: (value: number) => numbers.format(value),
    /** One digit after the point below ten. */
    rate: (value: number) => (value < 10 ? oneDigit : numbers).format(value < 10 ? value : Math.round(value)),
    time: (iso: string) => time.format(new Date(iso)),
    date: (iso: string) => date.format(new Date(iso)),
    longDate: (iso: string) => longDate.format(new Date(iso)),
    dateTime: (iso: string) => `${date.format(new Date(iso))} ${time.format(new Date(iso))}`,
    /** The calendar day in the person's time zone, `YYYY-MM-DD`: equal for mails of one day. */
    dayKey,
    month: (iso: string) => month.format(new Date(iso)),
    weekday: (iso: string) => weekday.format(new Date(iso)),
    dayOfMonth: (iso: string) => String(Number(dayKey(iso).slice(8))),
    /** As short as it can be and still be read: the time today, day and month this year, else the date. */
    brief(iso: string, now = new Date()): string {
      const [then, today] = [dayKey(iso), dayKey(now.toISOString())];
      if (then === today) return time.format(new Date(iso));
      return (then.slice(0, 4) === today.slice(0, 4) ? dayMonth : date).format(new Date(iso));
    },
    /** "3 hr. ago", "in 5 min."; beyond a month the date. */
    relative(iso: string, now = new Date()): string {
      const delta = (Date.parse(iso) - now.getTime()) / 1000;
      const size = Math.abs(delta);
      if (size < 45) return relative.format(0, 'second');
      if (size < HOUR) return relative.format(Math.round(delta / MINUTE), 'minute');
      if (size < DAY) return relative.format(Math.round(delta / HOUR), 'hour');
      if (size < 30 * DAY) return relative.format(Math.round(delta / DAY), 'day');
      return date.format(new Date(iso));
    },
    /** A span of seconds in its two largest units: "2 hr 5 min", "40 sec". */
    duration(span: number): string {
      const total = Math.max(0, Math.round(span));
      if (total < MINUTE) return seconds.format(total);
      if (total < HOUR) return minutes.format(Math.round(total / MINUTE));
      if (total < DAY)
        return join(hours, Math.floor(total / HOUR), minutes, Math.round((total % HOUR) / MINUTE));
      return join(days, Math.floor(total / DAY), hours, Math.round((total % DAY) / HOUR));
    },
    /** Octets in the units file managers show (1 KB = 1024). */
    bytes(size: number): string {
      if (size < 1024) return `${numbers.format(size)} B`;
      const step = Math.min(3, Math.floor(Math.log2(size) / 10));
      const value = size / 1024 ** step;
      return `${(value < 10 ? oneDigit : numbers).format(value < 10 ? value : Math.round(value))} ${['KB', 'MB', 'GB'][step - 1]}`;
    },
    /** The name of an ISO 3166-1 country, or the code itself. */
    country: (code: string) => nameOf(regions, code),
    /** The name of a language by its tag, or the tag itself. */
    language: (tag: string) => nameOf(languages, tag),
  };
}

function join(large: Intl.NumberFormat, a: number, small: Intl.NumberFormat, b: number): string {
  return b > 0 ? `${large.format(a)} ${small.format(b)}` : large.format(a);
}

/** `of` throws for what is no code at all, and mail may claim anything. */
function nameOf(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
