/** What no lexeme of the index says exactly, as a condition on a row of `search_doc`. */
import { sql } from 'kysely';
import type { Condition, Scope } from './scope.ts';
import { isMarketInformation } from './search-market.ts';

export type RowCondition =
  /** Moments as ISO 8601; from it, and before the other. */
  | { readonly is: 'time'; readonly from: string | null; readonly until: string | null }
  | { readonly is: 'larger'; readonly octets: number }
  /** A `tsquery` with U+0001 where the week goes. */
  | { readonly is: 'matches'; readonly query: string }
  /** Of a mail: one of the customers that the asker may see is so. A record is of the one with which it is seen. */
  | {
      readonly is: 'customer';
      readonly column: 'grade' | 'stage' | 'country' | 'owner_id';
      readonly values: readonly (string | number)[];
    }
  | { readonly is: 'market' }
  /** It lies in such a mailbox of an account that the asker may see. */
  | { readonly is: 'place'; readonly use: 'inbox' | 'sent' }
  /** It, or an older mail of its thread, waits for an answer, as a task that the asker may see. */
  | { readonly is: 'waits' }
  | { readonly is: 'all' | 'any'; readonly items: readonly RowCondition[] }
  | { readonly is: 'not'; readonly item: RowCondition };

/** A query of one week. @param alias of a row of `search_doc` or `search_week`. */
export const queryOfWeek = (query: string, alias: string) =>
  sql`replace(${query}, ${'\u0001'}, search_bucket(${sql.ref(`${alias}.week`)}))::tsquery`;

/** @param condition null: whatever the query finds. @param alias of a row of `search_doc`. */
export function conditionSql(scope: Scope, condition: RowCondition | null, alias: string): Condition {
  if (condition === null) return sql`true`;
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  switch (condition.is) {
    case 'time': {
      const { from, until } = condition;
      const at = column('occurred_at');
      return sql`(${from === null ? sql`true` : sql`${at} >= ${from}::timestamptz`}
        and ${until === null ? sql`true` : sql`${at} < ${until}::timestamptz`})`;
    }
    case 'larger':
      return sql`${column('size')} > ${condition.octets}::bigint`;
    case 'matches':
      return sql`${column('tokens')} @@ ${queryOfWeek(condition.query, alias)}`;
    case 'customer': {
      const is = sql`${sql.ref(`of_c.${condition.column}`)}::text = any(${condition.values.map(String)}::text[])`;
      return sql`(${column('message_id')} is null or exists (select from filing of_f join customer of_c on of_c.id = of_f.customer_id
        where of_f.message_id = ${column('message_id')} and of_f.undone_at is null and ${is} and ${scope.customer('of_c')} offset 0))`;
    }
    case 'market':
      return isMarketInformation(column('message_id'));
    case 'place':
      return sql`exists (select from mailbox_message in_p join mailbox in_b on in_b.id = in_p.mailbox_id
        join mail_account in_a on in_a.id = in_b.account_id
        where in_p.message_id = ${column('message_id')} and ${scope.account('in_a')}
          and ${condition.use === 'inbox' ? sql`lower(in_b.path) = 'inbox'` : sql`in_b.special_use = '\\Sent'`} offset 0)`;
    case 'waits':
      return sql`exists (select from message w_m join message w_o on w_o.thread_id = w_m.thread_id and w_o.occurred_at <= w_m.occurred_at
        join task w_t on w_t.message_id = w_o.id and w_t.kind = 'answer' and w_t.state = 'open'
        where w_m.id = ${column('message_id')} and ${scope.task('w_t')} offset 0)`;
    case 'not':
      return sql`not ${conditionSql(scope, condition.item, alias)}`;
    case 'all':
    case 'any': {
      if (condition.items.length === 0) return condition.is === 'all' ? sql`true` : sql`false`;
      const items = condition.items.map((item) => conditionSql(scope, item, alias));
      return sql`(${sql.join(items, condition.is === 'all' ? sql` and ` : sql` or `)})`;
    }
  }
}

/** The time in which all matches lie, where the condition says so. ISO 8601, from it and before the other. */
export function spanOf(condition: RowCondition | null): {
  readonly from: string | null;
  readonly until: string | null;
} {
  if (condition?.is === 'time') return condition;
  if (condition?.is === 'all') {
    const spans = condition.items.map(spanOf);
    const [from, until] = [spans.flatMap((one) => one.from ?? []), spans.flatMap((one) => one.until ?? [])];
    return { from: from.sort().at(-1) ?? null, until: until.sort()[0] ?? null };
  }
  if (condition?.is === 'any' && condition.items.length > 0) {
    const spans = condition.items.map(spanOf);
    const [from, until] = [spans.map((one) => one.from), spans.map((one) => one.until)];
    return {
      from: from.includes(null) ? null : ((from as string[]).sort()[0] ?? null),
      until: until.includes(null) ? null : ((until as string[]).sort().at(-1) ?? null),
    };
  }
  return { from: null, until: null };
}
