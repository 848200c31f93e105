/** UIDVALIDITY generations of a mailbox (RFC 3501 2.3.1.1). */
import type { DB } from '@tradepost/db';
import type { ExaminedMailbox } from '@tradepost/mail/imap';
import { type Kysely, sql, type Transaction } from 'kysely';

export interface Generation {
  /** Number of the generation: what the server says, or one of our own where that cannot be relied on. */
  readonly uidValidity: number;
  /** First above every UID. */
  readonly uidNext: number;
  /** The same at the look before this one; null where this is the first of the generation. */
  readonly uidNextBefore: number | null;
  /** A new one was begun just now: coverage is empty again, nothing was deleted. */
  readonly begun: boolean;
  /** UIDNEXT is lower than it was: mail may get UIDs that other mail had. */
  readonly fell: boolean;
}

/** UIDVALIDITY has 32 bits; what is above them counts how often the same one began anew. */
const SPAN = 2 ** 32;

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
    const same =
      known.uid_validity !== null &&
      (unnumbered
        ? known.uid_validity < 0 && known.uid_next === seen.uidNext && known.server_count === seen.exists
        : known.uid_validity > 0 && known.uid_validity % SPAN === seen.uidValidity % SPAN);
    const uidValidity = same
      ? (known.uid_validity as number)
      : unnumbered
        ? await unusedBelowZero(tx, mailboxId)
        : await unusedFrom(tx, mailboxId, seen.uidValidity);
    // Within a generation UIDNEXT never falls; that it did is for the reconciliation to look into.
    const uidNextBefore = same ? known.uid_next : null;
    const before = uidNextBefore ?? 1;
    const uidNext = Math.max(seen.uidNext, before, 1);
    await sql`
      update mailbox set uid_validity = ${uidValidity}, uid_next = ${uidNext}, highest_modseq = ${seen.highestModseq}::bigint,
        server_count = ${seen.exists}, server_count_at = now()
        ${same ? sql`` : sql`, covered = '{}', place_count = 0, reconciled_at = null`}
      where id = ${mailboxId}`.execute(tx);
    return { uidValidity, uidNext, uidNextBefore, begun: !same, fell: seen.uidNext < before };
  });
}

/**
 * Begins a new generation under the same UIDVALIDITY: the server was seen to give a UID to another mail than
 * before (an older copy of the mailbox was put back). Nothing happens where the generation is over already.
 */
export async function abandonGeneration(
  db: Kysely<DB>,
  mailboxId: number,
  uidValidity: number,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const known = await tx
      .selectFrom('mailbox')
      .select('uid_validity')
      .where('id', '=', mailboxId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (known.uid_validity !== uidValidity) return;
    const next =
      uidValidity < 0
        ? await unusedBelowZero(tx, mailboxId)
        : await unusedFrom(tx, mailboxId, uidValidity + SPAN);
    await sql`
      update mailbox set uid_validity = ${next}, covered = '{}', place_count = 0, reconciled_at = null
      where id = ${mailboxId}`.execute(tx);
  });
}

/** The same UIDVALIDITY may come back after another one; its places of then say nothing about now. */
async function unusedFrom(tx: Transaction<DB>, mailboxId: number, first: number): Promise<number> {
  let candidate = first;
  while (await hasPlaces(tx, mailboxId, candidate)) candidate += SPAN;
  return candidate;
}

async function unusedBelowZero(tx: Transaction<DB>, mailboxId: number): Promise<number> {
  const { rows } = await sql<{ lowest: number | null }>`
    select least(b.uid_validity, (select min(p.uid_validity) from mailbox_message p where p.mailbox_id = b.id), 0) as lowest
    from mailbox b where b.id = ${mailboxId}`.execute(tx);
  return (rows[0]?.lowest ?? 0) - 1;
}

async function hasPlaces(tx: Transaction<DB>, mailboxId: number, uidValidity: number): Promise<boolean> {
  const { rows } = await sql`
    select 1 from mailbox_message where mailbox_id = ${mailboxId} and uid_validity = ${uidValidity} limit 1`.execute(
    tx,
  );
  return rows.length > 0;
}

/** UIDs below UIDNEXT that are not covered, lowest first, as an int8multirange. */
export async function missingUids(db: Kysely<DB>, mailboxId: number): Promise<string> {
  const { rows } = await sql<{ missing: string }>`
    select (int8multirange(int8range(1, greatest(uid_next, 1))) - covered)::text as missing
    from mailbox where id = ${mailboxId}`.execute(db);
  return rows[0]?.missing ?? '{}';
}

/** So many generations within a day are no repair of the server's: it keeps no numbers that hold. */
const MOST_A_DAY = 4;
/** Generations looked at. */
const LOOKED_AT = 50;

/**
 * Whether the server numbers the mailbox anew again and again, as of two servers behind one name each does by itself: all
 * its mail is fetched each time. One that gives no numbers (UIDVALIDITY 0) is dealt with as such.
 */
export async function isRenumberedOften(db: Kysely<DB>, mailboxId: number): Promise<boolean> {
  const { rows } = await sql<{ often: boolean }>`
    with recursive generation as (
      (select uid_validity, created_at from mailbox_message
        where mailbox_id = ${mailboxId} and uid_validity > 0 order by uid_validity desc limit 1)
      union all
      select next.uid_validity, next.created_at from generation cross join lateral (
        select p.uid_validity, p.created_at from mailbox_message p
        where p.mailbox_id = ${mailboxId} and p.uid_validity > 0 and p.uid_validity < generation.uid_validity
        order by p.uid_validity desc limit 1) next)
    select count(*) filter (where created_at > now() - interval '1 day') >= ${MOST_A_DAY} as often
    from (select created_at from generation limit ${LOOKED_AT}) lately`.execute(db);
  return rows[0]?.often ?? false;
}
