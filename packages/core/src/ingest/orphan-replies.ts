/** Replies that name no parent (some programs drop References): joined by base subject, people and time. */
import type { DB } from '@tradepost/db';
import { keptPlan } from '@tradepost/db/kept-plans';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Groups } from './groups.ts';
import { hexBytes, jsonRows } from './json-rows.ts';
import { baseSubjectHash, isOrphanReply, type ThreadInput } from './thread-input.ts';

/** A reply without References joins mail of the same base subject and people within this many days. */
const ORPHAN_DAYS = 60;
const MOST_CANDIDATES = 20;
const MOST_PEOPLE = 50;

/**
 * Replies that name no parent, and parents of such replies: same base subject, a person in common, near in
 * time, and one of the two is such a reply.
 */
export async function findOrphanThreads(
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
  const found = await keptPlan(sql<{ fingerprint: string; thread: number }>`
    select r.fingerprint, near.thread_id as thread
    from ${jsonRows(rows, { fingerprint: 'text', hash: 'text', at: 'timestamptz', people: 'json' })}
    cross join lateral (
      select c.thread_id from (${candidates(true)} union all ${candidates(false)}) c
      where exists (
        select 1 from message_address ma join address a on a.id = ma.address_id
        where ma.message_id = c.id and a.address in (select json_array_elements_text(r.people)))
      order by abs(extract(epoch from c.occurred_at - r.at)) limit 1
    ) near`).execute(tx);
  return found.rows.map((row): [string, number] => [row.fingerprint, row.thread]);
}

/** The same rule inside one batch, whose mails are not in the table yet. */
export function joinOrphansInBatch(groups: Groups, messages: readonly ThreadInput[]): void {
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
