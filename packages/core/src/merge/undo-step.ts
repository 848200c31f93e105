/** Bringing back what came from a customer that was merged, in bounded steps. */
import type { DB } from '@tradepost/db';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { requestRefile } from '../filing/refile.ts';
import type { JobStep } from '../jobs/run-job.ts';
import { mergedAt, MOST_ROWS, type Merging, moveBack } from './move-rows.ts';
import { settle } from './settle.ts';

export async function undoStep(tx: Transaction<DB>, merging: Merging): Promise<JobStep> {
  const done = await bringSomeBack(tx, merging);
  if (done > 0) return { cursor: { undoing: true, at: Date.now() }, done };
  await tx
    .updateTable('merge')
    .set({ state: 'undone', undone_at: sql<Date>`now()` })
    .where('id', '=', merging.id)
    .execute();
  // Mail that concerns both stands on the source's timeline now; the rules put it on the target's as well.
  for (const customerId of [merging.target, merging.source]) await requestRefile(tx, { customerId }, null);
  await settle(tx, [merging.target, merging.source]);
  return { cursor: null, done: 0 };
}

/**
 * First exactly the rows that went over; then what arrived since and is the source's by its addresses, domains and
 * contacts. All else that arrived since stays where it is.
 * @returns how many rows; 0 when nothing is left to bring back.
 */
export async function bringSomeBack(tx: Transaction<DB>, merging: Merging): Promise<number> {
  const moved = await moveBack(tx, merging);
  if (moved > 0) return moved;
  return (await followContacts(tx, merging)) + (await followFilings(tx, merging));
}

/** Addresses and numbers of the source's contacts, and activities with them. @returns how many activities. */
async function followContacts(tx: Transaction<DB>, { target, source }: Merging): Promise<number> {
  const ofContact = (table: string) => sql`
    update ${sql.table(table)} t set customer_id = ${source} from contact k
    where t.customer_id = ${target} and k.id = t.contact_id and k.customer_id = ${source}`;
  await ofContact('contact_address').execute(tx);
  await ofContact('contact_channel').execute(tx);
  const activities = await ofContact('activity').execute(tx);
  await sql`
    update timeline_entry te set customer_id = ${source} from activity x
    where te.customer_id = ${target} and te.kind <> 'mail' and x.id = te.activity_id and x.customer_id = ${source}`.execute(
    tx,
  );
  return Number(activities.numAffectedRows ?? 0n);
}

/** Filings by rule since the merge whose evidence is the source's, and their entries. */
async function followFilings(tx: Transaction<DB>, { id, target, source }: Merging): Promise<number> {
  const { rows } = await sql<{ moved: number }>`
    with picked as (
      select f.id from filing f
      where f.customer_id = ${target} and f.undone_at is null and f.filed_at >= ${mergedAt(id)} and ${isOfSource(source)}
        and not exists (select 1 from filing own
          where own.message_id = f.message_id and own.customer_id = ${source} and own.undone_at is null)
      limit ${MOST_ROWS}
    ), moved as (
      update filing f set customer_id = ${source} from picked where f.id = picked.id returning f.message_id
    ), entered as (
      update timeline_entry te set customer_id = ${source} from moved
      where te.message_id = moved.message_id and te.customer_id = ${target}
        and not exists (select 1 from timeline_entry own
          where own.message_id = te.message_id and own.customer_id = ${source})
    )
    select count(*)::int as moved from moved`.execute(tx);
  return rows[0]?.moved ?? 0;
}

/** The evidence is what the rules of filing write: an address, or `message` and the id of one in the thread. */
const isOfSource = (source: number): RawBuilder<unknown> => sql`(
  (f.rule = 'contact' and exists (
    select 1 from contact_address ca where ca.address = f.evidence and ca.customer_id = ${source}))
  or (f.rule = 'domain' and exists (
    select 1 from customer_domain cd where cd.customer_id = ${source}
      and (split_part(f.evidence, '@', 2) = cd.domain or f.evidence like '%.' || cd.domain)))
  or (f.rule = 'thread' and exists (
    select 1 from filing mate where mate.customer_id = ${source} and mate.undone_at is null
      and mate.message_id = case when f.evidence ~ '^message [0-9]{1,18}$' then substr(f.evidence, 9)::bigint end)))`;
