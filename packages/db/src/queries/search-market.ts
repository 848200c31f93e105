/** Market information that was mailed to the unified mailbox, as a search finds it: by the mail's row. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { keptPlan } from '../kept-plans.ts';
import type { DB } from '../schema.ts';
import type { Condition, Scope } from './scope.ts';
import type { CustomerOfMailRow } from './search-page.ts';

/** Characters of its text that its page shows, too. */
const MOST_TEXT = 50_000;

/** @param messageId of a row; null is none. */
export const isMarketInformation = (messageId: RawBuilder<unknown>): Condition => sql`exists (
  select from unified_item mi where mi.message_id = ${messageId} and mi.kind = 'market-information' and mi.state = 'filed' offset 0)`;

/**
 * One's own, and what is about a customer that one sees: the rule of the unified mailbox's page for who does not read the
 * mailbox itself (`queries/unified.ts`).
 * @param alias of a row of `message`.
 */
export function visibleInformation(scope: Scope, alias: string): Condition {
  if (scope.owners === 'all') return sql`false`;
  const message = (name: string) => sql.ref(`${alias}.${name}`);
  return sql`(${message('private_at')} is null and exists (
    select from unified_item mi where mi.message_id = ${message('id')} and mi.kind = 'market-information' and mi.state = 'filed'
      and (mi.author_id = ${scope.userId} or (${scope.retold(alias)} and exists (
        select from unified_link ml join customer mc on mc.id = ml.customer_id
        where ml.item_id = mi.id and ml.state = 'linked' and ${scope.customer('mc')}))) offset 0))`;
}

export interface InformationRow {
  readonly message_id: number;
  readonly item_id: number;
  readonly subject: string;
  readonly text: string;
}

/** Of these mails those that are market information, to whom it may be shown; as a mail he may not see it. */
export async function listInformation(
  db: Kysely<DB>,
  scope: Scope,
  messageIds: readonly number[],
): Promise<InformationRow[]> {
  if (messageIds.length === 0) return [];
  const { rows } = await keptPlan(sql<InformationRow>`
    select i.message_id, i.id as item_id, m.subject, coalesce(left(t.body, ${MOST_TEXT}), '') as text
    from unified_item i join message m on m.id = i.message_id left join message_text t on t.message_id = m.id
    where i.message_id = any(${[...messageIds]}::bigint[]) and i.kind = 'market-information' and i.state = 'filed'
      and (${scope.message('m')} or ${visibleInformation(scope, 'm')})`).execute(db);
  return rows;
}

/** Customers that it is about, those that the asker may see. */
export async function listCustomersOfInformation(
  db: Kysely<DB>,
  scope: Scope,
  messageIds: readonly number[],
): Promise<CustomerOfMailRow[]> {
  if (messageIds.length === 0) return [];
  const { rows } = await sql<CustomerOfMailRow>`
    select i.message_id, c.id, c.name, c.grade, c.country
    from unified_item i join unified_link l on l.item_id = i.id and l.state = 'linked' join customer c on c.id = l.customer_id
    where i.message_id = any(${[...messageIds]}::bigint[]) and ${scope.customer('c')}
    order by i.message_id, c.id`.execute(db);
  return rows;
}
