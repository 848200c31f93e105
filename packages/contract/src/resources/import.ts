/** Lists of customers on their way in: a file, its columns, and what becomes of each line. */
import Type from 'typebox';
import { Body, Id, Nullable, Timestamp } from './common.ts';
import { CustomerFault } from './customer.ts';
import { IMPORT_FIELDS, IMPORT_OUTCOMES, MOST_CONTACTS_OF_LINE } from '../values/import.ts';

/** For each column its field, or null where it is left out. */
export const ImportMapping = Type.Array(
  Nullable(Type.String({ pattern: `^(${IMPORT_FIELDS.join('|')})(:[2-${MOST_CONTACTS_OF_LINE}])?$` })),
  { maxItems: 200 },
);

/** A line that is a customer already: left alone; fills the customer's empty fields; gives it a further contact. */
export const DUPLICATE_CHOICES = ['skip', 'fill', 'add-contact'] as const;
export type DuplicateChoice = (typeof DUPLICATE_CHOICES)[number];

export const ImportCounts = Type.Object({
  created: Type.Integer(),
  filled: Type.Integer(),
  'contact-added': Type.Integer(),
  duplicate: Type.Integer(),
  invalid: Type.Integer(),
});
export type ImportCounts = Type.Static<typeof ImportCounts>;

export const IMPORT_STATES = ['open', 'checking', 'checked', 'importing', 'done', 'failed'] as const;
export const IMPORT_FORMATS = ['csv', 'xlsx', 'vcard'] as const;

export const ImportChoices = {
  onDuplicate: Type.Enum(DUPLICATE_CHOICES),
  batchId: Nullable(Id),
  /** For lines that name no source of their own. */
  source: Nullable(Type.String({ maxLength: 200 })),
  /** For lines that name no salesperson; null: by the rule of the form. */
  ownerId: Nullable(Id),
};

export const ImportSummary = Type.Object({
  id: Id,
  fileName: Type.String(),
  format: Type.Enum(IMPORT_FORMATS),
  state: Type.Enum(IMPORT_STATES),
  rows: Type.Integer(),
  batchId: Nullable(Id),
  batchName: Nullable(Type.String()),
  createdAt: Timestamp,
  finishedAt: Nullable(Timestamp),
});
export type ImportSummary = Type.Static<typeof ImportSummary>;

export const ImportDetail = Type.Object({
  ...ImportSummary.properties,
  ...ImportChoices,
  /** How the octets of a text file were read. */
  encoding: Nullable(Type.String()),
  delimiter: Nullable(Type.String()),
  headings: Type.Array(Type.String()),
  mapping: Type.Array(Nullable(Type.String())),
  error: Nullable(Type.String()),
  /** Of the dry run, or of the import that runs or ran. */
  counts: ImportCounts,
  /** Lines that were looked at by the step that runs or ran last. */
  done: Type.Integer(),
});
export type ImportDetail = Type.Static<typeof ImportDetail>;

export const ImportLine = Type.Object({
  line: Type.Integer(),
  cells: Type.Array(Type.String()),
  /** What would happen, or happened; null before the dry run. */
  outcome: Nullable(Type.Enum(IMPORT_OUTCOMES)),
  name: Nullable(Type.String()),
  customerId: Nullable(Id),
  reason: Nullable(CustomerFault),
});
export type ImportLine = Type.Static<typeof ImportLine>;

export const ImportPatch = Body({
  mapping: Type.Optional(ImportMapping),
  onDuplicate: Type.Optional(ImportChoices.onDuplicate),
  batchId: Type.Optional(ImportChoices.batchId),
  source: Type.Optional(ImportChoices.source),
  ownerId: Type.Optional(ImportChoices.ownerId),
});
export type ImportPatch = Type.Static<typeof ImportPatch>;
