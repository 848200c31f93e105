import Type from 'typebox';
import { expect, test } from 'vitest';
import { type Schema, withNullable } from './nullable.ts';
import { serializerCompiler } from './serialize.ts';

const orNull = <S extends Type.TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const plain = (schema: Type.TSchema) => JSON.parse(JSON.stringify(withNullable(schema as unknown as Schema)));

const Person = Type.Object({ name: orNull(Type.String()), born: orNull(Type.Integer()) });
const Reply = Type.Object({
  person: orNull(Person),
  grade: Type.Union([Type.Literal('A'), Type.Literal('B'), Type.Null()]),
  entries: Type.Array(
    Type.Union([
      Type.Object({ kind: Type.Literal('mail'), from: orNull(Type.String()) }),
      Type.Object({ kind: Type.Literal('call'), minutes: orNull(Type.Integer()) }),
    ]),
  ),
});

test.each([
  ['a text or null', orNull(Type.String()), { type: 'string', nullable: true }],
  [
    'one of some texts',
    Type.Union([Type.Literal('a'), Type.Literal('b')]),
    { type: 'string', enum: ['a', 'b'] },
  ],
  [
    'one of some texts or null',
    Type.Union([Type.Literal('a'), Type.Null()]),
    { type: 'string', nullable: true, enum: ['a', null] },
  ],
  ['a number or a text', Type.Union([Type.Number(), Type.String()]), undefined],
  ['one of several or null', orNull(Type.Union([Type.Number(), Type.String()])), undefined],
])('%s', (_what, schema, expected) => {
  expect(plain(schema)).toEqual(expected ?? JSON.parse(JSON.stringify(schema)));
});

test('a reply is what it was, with null where there is nothing, and without what the contract does not name', () => {
  const write = serializerCompiler({ schema: Reply, method: 'GET', url: '/' });
  const full = {
    person: { name: 'Anna', born: 1980 },
    grade: 'B',
    entries: [
      { kind: 'mail', from: null },
      { kind: 'call', minutes: 12 },
      { kind: 'call', minutes: null },
    ],
  };
  expect(JSON.parse(write({ ...full, person: { ...full.person, secret: 'x' }, more: 1 }))).toEqual(full);
  const empty = { person: null, grade: null, entries: [] };
  expect(write(empty)).toBe(JSON.stringify(empty));
  const nobody = { ...empty, person: { name: null, born: null } };
  expect(write(nobody)).toBe(JSON.stringify(nobody));
});

test('a field that is missing, or an entry of no known kind, is no reply', () => {
  const write = serializerCompiler({ schema: Reply, method: 'GET', url: '/' });
  expect(() => write({ person: null, entries: [] })).toThrow(/required/);
  expect(() => write({ person: null, grade: null, entries: [{ kind: 'fax' }] })).toThrow(/does not match/);
});
