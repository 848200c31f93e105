/** Texts that are written once and used often, with fields that are filled from the customer's record. */
import Type from 'typebox';
import { Body, Id, Nullable, Timestamp } from './common.ts';
import { LETTER_FIELDS, type LetterField } from '../values/letter-template.ts';

export const TEMPLATE_KINDS = [
  'thank-you',
  'dunning',
  'promotion',
  'follow-up',
  'quotation',
  'general',
] as const;
export type TemplateKind = (typeof TEMPLATE_KINDS)[number];

const language = Type.String({ pattern: '^[a-z]{2}(-[A-Z]{2})?$' });

export const LetterTemplate = Type.Object({
  id: Id,
  kind: Type.Enum(TEMPLATE_KINDS),
  /** ISO 639-1, or with a country: zh-CN, pt-BR. */
  language: Type.String(),
  name: Type.String(),
  subject: Type.String(),
  html: Type.String(),
  /** Null: the company's. */
  ownerId: Nullable(Id),
  /** Fields that stand in it. */
  fields: Type.Array(Type.String()),
  version: Type.Integer(),
  updatedAt: Timestamp,
  updatedByName: Nullable(Type.String()),
  mayChange: Type.Boolean(),
});
export type LetterTemplate = Type.Static<typeof LetterTemplate>;

const content = {
  kind: Type.Enum(TEMPLATE_KINDS),
  language,
  name: Type.String({ minLength: 1, maxLength: 200 }),
  subject: Type.String({ maxLength: 500 }),
  html: Type.String({ maxLength: 100_000 }),
};
export const NewLetterTemplate = Body({
  ...content,
  /** The company's are made by leaders. */
  companyWide: Type.Boolean(),
});
export type NewLetterTemplate = Type.Static<typeof NewLetterTemplate>;
export const LetterTemplatePatch = Body({
  version: Type.Integer({ minimum: 1 }),
  kind: Type.Optional(content.kind),
  language: Type.Optional(language),
  name: Type.Optional(content.name),
  subject: Type.Optional(content.subject),
  html: Type.Optional(content.html),
});
export type LetterTemplatePatch = Type.Static<typeof LetterTemplatePatch>;

/** Values that the writer gives: they outrank the record's. */
export const FieldValues = Type.Partial(
  Type.Record(Type.Enum(LETTER_FIELDS), Type.String({ maxLength: 1000 })),
  { additionalProperties: false },
);
export type FieldValues = Partial<Record<LetterField, string>>;

export const RenderedTemplate = Type.Object({
  subject: Type.String(),
  html: Type.String(),
  /** Fields of the template with what was put for them; null: nothing is known. */
  values: Type.Record(Type.String(), Nullable(Type.String())),
  /** Those that stand in the text as {{field}} still: it is not sent before they are filled. */
  missing: Type.Array(Type.String()),
});
export type RenderedTemplate = Type.Static<typeof RenderedTemplate>;
