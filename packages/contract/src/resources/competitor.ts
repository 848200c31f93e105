import Type from 'typebox';
import { Body, Country, Id, Nullable, Timestamp } from './common.ts';

export const Competitor = Type.Object({
  id: Id,
  name: Type.String(),
  aliases: Type.Array(Type.String()),
  /** Where it is met. */
  countries: Type.Array(Country),
  products: Nullable(Type.String()),
  strengths: Nullable(Type.String()),
  weaknesses: Nullable(Type.String()),
  strategy: Nullable(Type.String()),
  note: Nullable(Type.String()),
  /** Of the customers one may see: how many buy from it, 1,000 at most. */
  suppliedCustomers: Type.Integer(),
  createdAt: Timestamp,
  archived: Type.Boolean(),
});
export type Competitor = Type.Static<typeof Competitor>;

const text = (maxLength: number) => Type.Optional(Nullable(Type.String({ maxLength })));
const name = Type.String({ minLength: 1, maxLength: 300 });
const fields = {
  aliases: Type.Optional(Type.Array(name, { maxItems: 20 })),
  countries: Type.Optional(Type.Array(Country, { maxItems: 250 })),
  products: text(5_000),
  strengths: text(5_000),
  weaknesses: text(5_000),
  strategy: text(5_000),
  note: text(10_000),
};
export const NewCompetitor = Body({ name, ...fields });
export type NewCompetitor = Type.Static<typeof NewCompetitor>;
export const CompetitorPatch = Body({
  name: Type.Optional(name),
  ...fields,
  archived: Type.Optional(Type.Boolean()),
});
export type CompetitorPatch = Type.Static<typeof CompetitorPatch>;
