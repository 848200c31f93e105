/** UIDVALIDITY generations of a mailbox (RFC 3501 2.3.1.1). */
import type { DB } from '@tradepost/db';
import type { ExaminedMailbox } from '@tradepost/mail/imap';
import { type Kysely, sql } from 'kysely';

export interface Generation {
  readonly uidValidity: number;
  /** First above every UID. */
  readonly uidNext: number;
  /** A new one was begun just now: coverage is empty again, nothing was deleted. */
  readonly begun: boolean;
}

/**
 * Takes what EXAMINE said. Another UIDVALIDITY begins a new generation: the mails are fetched again and
 * recognised by their fingerprints. A server that says 0 promises nothing; its generations get numbers of our
 * own, below zero, and a new one is begun whenever its UIDNEXT or count has changed.
 */
export async function openGeneration(
  db: Kysely<DB>,
  mailboxId: number,
  seen: ExaminedMailbox,
): Promise<Generation> {
  return db.transaction().execute(async (tx) => {
    const known = await tx
      .selectFrom('mailbox')
      .select(['uid_validity', 'uid_next', 'server_count'])
      .where('id', '=', mailboxId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const unnumbered = seen.uidValidity <= 0;
    const same = unnumbered
      ? known.uid_validity !== null &&
        known.uid_validity < 0 &&
        known.uid_next === seen.uidNext &&
        known.server_count === seen.exists
      : known.uid_validity === seen.uidValidity;
    const uidValidity = same
      ? (known.uid_validity as number)
      : unnumbered
        ? Math.min(known.uid_validity ?? 0, 0) - 1
        : seen.uidValidity;
    // Within a generation UIDNEXT never falls; a server that says less is not believed.
    const uidNext = Math.max(seen.uidNext, same ? (known.uid_next ?? 1) : 1, 1);
    await sql`
      update mailbox set uid_validity = ${uidValidity}, uid_next = ${uidNext}, highest_modseq = ${seen.highestModseq}::bigint,
        server_count = ${seen.exists}, server_count_at = now()
        ${same ? sql`` : sql`, covered = '{}', place_count = 0, reconciled_at = null`}
      where id = ${mailboxId}`.execute(tx);
    return { uidValidity, uidNext, begun: !same };
  });
}

/** UIDs below UIDNEXT that are not covered, lowest first, as an int8multirange. */
export async function missingUids(db: Kysely<DB>, mailboxId: number): Promise<string> {
  const { rows } = await sql<{ missing: string }>`
    select (int8multirange(int8range(1, greatest(uid_next, 1))) - covered)::text as missing
    from mailbox where id = ${mailboxId}`.execute(db);
  return rows[0]?.missing ?? '{}';
}
