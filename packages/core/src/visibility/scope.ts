/**
 * What a user may see (I9). This file is the whole rule; every query that reads customers, mail or mail
 * accounts takes the Scope made here, and says "not found" to what lies outside.
 *
 * Customers: one's own and those one works on with others; a manager's also of his departments' people; the
 *   owner's and an administrator's all. Who has nobody and lies in the public pool is seen through the pool alone.
 * Mail: on the timeline of a customer one may see; with a place in a mail account of one's own. Mail of an account
 *   that is filed to no customer: that account's owner and, if the company says so, his manager. The owner all; an
 *   administrator all or, if the company says so, none but his own. A reader the unified mailbox.
 *   What is marked private: who owns an account that holds it, and the company's owner.
 * Tasks: those of customers one may see, but a birthday only of whom one may change, as in the record; of no customer:
 *   one's own, those one gave, a manager's also of his people.
 * Mail accounts: one's own; a manager's also of his people; the owner's and an administrator's all.
 */
import type { Condition, Scope } from '@tradepost/db/queries/scope';
import { sql } from 'kysely';
import { MACHINE, type Viewer } from '../users/viewer.ts';

/** @param alias of a row of `customer`. */
export function visibleCustomers(viewer: Viewer, alias: string): Condition {
  if (viewer.team === 'all') return EVERYTHING;
  return sql`(${ownedByTeam(viewer, alias)} or exists (
    select 1 from customer_collaborator vis_co
    where vis_co.customer_id = ${sql.ref(`${alias}.id`)} and vis_co.user_id = ${viewer.id}))`;
}

/** @param alias of a row of `customer`. */
export function changeableCustomers(viewer: Viewer, alias: string): Condition {
  if (viewer.role === 'reader') return NOTHING;
  if (viewer.team === 'all') return EVERYTHING;
  return sql`(${ownedByTeam(viewer, alias)} or exists (
    select 1 from customer_collaborator vis_co
    where vis_co.customer_id = ${sql.ref(`${alias}.id`)} and vis_co.user_id = ${viewer.id} and vis_co.can_edit))`;
}

/** @param alias of a row of `task`. */
export function visibleTasks(viewer: Viewer, alias: string): Condition {
  if (viewer.team === 'all') return EVERYTHING;
  return sql`(case when ${sql.ref(`${alias}.customer_id`)} is null then ${nobodysTasks(viewer, alias)}
    else exists (select 1 from customer vis_c where vis_c.id = ${sql.ref(`${alias}.customer_id`)}
      and ${visibleCustomers(viewer, 'vis_c')}
      and (${sql.ref(`${alias}.kind`)} <> 'birthday' or ${changeableCustomers(viewer, 'vis_c')})) end)`;
}

/** His own, and those of customers whose record he may change. @param alias of a row of `task`. */
export function changeableTasks(viewer: Viewer, alias: string): Condition {
  if (viewer.role === 'reader') return NOTHING;
  if (viewer.team === 'all') return EVERYTHING;
  return sql`(${visibleTasks(viewer, alias)} and (${sql.ref(`${alias}.assignee_id`)} = ${viewer.id}
    or case when ${sql.ref(`${alias}.customer_id`)} is null then ${nobodysTasks(viewer, alias)}
      else exists (select 1 from customer vis_c where vis_c.id = ${sql.ref(`${alias}.customer_id`)}
        and ${changeableCustomers(viewer, 'vis_c')}) end))`;
}

/** Of no customer. */
function nobodysTasks(viewer: Viewer, alias: string): Condition {
  return sql`(${sql.ref(`${alias}.assignee_id`)} = any(${teamOf(viewer)}::bigint[])
    or ${sql.ref(`${alias}.created_by`)} = ${viewer.id})`;
}

function ownedByTeam(viewer: Viewer, alias: string): Condition {
  const owners = [viewer.id, ...(viewer.team === 'all' ? [] : viewer.team)];
  const owner = sql.ref(`${alias}.owner_id`);
  // Never null, also where nobody owns it: "not in the scope" is asked, too.
  return sql`(${owner} is not null and ${owner} = any(${owners}::bigint[]))`;
}

/**
 * The same of many people in one statement: for their mails.
 * @param person alias of a row with `id`, `owners` (himself and his people) and `sees_all` (his team is everybody).
 * @param customer alias of a row of `customer`.
 */
