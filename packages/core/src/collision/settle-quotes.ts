/** A leader says which of two prices stands: recorded, and told to both. */
import type { DB } from '@tradepost/db';
import { listQuoteConflicts } from '@tradepost/db/queries/quote-conflicts';
import type { Condition, Scope } from '@tradepost/db/queries/scope';
import { type Kysely, sql } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { cleanText } from '../customers/normalise.ts';
import { notFound, TradepostError } from '../errors.ts';
import { raiseNotice } from '../notices/raise-notice.ts';
import { isAdmin, leads, type Viewer } from '../users/viewer.ts';
import { ledPeople } from '../visibility/led-people.ts';

/** On `q`, a row of `quote_conflict`: one's own, and those of people one leads. */
export const seenConflicts = (viewer: Viewer): Condition =>
  sql`(q.a_user_id = ${viewer.id} or q.b_user_id = ${viewer.id}
    or ${ledPeople(viewer, 'q.a_user_id')} or ${ledPeople(viewer, 'q.b_user_id')})`;

interface Parties {
  readonly a_user_id: number;
  readonly b_user_id: number;
  readonly state: string;
}

/** Who leads one of them and is no party himself; an owner or administrator always. */
export const maySettle = (viewer: Viewer, { a_user_id: a, b_user_id: b, state }: Parties): boolean =>
  state === 'open' &&
  (isAdmin(viewer) ||
    (viewer.role === 'manager' &&
      viewer.id !== a &&
      viewer.id !== b &&
      (leads(viewer, a) || leads(viewer, b))));

/** @throws TradepostError 'not-found', 'forbidden'; 'conflict' where it is settled already. */
export async function settleQuoteConflict(
  db: Kysely<DB>,
  { viewer, scope }: { viewer: Viewer; scope: Scope },
  id: number,
  note: string,
): Promise<void> {
  const said = cleanText(note);
  if (said === null)
    throw new TradepostError('invalid-request', 'Say which price stands: both will read it.');
  await db.transaction().execute(async (tx) => {
    const [found] = await listQuoteConflicts(tx, scope, seenConflicts(viewer), { id, limit: 1 });
    if (found === undefined) throw notFound('The conflict of quotations');
    if (found.state !== 'open')
      throw new TradepostError('conflict', 'This is settled already. Load it again.');
    if (!maySettle(viewer, found))
      throw new TradepostError(
        'forbidden',
        'Only who leads these people, and is not one of them, can settle this.',
      );
    const settled = await sql`
      update quote_conflict set state = 'settled', note = ${said}, settled_by = ${viewer.id}, settled_at = now()
      where id = ${id} and state = 'open'`.execute(tx);
    if (settled.numAffectedRows === 0n)
      throw new TradepostError('conflict', 'This is settled already. Load it again.');
    await raiseNotice(tx, {
      userIds: [found.a_user_id, found.b_user_id].filter((userId) => userId !== viewer.id),
      kind: 'quote-conflict',
      key: `${id}:settled`,
      subject: { kind: 'quote-conflict', id },
      detail: { customerName: found.customer_name, product: found.product, settled: true, note: said },
    });
    await appendAudit(tx, {
      actorId: viewer.id,
      action: 'quote-conflict.settled',
      subjectKind: 'quote-conflict',
      subjectId: id,
      detail: { customer: found.customer_id, note: said },
    });
  });
}
