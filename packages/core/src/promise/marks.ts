/** Marking words of a mail, and closing what is marked. */
import type { MarkState, NewMark } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { findMark } from '@tradepost/db/queries/marks';
import type { Scope } from '@tradepost/db/queries/scope';
import { type Kysely, sql } from 'kysely';
import { lockForChange } from '../customers/lock-for-change.ts';
import { notFound, TradepostError } from '../errors.ts';

interface MarkActor {
  readonly userId: number;
  readonly scope: Scope;
}

/**
 * @returns the mark's id.
 * @throws TradepostError 'not-found' for a mail or a customer that may not be seen; 'forbidden' for a customer that
 *   may not be changed; 'unprocessable' where the mail is filed to no such customer, or to several and none is named.
 */
export function createMark(db: Kysely<DB>, { userId, scope }: MarkActor, input: NewMark): Promise<number> {
  const { kind, sort, amount } = input;
  const text = input.text.trim();
  if (text === '') throw new TradepostError('invalid-request', 'Say what was promised, asked or quoted.');
  if ((kind === 'promise') !== (sort !== undefined))
    throw new TradepostError('invalid-request', 'A promise, and nothing else, says what it is about (sort).');
  if (kind !== 'quotation' && amount !== undefined)
    throw new TradepostError('invalid-request', 'Only a quotation has an amount.');
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ customer_id: number; author_id: number | null }>`
      select c.id as customer_id,
        case when m.direction = 'outbound' then mail_author(m.from_address, m.occurred_at) end as author_id
      from message m join filing f on f.message_id = m.id and f.undone_at is null join customer c on c.id = f.customer_id
      where m.id = ${input.messageId} and ${scope.message('m')} and ${scope.customer('c')}
        and (${input.customerId ?? null}::bigint is null or c.id = ${input.customerId ?? null})
      order by c.id limit 2`.execute(tx);
    const [filed, another] = rows;
    if (filed === undefined) throw await notFiled(tx, scope, input.messageId);
    if (another !== undefined)
      throw new TradepostError(
        'unprocessable',
        'This mail is filed to several customers. Say whose mark it is.',
      );
    await lockForChange(tx, scope, filed.customer_id);
    const { id } = await tx
      .insertInto('mail_mark')
      .values({
        message_id: input.messageId,
        customer_id: filed.customer_id,
        kind,
        sort: sort ?? null,
        text,
        product: input.product?.trim() || null,
        amount: amount?.amount ?? null,
        currency: amount?.currency ?? null,
        unit: amount?.unit?.trim() || null,
        due_on: input.dueOn ?? null,
        author_id: filed.author_id,
        marked_by: userId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  });
}

async function notFiled(db: Kysely<DB>, scope: Scope, messageId: number): Promise<TradepostError> {
  const { rows } = await sql`
    select 1 from message m where m.id = ${messageId} and ${scope.message('m')}`.execute(db);
  return rows.length === 0
    ? notFound('The message')
    : new TradepostError('unprocessable', 'File the mail to the customer first, then mark it.');
}

/** The same state again changes nothing. @throws TradepostError 'not-found', 'forbidden'. */
export async function closeMark(
  db: Kysely<DB>,
  { userId, scope }: MarkActor,
  id: number,
  state: MarkState,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const mark = await findMark(tx, scope, id);
    if (mark === undefined) throw notFound('The mark');
    await lockForChange(tx, scope, mark.customer_id);
    await tx
      .updateTable('mail_mark')
      .set({
        state,
        closed_by: state === 'open' ? null : userId,
        closed_at: state === 'open' ? null : sql<Date>`now()`,
      })
      .where('id', '=', id)
      .where('state', '<>', state)
      .execute();
  });
}
