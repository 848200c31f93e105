/** Which customers matches belong to. */
import { sql } from 'kysely';

/**
 * `id` of each match and `customer_id`, on `hits`: of mails where they are filed, of records whose they are. Not of the asker's
 * Scope yet. What market information is about stands on its own page.
 */
export const CUSTOMERS_OF_HITS = sql`
  select h.id, f.customer_id from hits h join filing f on f.message_id = h.message_id and f.undone_at is null
  union all select h.id, h.record_id from hits h where h.kind = 'customer'
  union all select h.id, k.customer_id from hits h join contact k on k.id = h.record_id where h.kind = 'contact'
  union all select h.id, x.customer_id from hits h join activity x on x.id = h.record_id
    where h.kind in ('activity', 'market')`;
