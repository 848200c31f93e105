/** Marking words of a mail, and closing what is marked. */
import type { MarkPatch, NewMark, NewQuotes, TermsInput } from '@tradepost/contract';
import type { DB, FoundIn, MailMarkTable } from '@tradepost/db';
import { findMark } from '@tradepost/db/queries/marks';
import type { Scope } from '@tradepost/db/queries/scope';
import { type Insertable, type Kysely, sql, type Transaction } from 'kysely';
import { checkDay } from '../activity/check.ts';
import { endConflictsOf, findConflicts } from '../collision/quote-conflicts.ts';
import { cleanText } from '../customers/normalise.ts';
import { lockForChange } from '../customers/lock-for-change.ts';
import { notFound, TradepostError } from '../errors.ts';
import { setMarkState } from './mark-state.ts';
import { productKey } from './product-key.ts';
import { endPromiseTask, movePromiseTask, raisePromiseTask } from './promise-task.ts';

export interface MarkActor {
  readonly userId: number;
  readonly scope: Scope;
}

interface Filed {
  readonly messageId: number;
  readonly customerId: number;
  /** Who of ours wrote it; null: the customer. */
  readonly authorId: number | null;
}

/**
 * @returns the mark's id.
 * @throws TradepostError 'not-found' for a mail or a customer that may not be seen; 'forbidden' for a customer that
 *   may not be changed; 'unprocessable' where the mail is filed to no such customer, or to several and none is named.
 */
export function createMark(db: Kysely<DB>, { userId, scope }: MarkActor, input: NewMark): Promise<number> {
  const { kind, sort, amount, terms, foundIn } = input;
  if ((kind === 'promise') !== (sort !== undefined))
    throw new TradepostError('invalid-request', 'A promise, and nothing else, says what it is about (sort).');
  if (kind !== 'quotation' && (amount ?? terms ?? foundIn ?? null) !== null)
    throw new TradepostError('invalid-request', 'Only a quotation has an amount and its terms.');
  return db.transaction().execute(async (tx) => {
    const filed = await lockFiled(tx, scope, input.messageId, input.customerId);
    const dueOn = checkDay(input.dueOn);
    const [id] = await insertMarks(tx, [
      {
        ...ofMail(filed, userId),
        kind,
        sort: sort ?? null,
        text: wordsOf(input.text),
        due_on: dueOn,
        ...(kind === 'quotation' ? quoteOf(input) : { product: cleanText(input.product) }),
      },
    ]);
    const markId = id as number;
    if (kind === 'promise' && dueOn !== null) await raisePromiseTask(tx, markId, userId);
    if (kind === 'quotation') await findConflicts(tx, filed.customerId, [markId]);
    return markId;
  });
}

/** The rows of a price list. @returns ids, in their order. @throws TradepostError as `createMark`. */
export function createQuotes(
  db: Kysely<DB>,
  { userId, scope }: MarkActor,
  input: NewQuotes,
): Promise<number[]> {
  return db.transaction().execute(async (tx) => {
    const filed = await lockFiled(tx, scope, input.messageId, input.customerId);
    const ids = await insertMarks(
      tx,
      input.quotes.map((quote) => ({
        ...ofMail(filed, userId),
        kind: 'quotation' as const,
        sort: null,
        text: wordsOf(quote.text),
        due_on: null,
        ...quoteOf(quote),
      })),
    );
    await findConflicts(tx, filed.customerId, ids);
    return ids;
  });
}

function wordsOf(text: string): string {
  const words = cleanText(text);
  if (words === null) throw new TradepostError('invalid-request', 'Say what was promised, asked or quoted.');
  return words;
}

const ofMail = ({ messageId, customerId, authorId }: Filed, userId: number) => ({
  message_id: messageId,
  customer_id: customerId,
  author_id: authorId,
  marked_by: userId,
});

interface QuoteInput {
  readonly product?: string | null;
  readonly amount?: { readonly amount: number; readonly currency: string; readonly unit: string | null };
  readonly terms?: TermsInput;
  readonly foundIn?: FoundIn | null;
}

