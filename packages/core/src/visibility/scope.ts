/**
 * What a user may see (I9). This file is the whole rule; every query that reads customers, mail or mail
 * accounts takes the Scope made here, and says "not found" to what lies outside.
 *
 * - owner, admin, manager: everything.
 * - all others: the customers they own; the mail on those customers' timelines; every mail that has a place
 *   in a mail account they own; the mail accounts they own. So a reader, who owns nothing, sees nothing.
 *
 * Internal and unfiled mail is on nobody's timeline, so only the rule of the mail account shows it.
 */
import type { Condition, Scope } from '@tradepost/db/queries/scope';
import { sql } from 'kysely';
import { isLeader, type Viewer } from '../users/viewer.ts';

/** @param alias of a row of `customer`. */
export function visibleCustomers(viewer: Viewer, alias: string): Condition {
  if (isLeader(viewer)) return EVERYTHING;
  return sql`${sql.ref(`${alias}.owner_id`)} = ${viewer.id}`;
}

/** @param alias of a row of `mail_account`. */
export function visibleAccounts(viewer: Viewer, alias: string): Condition {
  if (isLeader(viewer)) return EVERYTHING;
  return sql`${sql.ref(`${alias}.owner_id`)} = ${viewer.id}`;
}

/** @param alias of a row of `message`. */
export function visibleMessages(viewer: Viewer, alias: string): Condition {
  if (isLeader(viewer)) return EVERYTHING;
  return sql`(${onVisibleTimeline(viewer, alias)} or ${inOwnAccount(viewer.id, alias)})`;
}

/** The message has a place in a mail account of this user, a removed one too: the archive stays. */
export function inOwnAccount(userId: number, alias: string): Condition {
  return sql`exists (
    select 1 from mailbox_message vis_mm
    join mailbox vis_mb on vis_mb.id = vis_mm.mailbox_id
    join mail_account vis_ma on vis_ma.id = vis_mb.account_id
    where vis_mm.message_id = ${sql.ref(`${alias}.id`)} and vis_ma.owner_id = ${userId})`;
}

function onVisibleTimeline(viewer: Viewer, alias: string): Condition {
  return sql`exists (
    select 1 from filing vis_f join customer vis_c on vis_c.id = vis_f.customer_id
    where vis_f.message_id = ${sql.ref(`${alias}.id`)} and vis_f.undone_at is null
      and ${visibleCustomers(viewer, 'vis_c')})`;
}

export function scopeOf(viewer: Viewer): Scope {
  return {
    userId: viewer.id,
    customer: (alias) => visibleCustomers(viewer, alias),
    message: (alias) => visibleMessages(viewer, alias),
    account: (alias) => visibleAccounts(viewer, alias),
  };
}

const EVERYTHING: Condition = sql`true`;
