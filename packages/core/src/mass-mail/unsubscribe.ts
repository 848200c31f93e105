/** No mass mail any more: by its reader's press, by his mail program (RFC 8058), or as he told one of us. */
import type { DB } from '@tradepost/db';
import { findRecipientToUnsubscribe, insertUnsubscribe } from '@tradepost/db/queries/unsubscribes';
import { type Kysely, sql } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { lockForChange } from '../customers/lock-for-change.ts';
import type { Actor } from '../customers/create.ts';
import { normaliseAddress } from '../customers/normalise.ts';
import { notFound } from '../errors.ts';
import { openToken, sealToken } from '../sealed-token.ts';
import type { SecretBox } from '../secrets.ts';
import { isLeader, type Viewer } from '../users/viewer.ts';

const PURPOSE = 'unsubscribe';

/** The address in the mail. It never ends: a mail may be read years later. */
export const unsubscribeUrl = (
  { secrets, publicUrl }: { readonly secrets: SecretBox; readonly publicUrl: string },
  recipientId: number,
) => `${publicUrl}/unsubscribe/${sealToken(secrets, PURPOSE, String(recipientId))}`;

export interface Unsubscribing {
  readonly language: string;
  readonly address: string;
  readonly done: boolean;
}

/** @returns null for a link that is none of ours. It changes nothing: programs look at every link of a mail. */
export async function readUnsubscribe(
  db: Kysely<DB>,
  secrets: SecretBox,
  token: string,
): Promise<(Unsubscribing & { readonly recipientId: number; readonly massMailId: number }) | null> {
  const id = Number(openToken(secrets, PURPOSE, token) ?? 'none');
  if (!Number.isSafeInteger(id)) return null;
  const row = await findRecipientToUnsubscribe(db, id);
  if (row === undefined || row.address === null) return null;
  return {
    recipientId: row.id,
    massMailId: row.mass_mail_id,
    language: row.language,
    address: row.address,
    done: row.unsubscribed_at !== null,
  };
}

/** However often it is pressed. @returns null for a link that is none of ours. */
export async function unsubscribeByLink(
  db: Kysely<DB>,
  secrets: SecretBox,
  token: string,
  way: 'page' | 'one-click',
): Promise<Unsubscribing | null> {
  const asked = await readUnsubscribe(db, secrets, token);
  if (asked === null) return null;
  const { address, massMailId, recipientId } = asked;
  if (!asked.done)
    await db.transaction().execute(async (tx) => {
      const isNew = await insertUnsubscribe(tx, { address, way, massMailId, byId: null, note: null });
      await tx
        .updateTable('mass_mail_recipient')
        .set({ unsubscribed_at: sql<Date>`now()` })
        .where('id', '=', recipientId)
        .where('unsubscribed_at', 'is', null)
        .execute();
      if (isNew)
        await appendAudit(tx, {
          actorId: null,
          action: 'mass-mail.unsubscribed',
          subjectKind: 'mass-mail',
          subjectId: massMailId,
          detail: { address, way },
        });
    });
  return { ...asked, done: true };
}

/**
 * @throws TradepostError 'not-found' for an address of no customer whom he may change; leaders name any.
 */
export async function unsubscribeByPerson(
  db: Kysely<DB>,
  actor: Actor & { readonly viewer: Viewer },
  input: { readonly address: string; readonly note: string | null },
): Promise<void> {
  const address = normaliseAddress(input.address);
  await db.transaction().execute(async (tx) => {
    await assertMayName(tx, actor, address);
    const isNew = await insertUnsubscribe(tx, {
      address,
      way: 'person',
      massMailId: null,
      byId: actor.viewer.id,
      note: input.note,
    });
    if (isNew)
      await appendAudit(tx, {
        actorId: actor.viewer.id,
        action: 'mass-mail.unsubscribed',
        subjectKind: 'address',
        subjectId: address,
        detail: { address, way: 'person', note: input.note },
      });
  });
}

/** He asked for it again. @throws as `unsubscribeByPerson`; 'not-found' where he gets mass mail. */
export async function subscribeAgain(
  db: Kysely<DB>,
  actor: Actor & { readonly viewer: Viewer },
  input: { readonly address: string; readonly note: string },
): Promise<void> {
  const address = normaliseAddress(input.address);
  await db.transaction().execute(async (tx) => {
    await assertMayName(tx, actor, address);
    const gone = await tx
      .deleteFrom('mail_unsubscribe')
      .where('address', '=', address)
      .returning(['way', 'at'])
      .executeTakeFirst();
    if (gone === undefined) throw notFound('The address');
    await appendAudit(tx, {
      actorId: actor.viewer.id,
      action: 'mass-mail.subscribed-again',
      subjectKind: 'address',
      subjectId: address,
      detail: { address, way: gone.way, unsubscribedAt: gone.at.toISOString(), note: input.note },
    });
  });
}

async function assertMayName(
  tx: Parameters<typeof lockForChange>[0],
  actor: Actor & { readonly viewer: Viewer },
  address: string,
): Promise<void> {
  const known = await tx
    .selectFrom('contact_address')
    .select('customer_id')
    .where('address', '=', address)
    .executeTakeFirst();
  if (known !== undefined) await lockForChange(tx, actor.scope, known.customer_id, true);
  else if (!isLeader(actor.viewer)) throw notFound('The address');
}
