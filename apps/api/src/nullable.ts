/** "This or null", said as OpenAPI 3.0 does, which the serializer writes without asking a validator of each value. */

export type Schema = Readonly<Record<string, unknown>>;

/**
 * A copy in which each choice between one thing and null, or between fixed texts, is one type. Which fields a reply has stays as
 * it is. A choice between several kinds of objects stays one: only their looks tell which it is.
 */
export function withNullable(schema: Schema): Schema {
  const { anyOf, ...rest } = mapValues(schema) as Schema & { anyOf?: readonly Schema[] };
  if (anyOf === undefined) return rest;
  const choices = anyOf.filter(({ type }) => type !== 'null');
  const orNull = choices.length < anyOf.length;
  const [only] = choices;
  if (choices.every(({ const: value }) => typeof value === 'string')) {
    const texts = choices.map(({ const: value }) => value);
    return {
      ...rest,
      type: 'string',
      ...(orNull ? { nullable: true, enum: [...texts, null] } : { enum: texts }),
    };
  }
  // Without a type of its own, as a reference or a choice again, nothing could be said of null.
  return choices.length === 1 && orNull && typeof only?.['type'] === 'string' && only['enum'] === undefined
    ? { ...rest, ...only, nullable: true }
    : { ...rest, anyOf };
}

function mapValues(schema: Schema): Schema {
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, mapped(value)]));
}

function mapped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(mapped);
  return typeof value === 'object' && value !== null ? withNullable(value as Schema) : value;
}
