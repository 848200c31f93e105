/**
 * A letter that went out is in the archive at once, from its own octets and by the same way in as mail from a server:
 * filed, on the timeline, closing what it answers. The copy that comes back from Sent is then the same message (I2).
 */
import type { LetterRow } from '@tradepost/db/queries/letter-work';
import { withBcc } from '@tradepost/mail/smtp';
import { sql } from 'kysely';
import { putOnTimeline } from '../filing/put-on-timeline.ts';
import { archiveBatch } from '../ingest/archive-batch.ts';
import { hexBytes } from '../ingest/json-rows.ts';
import { readComposed } from './compose.ts';
import type { WorkDeps } from './work-deps.ts';

/** No server's mailbox can bear this name: "//" has an empty level. */
const PATH = 'letters://sent';
/** The mailbox has no server: its one generation and its UIDs are our own. */
const UID_VALIDITY = 1;

export interface ArchivedLetter {
  /** Null: the company does not want such mail in its archive. */
  readonly messageId: number | null;
  readonly customerIds: readonly number[];
}

/** Safe to repeat. @throws BlobError; what parsing and the database throw. */
export async function archiveSent(
  deps: WorkDeps,
  letter: LetterRow & { readonly blob_id: number; readonly account_id: number },
): Promise<ArchivedLetter> {
  const raw = await readComposed(deps, letter.blob_id);
  const own = withBcc(
    raw,
    letter.bcc_list.map(({ address }) => address),
  );
  const processed = await deps.pool.process(own, { priority: 'new' });
  const mailboxId = await ownMailbox(deps, letter.account_id);
  const customerIds = new Set<number>();
  if (!(await isThere(deps, mailboxId, processed.sha256))) {
    const uid = await nextUid(deps, mailboxId);
    const done = await archiveBatch(deps, {
      mailboxId,
      uidValidity: UID_VALIDITY,
      items: [{ uid, internalDate: (letter.sent_at ?? new Date()).getTime(), processed }],
      covered: `{[${uid},${uid + 1})}`,
    });
    for (const id of done.customerIds) customerIds.add(id);
  }
  const { rows } = await sql<{ id: number }>`
    select id from message where fingerprint = ${hexBytes(processed.parsed.fingerprint)}::bytea`.execute(
    deps.db,
  );
  const messageId = rows[0]?.id ?? null;
  if (
    messageId !== null &&
    letter.customer_id !== null &&
    (await fileTo(deps, letter, messageId, letter.customer_id))
  )
    customerIds.add(letter.customer_id);
  return { messageId, customerIds: [...customerIds] };
}

/** It was written from this customer's page: that is where it stands, whatever the rules made of its addresses. */
function fileTo(deps: WorkDeps, letter: LetterRow, messageId: number, customerId: number): Promise<boolean> {
  return deps.db.transaction().execute(async (tx) => {
    const message = await tx
      .selectFrom('message')
      .select(['id', 'occurred_at', 'direction', 'private_at'])
      .where('id', '=', messageId)
      .forShare()
      .executeTakeFirst();
    const customer = await tx
      .selectFrom('customer')
      .select('id')
      .where('id', '=', customerId)
      .where('merged_into_id', 'is', null)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (message === undefined || customer === undefined) return false;
    if (message.direction === 'internal' || message.private_at !== null) return false;
    // One that a person has taken off since stays off.
    const { rows } = await sql<{ known: boolean }>`
      select exists (select from filing where message_id = ${messageId} and customer_id = ${customerId}) as known`.execute(
      tx,
    );
    if (rows[0]?.known === true) return false;
    return (await putOnTimeline(tx, message, customerId, letter.author_id)) !== null;
  });
}

async function ownMailbox(deps: WorkDeps, accountId: number): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into mailbox (account_id, kind, path, special_use, uid_validity, uid_next)
    values (${accountId}, 'letters', ${PATH}, '\\Sent', ${UID_VALIDITY}, 1)
    on conflict (account_id, path) do update set path = excluded.path
    returning id`.execute(deps.db);
  return (rows[0] as { id: number }).id;
}

async function isThere(deps: WorkDeps, mailboxId: number, sha256: string): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    select exists (
      select from blob b join mailbox_message p on p.blob_id = b.id and p.mailbox_id = ${mailboxId}
      where b.sha256 = ${hexBytes(sha256)}::bytea) as there`.execute(deps.db);
  return rows[0]?.there === true;
}

async function nextUid(deps: WorkDeps, mailboxId: number): Promise<number> {
  const { rows } = await sql<{ uid: number }>`
    update mailbox set uid_next = uid_next + 1 where id = ${mailboxId} returning uid_next - 1 as uid`.execute(
    deps.db,
  );
  return (rows[0] as { uid: number }).uid;
}
