/** Office hours and how dates are written, by language. */
import type { Random } from './random.ts';
import type { Language } from './types.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** The first moment of somebody's working day at or after a gap; people write between 8 and 18, Monday to Friday. */
export function workingTime(rng: Random, after: Date, hours: readonly [number, number], zone: number): Date {
  let time = after.getTime() + (hours[0] + rng.next() * (hours[1] - hours[0])) * HOUR;
  const local = () => new Date(time + zone * MINUTE);
  if (local().getUTCHours() >= 18) time += (24 - local().getUTCHours() + 8) * HOUR;
  else if (local().getUTCHours() < 8) time += (8 - local().getUTCHours()) * HOUR;
  while (local().getUTCDay() % 6 === 0) time += 24 * HOUR;
  const seconds = Math.floor((time + rng.int(0, 50) * MINUTE) / 1000) * 1000 + rng.int(0, 59) * 1000;
  return new Date(Math.max(seconds, after.getTime() + MINUTE));
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const two = (n: number): string => String(n).padStart(2, '0');

export function zoneText(zone: number): string {
  const minutes = Math.abs(zone);
  return `${zone < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;
}

/** The wall clock of a zone. */
export function wall(date: Date, zone: number) {
  const local = new Date(date.getTime() + zone * MINUTE);
  const [year, month, day] = [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()];
  return {
    year,
    month,
    day,
    weekday: local.getUTCDay(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
  };
}

/** RFC 5322 3.3 */
export function rfcDate(date: Date, zone: number): string {
  const t = wall(date, zone);
  return `${WEEKDAYS[t.weekday]}, ${t.day} ${MONTHS[t.month]} ${t.year} ${two(t.hour)}:${two(t.minute)}:${two(t.second)} ${zoneText(zone)}`;
}

/** "2025-03-14 09:05:22" */
export function stamp(date: Date, zone: number): string {
  const t = wall(date, zone);
  return `${t.year}-${two(t.month + 1)}-${two(t.day)} ${two(t.hour)}:${two(t.minute)}:${two(t.second)}`;
}

const MONTH_NAMES: Readonly<Record<'en' | 'es' | 'ru' | 'de' | 'pt' | 'ar', string>> = {
  en: 'January February March April May June July August September October November December',
  es: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  ru: 'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь',
  de: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember',
  pt: 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
  ar: 'يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر',
};

export function monthName(month: number, language: Language): string {
  if (language === 'zh' || language === 'ja') return `${month + 1}月`;
  return MONTH_NAMES[language].split(' ')[month] ?? '';
}

/** A day as it stands in a letter: "14 March", "3月14日", "14 de marzo", "14.03.2025". */
export function dayText(date: Date, language: Language): string {
  const t = wall(date, 0);
  switch (language) {
    case 'zh':
    case 'ja':
      return `${t.month + 1}月${t.day}日`;
    case 'es':
      return `${t.day} de ${monthName(t.month, 'es')}`;
    case 'ru':
      return `${two(t.day)}.${two(t.month + 1)}.${t.year}`;
    case 'de':
      return `${two(t.day)}.${two(t.month + 1)}.`;
    case 'pt':
    case 'ar':
      return `${two(t.day)}/${two(t.month + 1)}`;
    case 'en':
      return `${t.day} ${monthName(t.month, 'en')}`;
  }
}

/** A date with time as mail programs write it over a quotation. */
export function longStamp(date: Date, zone: number, language: Language): string {
  const t = wall(date, zone);
  const clock = `${two(t.hour)}:${two(t.minute)}`;
  switch (language) {
    case 'zh':
    case 'ja':
      return `${t.year}年${t.month + 1}月${t.day}日 ${clock}`;
    case 'es':
    case 'pt':
      return `${t.day} de ${monthName(t.month, language)} de ${t.year} ${clock}`;
    case 'de':
      return `${t.day}. ${monthName(t.month, 'de')} ${t.year} ${clock}`;
    case 'ru':
      return `${two(t.day)}.${two(t.month + 1)}.${t.year} ${clock}`;
    case 'ar':
      return `${two(t.day)}/${two(t.month + 1)}/${t.year} ${clock}`;
    case 'en':
      return `${monthName(t.month, 'en')} ${t.day}, ${t.year} ${t.hour % 12 || 12}:${two(t.minute)} ${t.hour < 12 ? 'AM' : 'PM'}`;
  }
}
