/** Shapes that every resource uses. */
import Type from 'typebox';

/** Row ids are integers that stay below 2^53. */
export const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
/** RFC 3339 in UTC. */
export const Timestamp = Type.String({ format: 'date-time' });
export const ADDRESS_PATTERN = '^[^@\\s<>",;]+@[^@\\s<>",;]+$';
/** An address as people type it; normalised (lower case) in the database. */
export const EmailAddress = Type.String({ minLength: 3, maxLength: 320, pattern: ADDRESS_PATTERN });
export const COUNTRY_PATTERN = '^[A-Z]{2}$';
/** ISO 3166-1 alpha-2. */
export const Country = Type.String({ pattern: COUNTRY_PATTERN });
export const Locale = Type.Union([Type.Literal('en'), Type.Literal('zh-CN')]);
export const Grade = Type.Union([Type.Literal('A'), Type.Literal('B'), Type.Literal('C'), Type.Literal('D')]);

export const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
/** A body: unknown fields are refused. */
export const Body = <T extends Type.TProperties>(properties: T) =>
  Type.Object(properties, { additionalProperties: false });

/** One page of a list, in its order; `nextCursor` is null on the last page. */
export const Page = <T extends Type.TSchema>(item: T) =>
  Type.Object({ items: Type.Array(item), nextCursor: Nullable(Type.String()) });
export const PageQuery = {
  cursor: Type.Optional(Type.String({ maxLength: 500 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
};
export const IdParams = Type.Object({ id: Id });
export const Nothing = Type.Null();
