/** Days off from CSV: country, day, name_en, name_zh, kind (holiday, makeup), yearly (yes, no). */
import type { CalendarFault, CalendarImport, NewHoliday } from '@tradepost/contract';
import { putHoliday } from '@tradepost/db/queries/calendar';
import { parse } from 'csv-parse/sync';
import { countryCode } from '../customers/country.ts';
import type { CustomerDeps } from '../customers/deps.ts';
import { cleanText } from '../customers/normalise.ts';
import { TradepostError } from '../errors.ts';
import { changeCalendar, checkHoliday } from './change.ts';
import { isDay } from './days.ts';

/** Some years of all countries that a company trades with. */
const MOST_LINES = 5_000;

const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  country: ['country', '国家', '国家/地区'],
  day: ['day', 'date', '日期'],
  nameEn: ['name_en', 'name', '英文名称'],
  nameZh: ['name_zh', '名称', '中文名称'],
  kind: ['kind', 'type', '类型'],
  yearly: ['yearly', '每年'],
};
const KINDS: Readonly<Record<string, NewHoliday['kind']>> = {
  '': 'holiday',
  holiday: 'holiday',
  放假: 'holiday',
  makeup: 'makeup',
  上班: 'makeup',
  调休上班: 'makeup',
};
const YES = new Set(['yes', 'true', '1', '是']);

export interface ImportLine {
  readonly country: string;
  readonly holiday: NewHoliday;
}

class Rollback extends Error {}

/**
 * All or nothing: a calendar with holes would be believed. A day that is there already is replaced.
 * @throws TradepostError 'invalid-request' for what is no CSV, 'too-large'.
 */
export async function importCalendar(
  deps: CustomerDeps,
  actorId: number | null,
  csv: string,
  dryRun: boolean,
): Promise<CalendarImport> {
  const { lines, faults } = readLines(csv);
  if (faults.length > 0) return { dryRun, added: 0, changed: 0, faults };
  const counts = { added: 0, changed: 0 };
  try {
    await changeCalendar(
      deps,
      actorId,
      'calendar.imported',
      () => ({ country: null, days: lines.length }),
      async (tx) => {
        for (const { country, holiday } of lines) {
          const { day, yearly = false, nameEn, nameZh, kind } = holiday;
          const { added } = await putHoliday(tx, {
            country,
            day,
            yearly,
            name_en: nameEn,
            name_zh: nameZh,
            kind,
            source: 'file',
            changed_by: actorId,
          });
          counts[added ? 'added' : 'changed'] += 1;
        }
        if (dryRun) throw new Rollback();
      },
    );
  } catch (error) {
    if (!(error instanceof Rollback)) throw error;
  }
  return { dryRun, ...counts, faults };
}

/** @throws TradepostError 'invalid-request' for what is no CSV, 'too-large'. */
export function readLines(csv: string): { lines: ImportLine[]; faults: CalendarImport['faults'] } {
  let records: string[][];
  try {
    records = parse(csv, { bom: true, trim: true, skip_empty_lines: true, relax_column_count: true });
  } catch {
    throw new TradepostError(
      'invalid-request',
      'The file is not CSV: look at its quotation marks and separators.',
    );
  }
  const [head = [], ...rows] = records;
  if (rows.length > MOST_LINES)
    throw new TradepostError('too-large', `A file may have ${MOST_LINES} days. Cut it into several.`);
  const names = head.map((cell) => cell.toLowerCase());
  const at = (field: string) => names.findIndex((name) => COLUMNS[field]?.includes(name));
  if (at('country') < 0 || at('day') < 0 || (at('nameEn') < 0 && at('nameZh') < 0))
    throw new TradepostError(
      'invalid-request',
      'The first line must name the columns: country, day, name_en, name_zh, kind, yearly.',
    );
  const lines: ImportLine[] = [];
  const faults: CalendarImport['faults'] = [];
  for (const [i, row] of rows.entries()) {
    const cell = (field: string) => cleanText(row[at(field)]) ?? '';
    const read = readLine(cell);
    if ('what' in read) faults.push({ line: i + 2, ...read });
    else lines.push(read);
  }
  return { lines, faults: faults.slice(0, 100) };
}

interface LineFault {
  readonly what: CalendarFault;
  readonly value: string;
}

function readLine(cell: (field: string) => string): ImportLine | LineFault {
  const fault = (what: CalendarFault, value: string): LineFault => ({ what, value: value || '–' });
  const country = countryCode(cell('country'));
  if (country === null) return fault('country', cell('country'));
  const kind = KINDS[cell('kind').toLowerCase()];
  if (kind === undefined) return fault('kind', cell('kind'));
  const nameEn = (cell('nameEn') || cell('nameZh')).slice(0, 100);
  const nameZh = (cell('nameZh') || cell('nameEn')).slice(0, 100);
  if (nameEn === '') return fault('name', '');
  const day = cell('day').replace(
    /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/,
    (_, y: string, m: string, d: string) => [y, m.padStart(2, '0'), d.padStart(2, '0')].join('-'),
  );
  const holiday = { day, yearly: YES.has(cell('yearly').toLowerCase()), nameEn, nameZh, kind };
  try {
    checkHoliday(holiday);
  } catch (error) {
    // A day that is one, and cannot be every year's.
    if (error instanceof TradepostError) return fault(isDay(day) ? 'yearly' : 'day', cell('day'));
    throw error;
  }
  return { country, holiday };
}
