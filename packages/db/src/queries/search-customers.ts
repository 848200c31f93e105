/** Which customers matches belong to. */
import { sql } from 'kysely';

/**
 * `id` of each match and `customer_id`, on `hits`: of mails where they are filed, of records whose they are. Not of the asker's
 * Scope yet. What market information is about stands on its own page. Hits are few beside the tables: each is looked up, no
 * table is read whole for them.
 */
export const CUSTOMERS_OF_HITS = sql`
  select h.id, f.customer_id from hits h cross join lateral (
    select f.customer_id from filing f where f.message_id = h.message_id and f.undone_at is null offset 0) f
  union all select h.id, h.record_id from hits h where h.kind = 'customer'
  union all select h.id, k.customer_id from hits h cross join lateral (
    select k.customer_id from contact k where k.id = h.record_id offset 0) k where h.kind = 'contact'
  union all select h.id, x.customer_id from hits h cross join lateral (
    select x.customer_id from activity x where x.id = h.record_id offset 0) x where h.kind in ('activity', 'market')`;
