/** What a record of the audit log says besides its sentence, in words: pairs of before and after, lists, people by name. */

/** Their numbers are people's. */
const PEOPLE: ReadonlySet<string> = new Set([
  'ownerId',
  'userId',
  'assigneeId',
  'authorId',
  'owner',
  'from',
  'to',
]);

export interface FactWords {
  /** The name of the person with this number; null where nobody has it. */
  readonly person: (id: number) => string | null;
  /** What a field of a detail is called. */
  readonly name: (key: string) => string;
  readonly yes: string;
  readonly no: string;
}

/** @param key of the detail; what is kept as `[before, after]` is shown so, other lists as lists. */
export function factWords(key: string, value: unknown, words: FactWords): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return (PEOPLE.has(key) ? words.person(value) : null) ?? String(value);
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) {
    const each = value.map((one) => factWords(key, one, words));
    if (isPair(key, value)) return each.join(' → ');
    return each.length === 0 ? '–' : each.join(value.some(isRecord) ? '; ' : ', ');
  }
  const inside = Object.entries(value as Record<string, unknown>).filter(([, one]) => one !== null);
  return inside.length === 0
    ? '–'
    : inside
        // “To: to Anna, 12 customers” says it twice.
        .map(([name, one]) => `${name === key ? '' : `${words.name(name)} `}${factWords(name, one, words)}`)
        .join(', ');
}

/** Before and after. A key of several things has a list of them, unless each side is a list itself; so have records. */
const isPair = (key: string, value: readonly unknown[]) =>
  value.length === 2 &&
  (value.every((one) => Array.isArray(one)) || !(key.endsWith('s') || value.some(isRecord)));

const isRecord = (one: unknown) => typeof one === 'object' && one !== null && !Array.isArray(one);
