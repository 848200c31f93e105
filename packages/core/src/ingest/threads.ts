/**
 * Threads: by References and In-Reply-To backwards; a reply without them by its base subject.
 *
 * Every Message-ID that a mail bears or names maps to one thread, so a parent that comes late (the backfill
 * goes newest first) finds the thread of its replies, and a mail that names two threads joins them.
 */
import { createHash } from 'node:crypto';
import type { DB } from '@tradepost/db';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { hexBytes, jsonRows } from './json-rows.ts';

/** A reply without References joins mail of the same base subject and people within this many days. */
const ORPHAN_DAYS = 60;
const MOST_CANDIDATES = 20;
const MOST_PEOPLE = 50;

export interface ThreadInput {
  /** Fingerprint, hex: the key of the answer. */
  readonly fingerprint: string;
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  readonly baseSubject: string;
  readonly isReplySubject: boolean;
  /** Milliseconds since 1970. */
  readonly occurredAt: number;
  /** Addresses that are not ours: "Re: Quotation" from one customer must not join another's. */
  readonly outsiders: readonly string[];
}

export const refHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** First 16 octets of SHA-256 of the base subject in lower case, hex; null where it is empty. */
export const baseSubjectHash = (baseSubject: string) =>
  baseSubject === '' ? null : refHash(baseSubject.toLowerCase());

export const isOrphanReply = (message: ThreadInput) =>
  message.isReplySubject &&
  message.baseSubject !== '' &&
  message.inReplyTo === null &&
  message.references.length === 0;

