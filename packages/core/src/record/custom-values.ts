/** Values of the company's own fields, checked by the kind of each. */
import type { CustomFieldKind } from '@tradepost/contract';
import type { CustomFieldRow } from '@tradepost/db/queries/record';
import { isDay } from '../calendar/days.ts';
import { fault, faultError } from '../customers/fault.ts';
import { cleanText } from '../customers/normalise.ts';
import { keyOf } from './lists.ts';

export type CustomValue = string | number | boolean;
type Given = CustomValue | null;
type Field = Pick<CustomFieldRow, 'key' | 'kind' | 'choices' | 'archived_at'>;

/** Characters of a text. */
const LONGEST = 5_000;
const YES = new Set(['yes', 'true', '1', '是']);
const NO = new Set(['no', 'false', '0', '否']);

const bad = (field: Field, value: Given) =>
  faultError(
    'invalid-request',
    fault('bad-value', { value: `${field.key}: ${String(value)}` }),
    `"${String(value)}" is not a value of the field "${field.key}" (${field.kind}).`,
  );

/** Also as text, as files and cards have it. */
const READ: Readonly<Record<CustomFieldKind, (value: CustomValue, field: Field) => CustomValue | undefined>> =
  {
    text: (value) => (typeof value === 'string' && value.length <= LONGEST ? value : undefined),
    number: (value) => {
      const number = typeof value === 'string' ? Number(value.replaceAll(',', '')) : value;
      return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
    },
    date: (value) => (typeof value === 'string' && isDay(value) ? value : undefined),
    'yes-no': (value) => {
      const word = String(value).toLowerCase();
      return YES.has(word) ? true : NO.has(word) ? false : undefined;
    },
    choice: (value, field) => (typeof value === 'string' ? keyOf(field.choices, value) : undefined),
  };

/**
 * The values as they are to be kept. What is left out stays; null or an empty text takes a value away. A field that
 * is archived takes no new value, and keeps what it has.
 * @throws TradepostError 'invalid-request'.
 */
export function mergeCustom(
  before: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, Given>>,
  fields: readonly Field[],
): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...before };
  for (const [key, value] of Object.entries(given)) {
    const field = fields.find((one) => one.key === key);
    if (field === undefined || (field.archived_at !== null && value !== before[key]))
      throw faultError(
        'invalid-request',
        fault('unknown-field', { value: key }),
        `The company has no field "${key}".`,
      );
    // What stood there before stands there, also where the company's list has changed since.
    if (field.archived_at !== null || value === before[key]) continue;
    const clean = typeof value === 'string' ? cleanText(value) : value;
    if (clean === null) {
      delete merged[key];
      continue;
    }
    const read = READ[field.kind](clean, field);
    if (read === undefined) throw bad(field, value);
    merged[key] = read;
  }
  return merged;
}
