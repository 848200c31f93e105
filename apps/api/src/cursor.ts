/** Opaque cursors of keyset pages: the sort key of the last row, as text that Postgres reads back exactly. */
import { isDay } from '@tradepost/core/calendar/days';
import { TradepostError } from '@tradepost/core/errors';

type Part = string | number;

export function encodeCursor(parts: readonly Part[]): string {
  return Buffer.from(JSON.stringify(parts), 'utf8').toString('base64url');
}

export const badCursor = () =>
  new TradepostError('invalid-request', 'The cursor is not one of this list. Start from the first page.');

/** @throws TradepostError 'invalid-request'. */
export function decodeParts(cursor: string, kinds: readonly ('string' | 'number')[]): Part[] {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw badCursor();
  }
  const whole =
    Array.isArray(parts) &&
    parts.length === kinds.length &&
    parts.every((part, i) => typeof part === kinds[i] && (typeof part === 'string' || isId(part as number)));
  if (!whole) throw badCursor();
  return parts as Part[];
}

const isId = (value: number) => Number.isSafeInteger(value) && value >= 0;

/** What Postgres prints for a timestamptz of the years that a mail can have, with its zone. */
const TIME_TEXT =
  /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d{1,6})?[+-](0\d|1[0-5])(:[0-5]\d){0,2}$/;

/** A time that Postgres reads, or '-infinity', which stands for "never". */
export function isTime(text: string): boolean {
  if (text === '-infinity') return true;
  const [, year, month, day] = TIME_TEXT.exec(text) ?? [];
  if (year === undefined || year === '0000') return false;
  // The 30th of February would be the 2nd of March.
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return date.toISOString().slice(8, 10) === day;
}

/** Text that Postgres can hold. */
export const isPlain = (text: string) => !text.includes('\0') && text.isWellFormed();

/** @throws TradepostError 'invalid-request'. */
export function decodeTimeCursor(cursor: string | undefined): { at: string; id: number } | null {
  if (cursor === undefined) return null;
  const [at, id] = decodeParts(cursor, ['string', 'number']) as [string, number];
  if (!isTime(at)) throw badCursor();
  return { at, id };
}

export function decodeTimeAddressCursor(cursor: string | undefined): { at: string; address: string } | null {
  if (cursor === undefined) return null;
  const [at, address] = decodeParts(cursor, ['string', 'string']) as [string, string];
  if (!isTime(at) || !isPlain(address)) throw badCursor();
  return { at, address };
}

export function decodeTextCursor(cursor: string | undefined): { key: string; id: number } | null {
  if (cursor === undefined) return null;
  const [key, id] = decodeParts(cursor, ['string', 'number']) as [string, number];
  if (!isPlain(key)) throw badCursor();
  return { key, id };
}

/** @throws TradepostError 'invalid-request'. */
export function decodeDayCursor(cursor: string | undefined): { key: string; id: number } | null {
  if (cursor === undefined) return null;
  const [key, id] = decodeParts(cursor, ['string', 'number']) as [string, number];
  if (!isDay(key)) throw badCursor();
  return { key, id };
}

export function decodeIdCursor(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  return (decodeParts(cursor, ['number']) as [number])[0];
}

export function decodeIdsCursor(cursor: string | undefined): [number, number] | null {
  if (cursor === undefined) return null;
  return decodeParts(cursor, ['number', 'number']) as [number, number];
}

/**
 * A page of at most `limit` of the rows, of which one more than that was asked for.
 * @param keyOf the sort key of a row.
 */
export function cutPage<Row>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => readonly Part[],
): { rows: readonly Row[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page,
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null,
  };
}

/** Rows of a page when none is asked for (the contract's default, which the schema fills in). */
export const DEFAULT_LIMIT = 50;
