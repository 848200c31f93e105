/** What was sent to the unified mailbox, for those who may see it. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { DB, UnifiedKind, UnifiedState } from '../schema.ts';
import type { Condition, Scope } from './scope.ts';

export interface ItemRow {
  readonly id: number;
  readonly message_id: number;
  readonly account_id: number;
  readonly occurred_at: Date;
  /** As Postgres prints it, exact. */
  readonly occurred_text: string;
  readonly state: UnifiedState;
  readonly kind: UnifiedKind | null;
  readonly reason: string | null;
  readonly author_id: number | null;
  readonly author_name: string | null;
  readonly customer_cards: number;
  readonly contact_cards: number;
  readonly faults: { file: string | null; key: string | null; code: string; value: string | null }[];
  readonly tags: string[];
  readonly subject: string;
  readonly from_address: string | null;
  readonly from_name: string | null;
  readonly preview: string;
  readonly may_open: boolean;
  readonly processed_at: Date | null;
}

const columns = (scope: Scope) => sql`
  i.id, i.message_id, i.account_id, i.occurred_at, i.occurred_at::text as occurred_text, i.state, i.kind, i.reason,
  i.author_id, u.name as author_name, i.customer_cards, i.contact_cards, i.faults, i.tags, m.subject, m.from_address,
  m.from_name, m.preview, i.processed_at, coalesce(${scope.message('m')}, false) as may_open`;
const tables = sql`
  unified_item i join message m on m.id = i.message_id left join app_user u on u.id = i.author_id`;

/**
 * Who reads the mailbox sees all of it; others what they sent themselves, and market information about customers
 * that they see. What only bears their name (unverified) is not theirs.
 * @param whole the asker reads the mailbox.
 */
function visible(scope: Scope, whole: boolean): Condition {
  if (whole) return scope.message('m');
  return sql`(m.private_at is null and (i.author_id = ${scope.userId} or ${scope.retold('m')}) and i.id in (
    select mine.id from unified_item mine where mine.author_id = ${scope.userId} and mine.state <> 'unverified'
    union
    select l.item_id from unified_link l join customer c on c.id = l.customer_id
    join unified_item about on about.id = l.item_id
    where l.state = 'linked' and about.kind = 'market-information' and ${scope.customer('c')}))`;
}

export interface ItemFilter {
  readonly show: 'all' | 'cards' | 'market-information' | 'forwarded' | 'problems';
  /** Each must be in it. */
  readonly terms: readonly string[];
  readonly tag: string | null;
  readonly authorId: number | null;
  readonly customerId: number | null;
  readonly competitorId: number | null;
}

const SHOWN: Readonly<Record<ItemFilter['show'], RawBuilder<unknown>>> = {
  all: sql`true`,
  cards: sql`i.kind in ('card-customer', 'card-contact') and i.state = 'filed'`,
  'market-information': sql`i.kind = 'market-information' and i.state = 'filed'`,
  forwarded: sql`i.kind = 'forwarded'`,
  problems: sql`i.state in ('refused', 'unverified', 'unreadable', 'failed')`,
};

export async function listItems(
  db: Kysely<DB>,
  scope: Scope,
  whole: boolean,
  filter: ItemFilter,
  page: { readonly before: { at: string; id: number } | null; readonly limit: number },
): Promise<ItemRow[]> {
  const { before } = page;
  const linked = (column: 'customer_id' | 'competitor_id', id: number) => sql`
    i.id in (select l.item_id from unified_link l where ${sql.ref(`l.${column}`)} = ${id} and l.state = 'linked')`;
  const conditions = [
    visible(scope, whole),
    SHOWN[filter.show],
    ...(filter.terms.length > 0 ? [sql`i.terms @> ${[...filter.terms]}::text[]`] : []),
    ...(filter.tag === null ? [] : [sql`i.tags @> array[${filter.tag}::text]`]),
    ...(filter.authorId === null ? [] : [sql`i.author_id = ${filter.authorId}`]),
    ...(filter.customerId === null
      ? []
      : [
          sql`exists (select 1 from customer c where c.id = ${filter.customerId} and ${scope.customer('c')})`,
          linked('customer_id', filter.customerId),
        ]),
    ...(filter.competitorId === null ? [] : [linked('competitor_id', filter.competitorId)]),
    ...(before === null ? [] : [sql`(i.occurred_at, i.id) < (${before.at}::timestamptz, ${before.id})`]),
  ];
  const { rows } = await sql<ItemRow>`
    select ${columns(scope)} from ${tables} where ${sql.join(conditions, sql` and `)}
    order by i.occurred_at desc, i.id desc limit ${page.limit}`.execute(db);
  return rows;
}

