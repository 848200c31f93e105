/** Labels that people have taught by completing inquiries. */
import type { InquiryField } from '@tradepost/contract';
import { INQUIRY_FIELDS } from '@tradepost/contract/values';
import type { DB } from '@tradepost/db';
import { fieldOfLabel, type InquirySignals, labelKey } from '@tradepost/mail/inquiry';
import type { Kysely, Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { notFound } from '../errors.ts';

/** There are some dozens; a bound all the same. */
const MOST = 2_000;
const MOST_LABEL = 60;

export async function learnedLabels(db: Kysely<DB>): Promise<Map<string, InquiryField>> {
  const rows = await db.selectFrom('inquiry_label').select(['label', 'field']).limit(MOST).execute();
  return new Map(
    rows.flatMap(({ label, field }) => {
      const known = INQUIRY_FIELDS.find((name) => name === field);
      return known === undefined ? [] : [[label, known] as const];
    }),
  );
}

/**
 * A value that a person entered and that stands in the mail behind a label which we did not know: that is what the
 * label means.
 * @returns the labels that were learned.
 */
export async function learnLabels(
  tx: Transaction<DB>,
  pairs: readonly { readonly label: string; readonly value: string }[],
  entered: Readonly<Partial<Record<InquiryField, string | null | undefined>>>,
  userId: number,
): Promise<string[]> {
  const known = await learnedLabels(tx);
  const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  const learned = new Map<string, InquiryField>();
  for (const { label, value } of pairs) {
    const key = labelKey(label);
    if (key === '' || key.length > MOST_LABEL || fieldOfLabel(label, known) !== null) continue;
    const field = INQUIRY_FIELDS.find((name) => {
      const text = entered[name];
      return typeof text === 'string' && text.trim().length >= 2 && plain(text) === plain(value);
    });
    if (field !== undefined) learned.set(key, field);
  }
  if (learned.size > 0)
    await tx
      .insertInto('inquiry_label')
      .values([...learned].map(([label, field]) => ({ label, field, created_by: userId })))
      .onConflict((oc) => oc.column('label').doNothing())
      .execute();
  return [...learned.keys()];
}

/** What a mail says, label by label, for a person to read. @param signals of an inquiry's row. */
export async function describePairs(
  db: Kysely<DB>,
  signals: unknown,
): Promise<{ label: string; value: string; field: InquiryField | null }[]> {
  const learned = await learnedLabels(db);
  const { pairs } = signals as InquirySignals;
  return pairs.map(({ label, value }) => ({ label, value, field: fieldOfLabel(label, learned) }));
}

/** @throws TradepostError 'not-found'. */
export async function forgetLabel(db: Kysely<DB>, userId: number, label: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const gone = await tx
      .deleteFrom('inquiry_label')
      .where('label', '=', label)
      .returning('field')
      .executeTakeFirst();
    if (gone === undefined) throw notFound('The label');
    await appendAudit(tx, {
      actorId: userId,
      action: 'inquiry-label.forgotten',
      subjectKind: 'inquiry-label',
      subjectId: label,
      detail: { field: gone.field },
    });
  });
}
