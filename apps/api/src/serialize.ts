/** Replies are written by Fastify's own serializer, for a schema of the contract that says which fields go out. */
import { SerializerSelector } from '@fastify/fast-json-stringify-compiler';
import type { FastifySerializerCompiler } from 'fastify';
import type Type from 'typebox';
import { type Schema, withNullable } from './nullable.ts';

type Write = (value: unknown) => string;

const build = SerializerSelector()({}, {}) as (route: { schema: object }) => Write;
/** By the schema itself: those of the contract are there as long as the process. */
const writers = new WeakMap<Type.TSchema, Write>();

/** Built with the first reply: to build all of them took longer than everything else of a start together. */
export const serializerCompiler: FastifySerializerCompiler<Type.TSchema> = ({ schema }) => {
  return (value: unknown) => {
    let write = writers.get(schema);
    if (write === undefined) {
      write = build({ schema: withNullable(schema as unknown as Schema) });
      writers.set(schema, write);
    }
    return write(value);
  };
};