function quoteOf({ product, amount, terms = {}, foundIn }: QuoteInput) {
  const place = cleanText(terms.incotermPlace);
  if (place !== null && !terms.incoterm)
    throw new TradepostError(
      'invalid-request',
      'A named place belongs to a term of delivery. Choose the term.',
    );
  const name = cleanText(product);
  return {
    product: name,
    product_key: productKey(name),
    amount: amount?.amount ?? null,
    currency: amount?.currency ?? null,
    unit: cleanText(amount?.unit),
    incoterm: terms.incoterm ?? null,
    incoterm_place: place,
    valid_until: checkDay(terms.validUntil),
    quantity: terms.quantity ?? null,
    min_quantity: terms.minQuantity ?? null,
    quantity_unit: cleanText(terms.quantityUnit),
    found_in: foundIn ? JSON.stringify(foundIn) : null,
  };
}

async function insertMarks(
  tx: Transaction<DB>,
  rows: readonly Insertable<MailMarkTable>[],
): Promise<number[]> {
  const made = await tx
    .insertInto('mail_mark')
    .values([...rows])
    .returning('id')
    .execute();
  return made.map(({ id }) => id).sort((a, b) => a - b);
}

async function lockFiled(
  tx: Transaction<DB>,
  scope: Scope,
  messageId: number,
  customerId: number | undefined,
): Promise<Filed> {
  const { rows } = await sql<{ customer_id: number; author_id: number | null }>`
    select c.id as customer_id,
      case when m.direction = 'outbound' then mail_author(m.from_address, m.occurred_at) end as author_id
    from message m join filing f on f.message_id = m.id and f.undone_at is null join customer c on c.id = f.customer_id
    where m.id = ${messageId} and ${scope.message('m')} and ${scope.customer('c')}
      and (${customerId ?? null}::bigint is null or c.id = ${customerId ?? null})
    order by c.id limit 2`.execute(tx);
  const [filed, another] = rows;
  if (filed === undefined) throw await notFiled(tx, scope, messageId);
  if (another !== undefined)
    throw new TradepostError(
      'unprocessable',
      'This mail is filed to several customers. Say whose mark it is.',
    );
  await lockForChange(tx, scope, filed.customer_id);
  return { messageId, customerId: filed.customer_id, authorId: filed.author_id };
}

async function notFiled(db: Kysely<DB>, scope: Scope, messageId: number): Promise<TradepostError> {
  const { rows } = await sql`
    select 1 from message m where m.id = ${messageId} and ${scope.message('m')}`.execute(db);
  return rows.length === 0
    ? notFound('The message')
    : new TradepostError('unprocessable', 'File the mail to the customer first, then mark it.');
}

/**
 * The same state again changes nothing. A promise's task ends and moves with it.
 * @throws TradepostError 'not-found', 'forbidden', 'invalid-request' for a day of what is no promise.
 */
export async function changeMark(
  db: Kysely<DB>,
  { userId, scope }: MarkActor,
  id: number,
  { state, dueOn }: MarkPatch,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const found = await findMark(tx, scope, id);
    if (found === undefined) throw notFound('The mark');
    await lockForChange(tx, scope, found.customer_id);
    // As it is under the lock.
    const mark = await findMark(tx, scope, id);
    if (mark === undefined) throw notFound('The mark');
    const day = dueOn === undefined ? undefined : checkDay(dueOn);
    if (day !== undefined && day !== mark.due_on) {
      await tx.updateTable('mail_mark').set({ due_on: day }).where('id', '=', id).execute();
      if (mark.kind === 'promise' && mark.state === 'open') await movePromiseTask(tx, id, day, userId);
    }
    if (state === undefined || state === mark.state) return;
    await setMarkState(tx, id, state, userId);
    if (mark.kind === 'promise') {
      if (state === 'open') await raisePromiseTask(tx, id, userId);
      else await endPromiseTask(tx, id, state, userId);
    }
    if (mark.kind === 'quotation') {
      if (state === 'withdrawn') await endConflictsOf(tx, id);
      else if (mark.state === 'withdrawn') await findConflicts(tx, mark.customer_id, [id]);
    }
  });
}
