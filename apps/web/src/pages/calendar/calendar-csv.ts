/** A country's days as the file that can be imported. */
import type { Holiday } from '@tradepost/contract';

const COLUMNS = 'country,day,name_en,name_zh,kind,yearly';

/** RFC 4180, CRLF. */
export function calendarCsv(country: string, days: readonly Holiday[]): string {
  const lines = days.map((one) =>
    [country, one.day, one.nameEn, one.nameZh, one.kind, one.yearly ? 'yes' : 'no'].map(quoted).join(','),
  );
  return [COLUMNS, ...lines, ''].join('\r\n');
}

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
