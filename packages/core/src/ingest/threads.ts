/**
 * Threads: by References and In-Reply-To backwards; a reply without them by its base subject.
 *
 * Every Message-ID that a mail bears or names maps to one thread, so a parent that comes late (the backfill
 * goes newest first) finds the thread of its replies, and a mail that names two threads joins them.
 */
import type { DB } from '@tradepost/db';
import { keptPlan } from '@tradepost/db/kept-plans';
import { sql, type Transaction } from 'kysely';
import { Groups } from './groups.ts';
import { hexBytes, jsonRows } from './json-rows.ts';
import { findOrphanThreads, joinOrphansInBatch } from './orphan-replies.ts';
import { refHash, type ThreadInput } from './thread-input.ts';

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
  const { rows } = await keptPlan(sql<{ hash: string; thread: number }>`
    select encode(ref_hash, 'hex') as hash, thread_id as thread from thread_ref
    where ref_hash = any(${hashes.map(hexBytes)}::bytea[])`).execute(tx);
  return rows;
}

async function claimRefs(tx: Transaction<DB>, hashes: readonly string[], threadOf: (hash: string) => number) {
  if (hashes.length === 0) return;
  // Sorted, so that two transactions wait for each other in one order.
  const rows = hashes.map((hash) => ({ hash: hexBytes(hash), thread: threadOf(hash) }));
  await keptPlan(sql`
    insert into thread_ref (ref_hash, thread_id)
    select hash::bytea, thread from ${jsonRows(rows, { hash: 'text', thread: 'bigint' })}
    on conflict do nothing`).execute(tx);
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
    const { rows } = await keptPlan(sql<{ id: number }>`
      insert into thread (created_at) select now() from generate_series(1, ${empty.length}::int) returning id`).execute(
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
