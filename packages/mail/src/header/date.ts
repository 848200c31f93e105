/** Dates of mail (RFC 5322 3.3, obsolete forms 4.3) and the broken forms that are common. */

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** RFC 5322 4.3; the zones beyond it are those that mail programs really write. Minutes east of Greenwich. */
const zones: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  bst: 60,
  cet: 60,
  met: 60,
  mez: 60,
  cest: 120,
  mest: 120,
  mesz: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  msd: 240,
  ist: 330,
  hkt: 480,
  sgt: 480,
  jst: 540,
  kst: 540,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
};

/** 1970-01-01 and 2100-01-01 in milliseconds: what lies outside is no date of a mail. */
const latest = Date.UTC(2100, 0, 1);
/** A date is short; a longer field is read only so far. */
const lengthLimit = 300;

/**
 * @param field the field's value
 * @returns milliseconds since 1970, or null: absent, unreadable, or outside 1970–2100
 */
export function parseDate(field: string | null): number | null {
  if (field === null) return null;
  const text = field
    .slice(0, lengthLimit)
    .replace(/\([^()]*\)?/g, ' ')
    .replace(/^["'\s]+|["'\s]+$/g, '');
  const time = parseRfc(text) ?? parseMonthFirst(text) ?? parseIso(text);
  return time !== null && time >= 0 && time < latest ? time : null;
}

/** The newest date of the Received fields: each server puts its own on top, but clocks differ. */
export function newestReceived(fields: readonly string[]): number | null {
  let newest: number | null = null;
  for (const field of fields.slice(0, 100)) {
    // RFC 5321 4.4: the date stands after the last semicolon.
    const semicolon = field.lastIndexOf(';');
    if (semicolon < 0) continue;
    const time = parseDate(field.slice(semicolon + 1));
    if (time !== null && (newest === null || time > newest)) newest = time;
  }
  return newest;
}

const clock =
  '(\\d{1,2})\\s*[:.]\\s*(\\d{1,2})(?:\\s*[:.]\\s*(\\d{1,2}))?(?:\\.\\d+)?(?:\\s*([AaPp])\\.?[Mm]\\.?)?';
const rfcForm = new RegExp(
  `^(?:[^\\d,]{1,20}?,?\\s*)?(\\d{1,2})(?:st|nd|rd|th)?[\\s,-]+([A-Za-z]{3,9})\\.?[\\s,-]+(\\d{2,4})(?:,?\\s+${clock})?\\s*(.*)$`,
);
/** asctime, and "November 21, 2024 10:00". */
const monthForm = new RegExp(
  `^(?:[A-Za-z]{3,9}[,.]?\\s+)?([A-Za-z]{3,9})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?:(\\d{4}),?\\s+)?${clock}\\s*(.*)$`,
);
const isoForm =
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?)?\s*(.*)$/;

function parseRfc(text: string): number | null {
  const match = rfcForm.exec(text);
  if (!match) return null;
  const [, day, month, year, hour, minute, second, half, zone] = match;
  return build(yearOf(year as string), monthOf(month as string), day, hour, minute, second, half, zone);
}

function parseMonthFirst(text: string): number | null {
  const match = monthForm.exec(text);
  if (!match) return null;
  const [, month, day, yearBefore, hour, minute, second, half, rest] = match;
  // asctime writes the year last, with a zone before or after it.
  const yearAfter = yearBefore ? null : /(?:^|\s)((?:19|20)\d{2})(?=\s|$)/.exec(rest as string);
  const year = yearBefore ?? yearAfter?.[1];
  if (!year) return null;
  const zone = yearAfter ? (rest as string).replace(yearAfter[0], ' ') : rest;
  return build(yearOf(year), monthOf(month as string), day, hour, minute, second, half, zone);
}

function parseIso(text: string): number | null {
  const match = isoForm.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second, zone] = match;
  return build(Number(year), Number(month) - 1, day, hour, minute, second, undefined, zone);
}

function build(
  year: number,
  month: number,
  day: string | undefined,
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
  half: string | undefined,
  zone: string | undefined,
): number | null {
  const d = Number(day);
  let h = Number(hour ?? 0);
  const m = Number(minute ?? 0);
  if (half) h = (h % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  if (month < 0 || month > 11 || d < 1 || h > 24 || m > 59) return null;
  if (d > new Date(Date.UTC(year, month + 1, 0)).getUTCDate()) return null;
  // A leap second is written :60; some clocks write more.
  const s = Math.min(59, Number(second ?? 0));
  return Date.UTC(year, month, d, h, m, s) - zoneMinutes(zone ?? '') * 60_000;
}

/** RFC 5322 4.3: two digits below 50 are this century, three digits count from 1900. */
function yearOf(text: string): number {
  const year = Number(text);
  if (text.length === 2) return year < 50 ? 2000 + year : 1900 + year;
  return text.length === 3 ? 1900 + year : year;
}

function monthOf(name: string): number {
  return months.indexOf(name.slice(0, 3).toLowerCase());
}

function zoneMinutes(text: string): number {
  // "+0800", "+8:00", "GMT+0800", "UTC +08", "(CST) +0800"
  const offset = /([+-])\s?(\d{1,2}):?(\d{2})?(?!\d)/.exec(text);
  if (offset) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
    // No place on Earth is further; an absurd zone is no zone.
    if (minutes > 14 * 60) return 0;
    return offset[1] === '-' ? -minutes : minutes;
  }
  const name = /[A-Za-z]+/.exec(text)?.[0].toLowerCase();
  return name === undefined ? 0 : (zones[name] ?? 0);
}