/** Groups of keys that are one: a small union-find. */
class Groups {
  readonly #parent = new Map<string, string>();
  find(key: string): string {
    let root = key;
    for (let up = this.#parent.get(root); up !== undefined && up !== root; up = this.#parent.get(root))
      root = up;
    this.#parent.set(key, root);
    return root;
  }
  keys(): Iterable<string> {
    return [...this.#parent.keys()];
  }
  join(a: string, b: string): void {
    const [rootA, rootB] = [this.find(a), this.find(b)];
    if (rootA !== rootB) this.#parent.set(rootB, rootA);
  }
}

/**
 * Gives each new message its thread, makes missing threads and joins those that turn out to be one.
 * @returns fingerprint → thread id.
 */
export async function assignThreads(
  tx: Transaction<DB>,
  messages: readonly ThreadInput[],
): Promise<Map<string, number>> {
  const groups = new Groups();
  const hashes = new Set<string>();
  for (const message of messages) {
    const own = `m:${message.fingerprint}`;
    groups.find(own);
    for (const id of [message.messageId, message.inReplyTo, ...message.references]) {
      if (id === null) continue;
      const hash = refHash(id);
      hashes.add(hash);
      groups.join(own, hash);
    }
  }
  const sorted = [...hashes].sort();
  for (const row of await readRefs(tx, sorted)) groups.join(row.hash, `t:${row.thread}`);
  for (const [fingerprint, thread] of await findOrphanThreads(tx, messages))
    groups.join(`m:${fingerprint}`, `t:${thread}`);
  joinOrphansInBatch(groups, messages);

  const threads = await chooseThreads(tx, groups, messages);
  await claimRefs(tx, sorted, (hash) => threads.get(groups.find(hash)) as number);
  // Another transaction may have claimed some of these ids first: theirs stands, ours joins it.
  for (const row of await readRefs(tx, sorted)) groups.join(row.hash, `t:${row.thread}`);
  const final = await chooseThreads(tx, groups, messages, threads);
  return new Map(
    messages.map((message) => [
      message.fingerprint,
      final.get(groups.find(`m:${message.fingerprint}`)) as number,
    ]),
  );
}

async function readRefs(tx: Transaction<DB>, hashes: readonly string[]) {
  if (hashes.length === 0) return [];
  const { rows } = await sql<{ hash: string; thread: number }>`
    select encode(ref_hash, 'hex') as hash, thread_id as thread from thread_ref
    where ref_hash = any(${hashes.map(hexBytes)}::bytea[])`.execute(tx);
  return rows;
}

async function claimRefs(tx: Transaction<DB>, hashes: readonly string[], threadOf: (hash: string) => number) {
  if (hashes.length === 0) return;
  // Sorted, so that two transactions wait for each other in one order.
  const rows = hashes.map((hash) => ({ hash: hexBytes(hash), thread: threadOf(hash) }));
  await sql`
    insert into thread_ref (ref_hash, thread_id)
    select hash::bytea, thread from ${jsonRows(rows, { hash: 'text', thread: 'bigint' })}
    on conflict do nothing`.execute(tx);
}

/**
 * One thread per group: the oldest it touches, or a new one. Where it touches several, they are joined.
 * @param made threads made by the first round, which are dropped where another turns out to be right.
 */
async function chooseThreads(
  tx: Transaction<DB>,
  groups: Groups,
  messages: readonly ThreadInput[],
  made: ReadonlyMap<string, number> = new Map(),
): Promise<Map<string, number>> {
  const touched = new Map<string, Set<number>>();
  const roots = new Set(messages.map((message) => groups.find(`m:${message.fingerprint}`)));
  const add = (root: string, thread: number) =>
    touched.set(root, (touched.get(root) ?? new Set()).add(thread));
  for (const key of groups.keys())
    if (key.startsWith('t:') && roots.has(groups.find(key))) add(groups.find(key), Number(key.slice(2)));
  for (const [root, thread] of made) add(groups.find(root), thread);

  const chosen = new Map<string, number>();
  const losers = new Map<number, number>();
  const empty: string[] = [];
  for (const root of roots) {
    const threads = [...(touched.get(root) ?? [])].sort((a, b) => a - b);
    const [winner, ...others] = threads;
    if (winner === undefined) empty.push(root);
    else {
      chosen.set(root, winner);
      for (const loser of others) losers.set(loser, winner);
    }
  }
  if (losers.size > 0) await joinThreads(tx, losers);
  if (empty.length > 0) {
    const { rows } = await sql<{ id: number }>`
      insert into thread (created_at) select now() from generate_series(1, ${empty.length}::int) returning id`.execute(
      tx,
    );
    empty.forEach((root, index) => chosen.set(root, (rows[index] as { id: number }).id));
  }
  return chosen;
}

/**
 * Moves all of the losers' mails to the winners.
 *
 * Race: another transaction may be adding a mail to a loser. Its foreign key holds a share lock on the
 * loser's row, so the lock below waits for it and the update then sees its mail; one that comes after
 * finds the thread gone (foreign key violation) and its batch is tried again.
 */
async function joinThreads(tx: Transaction<DB>, losers: ReadonlyMap<number, number>): Promise<void> {
  const rows = [...losers].sort(([a], [b]) => a - b).map(([loser, winner]) => ({ loser, winner }));
  const ids = rows.map((row) => row.loser);
  await sql`select id from thread where id = any(${ids}::bigint[]) order by id for update`.execute(tx);
  const list = jsonRows(rows, { loser: 'bigint', winner: 'bigint' });
  await sql`update message set thread_id = r.winner from ${list} where thread_id = r.loser`.execute(tx);
  await sql`update thread_ref set thread_id = r.winner from ${list} where thread_id = r.loser`.execute(tx);
  await sql`delete from thread where id = any(${ids}::bigint[])`.execute(tx);
}

/**
 * Replies that name no parent, and parents of such replies: same base subject, a person in common, near in
 * time, and one of the two is such a reply.
 */
async function findOrphanThreads(
  tx: Transaction<DB>,
  messages: readonly ThreadInput[],
): Promise<Map<string, number>> {
  const rows = messages
    .filter((message) => message.baseSubject !== '' && message.outsiders.length > 0)
    .map((message) => ({
      fingerprint: message.fingerprint,
      hash: hexBytes(baseSubjectHash(message.baseSubject) as string),
      orphan: isOrphanReply(message),
      at: new Date(message.occurredAt).toISOString(),
      people: message.outsiders.slice(0, MOST_PEOPLE),
    }));
  return new Map([
    ...(await findNear(
      tx,
      rows.filter((row) => !row.orphan),
      sql`m.orphan_reply`,
    )),
    ...(await findNear(
      tx,
      rows.filter((row) => row.orphan),
      sql`true`,
    )),
  ]);
}

/** The nearest candidates in time are looked at, no more than a few: subjects like "Daily report" are common. */
async function findNear(tx: Transaction<DB>, rows: readonly object[], condition: RawBuilder<unknown>) {
  if (rows.length === 0) return [];
  const days = `${ORPHAN_DAYS} days`;
  const candidates = (before: boolean) => sql`
    (select m.id, m.thread_id, m.occurred_at from message m
     where m.base_subject_hash = r.hash::bytea and ${condition}
       and ${before ? sql`m.occurred_at <= r.at and m.occurred_at > r.at - ${days}::interval` : sql`m.occurred_at > r.at and m.occurred_at < r.at + ${days}::interval`}
     order by m.occurred_at ${before ? sql`desc` : sql`asc`} limit ${MOST_CANDIDATES})`;
  const found = await sql<{ fingerprint: string; thread: number }>`
    select r.fingerprint, near.thread_id as thread
    from ${jsonRows(rows, { fingerprint: 'text', hash: 'text', at: 'timestamptz', people: 'json' })}
    cross join lateral (
      select c.thread_id from (${candidates(true)} union all ${candidates(false)}) c
      where exists (
        select 1 from message_address ma join address a on a.id = ma.address_id
        where ma.message_id = c.id and a.address in (select json_array_elements_text(r.people)))
      order by abs(extract(epoch from c.occurred_at - r.at)) limit 1
    ) near`.execute(tx);
  return found.rows.map((row): [string, number] => [row.fingerprint, row.thread]);
}

/** The same rule inside one batch, whose mails are not in the table yet. */
function joinOrphansInBatch(groups: Groups, messages: readonly ThreadInput[]): void {
  const bySubject = new Map<string, ThreadInput[]>();
  for (const message of messages) {
    if (message.baseSubject === '') continue;
    const key = message.baseSubject.toLowerCase();
    bySubject.set(key, [...(bySubject.get(key) ?? []), message]);
  }
  for (const alike of bySubject.values()) {
    const orphans = alike.filter(isOrphanReply);
    for (const orphan of orphans) {
      const people = new Set(orphan.outsiders);
      const near = alike
        .filter(
          (other) =>
            other !== orphan &&
            Math.abs(other.occurredAt - orphan.occurredAt) <= ORPHAN_DAYS * 86_400_000 &&
            other.outsiders.some((address) => people.has(address)),
        )
        .sort(
          (a, b) => Math.abs(a.occurredAt - orphan.occurredAt) - Math.abs(b.occurredAt - orphan.occurredAt),
        )[0];
      if (near !== undefined) groups.join(`m:${near.fingerprint}`, `m:${orphan.fingerprint}`);
    }
  }
}