export function visibleToPerson(person: string, customer: string): Condition {
  const his = (column: string) => sql.ref(`${person}.${column}`);
  const owner = sql.ref(`${customer}.owner_id`);
  return sql`(${his('sees_all')} or (${owner} is not null and ${owner} = any(${his('owners')})) or exists (
    select 1 from customer_collaborator vis_co
    where vis_co.customer_id = ${sql.ref(`${customer}.id`)} and vis_co.user_id = ${his('id')}))`;
}

/** Himself and his people; for whom everything is visible it is not asked. */
const teamOf = ({ id, team }: Viewer): number[] => [id, ...(team === 'all' ? [] : team)];

/** @param alias of a row of `mail_account`. */
export function visibleAccounts(viewer: Viewer, alias: string): Condition {
  if (viewer.team === 'all') return EVERYTHING;
  return ownedByTeam(viewer, alias);
}

/** @param alias of a row of `message`. */
export function visibleMessages(viewer: Viewer, alias: string): Condition {
  if (viewer.role === 'owner' || viewer === MACHINE) return EVERYTHING;
  const own = inOwnAccount(viewer.id, alias);
  const open = sql<boolean>`${sql.ref(`${alias}.private_at`)} is null`;
  if (viewer.role === 'admin') return viewer.readsAllMail ? sql`(${open} or ${own})` : own;
  const ways = [onVisibleTimeline(viewer, alias)];
  if (viewer.readsTeamMail) ways.push(inAccount(alias, teamAccounts(viewer)));
  if (viewer.role === 'reader' || viewer.role === 'manager') ways.push(inAccount(alias, sql`vis_ma.unified`));
  return sql`((${open} and (${sql.join(ways, sql` or `)})) or ${own})`;
}

/** On `vis_ma`: accounts whose mail a manager reads. Owners and administrators are nobody's people. */
function teamAccounts(viewer: Viewer): Condition {
  return sql`(${visibleAccounts(viewer, 'vis_ma')} and not exists (
    select 1 from app_user vis_u where vis_u.id = vis_ma.owner_id and vis_u.role in ('owner', 'admin')))`;
}

/** The message has a place in a mail account of this user, a removed one too: the archive stays. */
export function inOwnAccount(userId: number, alias: string): Condition {
  return inAccount(alias, sql`vis_ma.owner_id = ${userId}`);
}

/** The same of many people in one statement. @param person alias of a row with `id`. */
export const inAccountOf = (person: string, alias: string): Condition =>
  inAccount(alias, sql`vis_ma.owner_id = ${sql.ref(`${person}.id`)}`);

/** @param which condition on `vis_ma`, a row of `mail_account`. */
function inAccount(alias: string, which: Condition): Condition {
  return sql`exists (
    select 1 from mailbox_message vis_mm
    join mailbox vis_mb on vis_mb.id = vis_mm.mailbox_id
    join mail_account vis_ma on vis_ma.id = vis_mb.account_id
    where vis_mm.message_id = ${sql.ref(`${alias}.id`)} and ${which})`;
}

/**
 * What a mail says may be retold, on the timeline of a customer or as market information, to who sees the customer:
 * unless it was marked private since, or he is an administrator who reads no mail.
 * @param alias of a row of `message`.
 */
export function retoldMessages(viewer: Viewer, alias: string): Condition {
  if (viewer.role === 'admin' && !viewer.readsAllMail) return visibleMessages(viewer, alias);
  return sql`(${sql.ref(`${alias}.private_at`)} is null or ${visibleMessages(viewer, alias)})`;
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
    owners: viewer.team === 'all' ? 'all' : teamOf(viewer),
    customer: (alias) => visibleCustomers(viewer, alias),
    changes: (alias) => changeableCustomers(viewer, alias),
    message: (alias) => visibleMessages(viewer, alias),
    retold: (alias) => retoldMessages(viewer, alias),
    task: (alias) => visibleTasks(viewer, alias),
    taskChanges: (alias) => changeableTasks(viewer, alias),
    account: (alias) => visibleAccounts(viewer, alias),
  };
}

const EVERYTHING: Condition = sql`true`;
const NOTHING: Condition = sql`false`;