export async function findItem(
  db: Kysely<DB>,
  scope: Scope,
  whole: boolean,
  id: number,
): Promise<(ItemRow & { readonly body: string | null }) | undefined> {
  const { rows } = await sql<ItemRow & { body: string | null }>`
    select ${columns(scope)}, left(t.body, 50000) as body
    from ${tables} left join message_text t on t.message_id = m.id
    where i.id = ${id} and ${visible(scope, whole)}`.execute(db);
  return rows[0];
}

export interface LinkRow {
  readonly id: number;
  readonly item_id: number;
  readonly customer_id: number | null;
  readonly competitor_id: number | null;
  readonly name: string;
  readonly how: 'card' | 'forwarded' | 'named' | 'by-hand';
  readonly evidence: string | null;
  readonly state: 'linked' | 'proposed';
}

/** Links of one item that are shown. */
const MOST_LINKS = 50;

/** Links of these items to customers that may be seen, and to competitors. */
export async function listLinks(
  db: Kysely<DB>,
  scope: Scope,
  which: { itemIds: readonly number[] } | { linkId: number },
): Promise<LinkRow[]> {
  if ('itemIds' in which && which.itemIds.length === 0) return [];
  const condition =
    'linkId' in which ? sql`l.id = ${which.linkId}` : sql`l.item_id = any(${[...which.itemIds]}::bigint[])`;
  const { rows } = await sql<LinkRow>`
    select l.id, l.item_id, l.customer_id, l.competitor_id, coalesce(c.name, r.name) as name, l.how, l.evidence, l.state
    from unified_link l left join customer c on c.id = l.customer_id left join competitor r on r.id = l.competitor_id
    where ${condition} and l.state <> 'removed' and (l.customer_id is null or ${scope.customer('c')})
    order by l.item_id, l.state, l.id limit ${'linkId' in which ? 1 : which.itemIds.length * MOST_LINKS}`.execute(
    db,
  );
  return rows;
}

export interface MailboxRow {
  readonly account_id: number;
  readonly address: string;
  readonly since: Date;
  readonly authserv_ids: string[];
  readonly trusts_unmarked: boolean;
}

/** The addresses are no secret of the company's people: cards are sent there. */
export async function listUnifiedMailboxes(db: Kysely<DB>): Promise<MailboxRow[]> {
  const { rows } = await sql<MailboxRow>`
    select a.id as account_id, a.address, u.since, u.authserv_ids, u.trusts_unmarked
    from mail_account a join unified_mailbox u on u.account_id = a.id
    where a.unified and a.state <> 'removed' order by lower(a.address) limit 100`.execute(db);
  return rows;
}

/** Newest mails of a mailbox whose topmost Authentication-Results are looked at. */
const SAMPLE = 200;

/** Those fields, and in how many of the newest mails each stands. */
export async function sampleAuthResults(
  db: Kysely<DB>,
  accountId: number,
): Promise<{ auth_results: string | null }[]> {
  const { rows } = await sql<{ auth_results: string | null }>`
    select m.auth_results from unified_item i join message m on m.id = i.message_id
    where i.account_id = ${accountId} order by i.occurred_at desc, i.id desc limit ${SAMPLE}`.execute(db);
  return rows;
}
