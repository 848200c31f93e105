/** What the company decides about its customers' records: lists of choices, own fields, intervals of contact. */
import Type from 'typebox';
import { Body, Country, Id } from './common.ts';

/** Kept in a record as its key. */
export const Choice = Body({
  key: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' }),
  en: Type.String({ minLength: 1, maxLength: 100 }),
  zh: Type.String({ minLength: 1, maxLength: 100 }),
});
export type Choice = Type.Static<typeof Choice>;
const Choices = Type.Array(Choice, { maxItems: 100 });

export const CUSTOM_FIELD_KINDS = ['text', 'number', 'date', 'yes-no', 'choice'] as const;
export type CustomFieldKind = (typeof CUSTOM_FIELD_KINDS)[number];

const label = Type.String({ minLength: 1, maxLength: 100 });
export const CustomField = Type.Object({
  id: Id,
  key: Type.String(),
  kind: Type.Enum(CUSTOM_FIELD_KINDS),
  labelEn: Type.String(),
  labelZh: Type.String(),
  choices: Type.Array(Choice),
  position: Type.Integer(),
  /** No longer asked for; what was entered stays. */
  archived: Type.Boolean(),
});
export type CustomField = Type.Static<typeof CustomField>;

export const NewCustomField = Body({
  /** In the API, files and cards; never changed again. */
  key: Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' }),
  kind: Type.Enum(CUSTOM_FIELD_KINDS),
  labelEn: label,
  labelZh: label,
  choices: Type.Optional(Choices),
  position: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000 })),
});
export type NewCustomField = Type.Static<typeof NewCustomField>;

export const CustomFieldPatch = Body({
  labelEn: Type.Optional(label),
  labelZh: Type.Optional(label),
  choices: Type.Optional(Choices),
  position: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000 })),
  archived: Type.Optional(Type.Boolean()),
});
export type CustomFieldPatch = Type.Static<typeof CustomFieldPatch>;

/** Days, calendar's. */
const days = Type.Integer({ minimum: 1, maximum: 730 });
export const ContactDays = Body({ A: days, B: days, C: days, D: days, none: days });
export type ContactDays = Type.Static<typeof ContactDays>;

export const RecordSettings = Type.Object({
  businessTypes: Type.Array(Choice),
  scales: Type.Array(Choice),
  customFields: Type.Array(CustomField),
  /** A customer of grade A is to be looked at by a manager. */
  reviewOfA: Type.Boolean(),
  /** Days until the next contact, by grade; `none` without one. */
  contactDays: Type.Object({
    A: Type.Integer(),
    B: Type.Integer(),
    C: Type.Integer(),
    D: Type.Integer(),
    none: Type.Integer(),
  }),
  /** Whose working days the company keeps, and where its days begin. */
  calendar: Type.Object({ country: Type.String(), timeZone: Type.String() }),
});
export type RecordSettings = Type.Static<typeof RecordSettings>;

export const RecordSettingsPatch = Body({
  businessTypes: Type.Optional(Choices),
  scales: Type.Optional(Choices),
  reviewOfA: Type.Optional(Type.Boolean()),
  contactDays: Type.Optional(ContactDays),
  calendar: Type.Optional(Body({ country: Country, timeZone: Type.String({ maxLength: 100 }) })),
});
export type RecordSettingsPatch = Type.Static<typeof RecordSettingsPatch>;
