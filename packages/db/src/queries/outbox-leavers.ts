/** Mail of the product's own that waits for people who have left. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../schema.ts';

/** Who has left gets nothing more, also of what was made before: it names customers. */
export async function endMailOfLeavers(db: Kysely<DB>): Promise<void> {
  await sql`
    update outbox_mail o set state = 'failed', error_code = 'recipient-left', error_detail = null
    from app_user u where o.state = 'queued' and u.id = o.recipient_id and u.disabled_at is not null`.execute(
    db,
  );
}
