/** Fields that the company adds to the record. */
import type { CustomField, CustomFieldPatch, NewCustomField } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { type CustomFieldRow, listCustomFields } from '@tradepost/db/queries/record';
import { type Kysely, sql } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { notFound, TradepostError } from '../errors.ts';

/** More than a form can show; archived ones are counted too. */
const MOST_FIELDS = 200;

export const describeField = (row: CustomFieldRow): CustomField => ({
  id: row.id,
  key: row.key,
  kind: row.kind,
  labelEn: row.label_en,
  labelZh: row.label_zh,
  choices: [...row.choices],
  position: row.position,
  archived: row.archived_at !== null,
});

function checkChoices(kind: CustomField['kind'], choices: CustomField['choices']): void {
  if (kind !== 'choice' && choices.length > 0)
    throw new TradepostError('invalid-request', 'Only a field of the kind "choice" has choices.');
  if (kind === 'choice' && choices.length === 0)
    throw new TradepostError('invalid-request', 'A field of the kind "choice" needs at least one choice.');
  if (new Set(choices.map(({ key }) => key)).size < choices.length)
    throw new TradepostError('invalid-request', 'Each choice needs a key of its own.');
}

/** @throws TradepostError 'invalid-request', 'conflict' for a key that is taken. */
export async function createCustomField(
  db: Kysely<DB>,
  actorId: number | null,
  input: NewCustomField,
): Promise<CustomField> {
  const choices = input.choices ?? [];
  checkChoices(input.kind, choices);
  return db.transaction().execute(async (tx) => {
    const fields = await listCustomFields(tx);
    if (fields.length >= MOST_FIELDS)
      throw new TradepostError('conflict', `A company may have ${MOST_FIELDS} fields of its own.`);
    const row = await tx
      .insertInto('custom_field')
      .values({
        key: input.key,
        kind: input.kind,
        label_en: input.labelEn,
        label_zh: input.labelZh,
        choices: JSON.stringify(choices),
        position: input.position ?? fields.length,
        created_by: actorId,
      })
      .onConflict((oc) => oc.column('key').doNothing())
      .returningAll()
      .executeTakeFirst();
    if (row === undefined)
      throw new TradepostError('conflict', `There is a field with the key "${input.key}" already.`);
    await appendAudit(tx, {
      actorId,
      action: 'custom-field.created',
      subjectKind: 'custom-field',
      subjectId: row.id,
      detail: input,
    });
    return describeField(row);
  });
}

/** Its key and kind stay, for values are kept by them. @throws TradepostError 'not-found', 'invalid-request'. */
export async function updateCustomField(
  db: Kysely<DB>,
  actorId: number | null,
  id: number,
  patch: CustomFieldPatch,
): Promise<CustomField> {
  return db.transaction().execute(async (tx) => {
    const before = await tx
      .selectFrom('custom_field')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (before === undefined) throw notFound('The field');
    const choices = patch.choices ?? before.choices;
    checkChoices(before.kind, [...choices]);
    const archivedAt = before.archived_at ?? sql<Date>`now()`;
    const row = await tx
      .updateTable('custom_field')
      .set({
        label_en: patch.labelEn ?? before.label_en,
        label_zh: patch.labelZh ?? before.label_zh,
        choices: JSON.stringify(choices),
        position: patch.position ?? before.position,
        ...(patch.archived === undefined ? {} : { archived_at: patch.archived ? archivedAt : null }),
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await appendAudit(tx, {
      actorId,
      action: 'custom-field.changed',
      subjectKind: 'custom-field',
      subjectId: id,
      detail: patch,
    });
    return describeField(row);
  });
}
