/**
 * Bad values for any schema of the contract. `refused` are those that the schema forbids; `odd` are those that it may
 * allow, and that a careless server stumbles over.
 */
interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly minLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** Larger than any bound that a text of the contract has. */
const LONG = 'x'.repeat(1_100_000);
const ODD_TEXT = [
  `'; drop table customer; -- "><script>alert(1)</script>\r\nBcc: a@b.example\t%_\\ \u202e\u0001\ufffe`,
  ' \t ',
  '=1+1',
  '["[{',
  'Mars/Olympus',
  '99999999999999999999',
];
const ODD_TIMES = ['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+23:59', '9999-12-31T23:59:60Z'];
const ODD_DAYS = ['0000-01-01', '0001-01-01', '9999-12-31', '2026-02-30'];
const NO_TIMES = ['yesterday', '2026-13-45', '2026-02-30T25:00:00Z'];
const HALF = ['a\0b', 'a\ud800b'];

const encode = (cursor: unknown) => Buffer.from(JSON.stringify(cursor)).toString('base64url');
export const BAD_CURSORS = [
  'x',
  ...[[], {}, [null], [-1], [1.5], [1, 1, 1, 1, 1, 1, 1], ['a\0', 1], ['\ud800', 1], [1, 'a'], [{}, {}]].map(
    encode,
  ),
];

/** Of a body. */
export function refused(schema: Schema): unknown[] {
  if (schema.anyOf !== undefined) {
    const members = schema.anyOf;
    return [
      ...members.flatMap(refused).filter((value) => !members.some((member) => takes(member, value))),
      ...(members.some((member) => takes(member, [])) ? [] : [[]]),
    ];
  }
  if (schema.const !== undefined || schema.enum !== undefined) return ['no such word', 5, {}, [], ...HALF];
  switch (schema.type) {
    case 'string':
      return [5, true, {}, ['a'], ...HALF, LONG, ...(schema.format === undefined ? [] : NO_TIMES)];
    case 'integer':
    case 'number':
      return ['1', true, {}, [1], ...outOfRange(schema)];
    case 'boolean':
      return ['yes', 1, {}, []];
    case 'null':
      return [1, 'x'];
    case 'array':
      return [
        'x',
        { 0: 1 },
        ...(schema.maxItems === undefined
          ? []
          : [Array.from({ length: schema.maxItems + 1 }, () => valid(schema.items ?? {}))]),
        ...refused(schema.items ?? {}).map((item) => [item]),
      ];
    case 'object': {
      const inner = Object.values(schema.patternProperties ?? {})[0];
      if (inner !== undefined) return ['x', ...refused(inner).map((value) => ({ key: value }))];
      const good = valid(schema) as Record<string, unknown>;
      return [
        'x',
        [good],
        { ...good, unknown_field: 1 },
        ...(schema.required ?? []).map((name) => without(good, name)),
        ...Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
          refused(field).map((value) => ({ ...good, [name]: value })),
        ),
      ];
    }
    default:
      return [];
  }
}

const outOfRange = ({ type, minimum, maximum }: Schema) => [
  ...(minimum === undefined ? [] : [minimum - 1, -1e300]),
  ...(maximum === undefined ? [] : [maximum + 1, 1e300]),
  ...(type === 'integer' ? [1.5] : []),
];

function takes(schema: Schema, value: unknown): boolean {
  if (schema.anyOf !== undefined) return schema.anyOf.some((member) => takes(member, value));
  if (schema.const !== undefined) return schema.const === value;
  if (schema.enum !== undefined) return schema.enum.includes(value);
  if (schema.type === 'null') return value === null;
  if (schema.type === 'array') return Array.isArray(value) && value.length === 0;
  if (schema.type === 'object')
    return typeof value === 'object' && value !== null && !Array.isArray(value) && !('unknown_field' in value)
      ? Object.keys(value).length === 0 && (schema.required ?? []).length === 0
      : false;
  if (schema.type === 'integer' || schema.type === 'number')
    return (
      typeof value === 'number' &&
      value >= (schema.minimum ?? value) &&
      value <= (schema.maximum ?? value) &&
      (schema.type === 'number' || Number.isInteger(value))
    );
  if (schema.type === 'string')
    return (
      typeof value === 'string' &&
      value !== LONG &&
      !HALF.includes(value) &&
      (schema.format === undefined || !NO_TIMES.includes(value)) &&
      (schema.pattern === undefined || new RegExp(schema.pattern).test(value))
    );
  return schema.type === typeof value;
}

const without = (object: Record<string, unknown>, name: string) =>
  Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));

/** Values that the schema may allow. */
export function odd(schema: Schema): unknown[] {
  if (schema.anyOf !== undefined) return schema.anyOf.flatMap(odd);
  if (schema.const !== undefined || schema.enum !== undefined) return [];
  switch (schema.type) {
    case 'string':
      if (schema.format === 'date-time') return ODD_TIMES;
      if (schema.format === 'date' || schema.pattern?.startsWith('^\\d{4}-') === true) return ODD_DAYS;
      return [
        ...ODD_TEXT,
        '',
        '\u{2070e}'.repeat(Math.min(schema.maxLength ?? 100_000, 100_000) >> 1),
        ...(schema.pattern?.includes('@') === true ? [`${'a'.repeat(300)}@b.example`, "'@<", '"@x'] : []),
      ];
    case 'integer':
    case 'number':
      return [schema.minimum ?? -1e9, schema.maximum ?? 1e300];
    case 'null':
      return [null];
    case 'array':
      return [
        [],
        Array.from({ length: Math.min(schema.maxItems ?? 1000, 1000) }, () => valid(schema.items ?? {})),
        ...odd(schema.items ?? {}).map((item) => [item]),
      ];
    case 'object': {
      const inner = Object.values(schema.patternProperties ?? {})[0];
      if (inner !== undefined)
        return [
          { "'; --": 'x' },
          JSON.parse('{"__proto__": "x"}'),
          { constructor: 'x', toString: 1 },
          ...odd(inner).map((value) => ({ key: value })),
        ];
      const good = valid(schema) as Record<string, unknown>;
      return Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
        odd(field).map((value) => ({ ...good, [name]: value })),
      );
    }
    default:
      return ['x', {}];
  }
}

/** Something that the schema takes. */
function valid(schema: Schema): unknown {
  if (schema.anyOf !== undefined) return valid(schema.anyOf[0] ?? {});
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  switch (schema.type) {
    case 'string':
      if (schema.format === 'date-time') return '2026-01-01T00:00:00Z';
      if (schema.format === 'date' || schema.pattern?.startsWith('^\\d{4}-') === true) return '2026-01-01';
      if (schema.pattern?.includes('@') === true) return 'a@b.example';
      if (schema.pattern?.includes('[A-Z]{2}') === true) return 'DE';
      return 'x'.repeat(Math.max(schema.minLength ?? 1, 1));
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => valid(schema.items ?? {}));
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, valid(schema.properties?.[name] ?? {})]),
      );
    default:
      return 'x';
  }
}
