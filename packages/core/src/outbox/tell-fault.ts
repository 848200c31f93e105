/** Mail that does not go out is told to people, in the product: no mail would reach them. */
import type { DB } from '@tradepost/db';
import { listManagersOf } from '@tradepost/db/queries/departments';
import type { OutboxFault, OutboxRow } from '@tradepost/db/queries/outbox';
import { listAdministrators } from '@tradepost/db/queries/users';
import type { Kysely } from 'kysely';
import { raiseNotice } from '../notices/raise-notice.ts';

/** A server that is away for a moment is no news: told from the third attempt in vain on, or where no attempt helps. */
const NEWS_AFTER = 3;

/** Who gets it, who leads him, and who can mend it; once for each address and day. */
export async function tellNotSent(db: Kysely<DB>, mail: OutboxRow, fault: OutboxFault): Promise<void> {
  const own =
    mail.recipient_id === null ? [] : [mail.recipient_id, ...(await listManagersOf(db, mail.recipient_id))];
  const userIds = [...own, ...(await listAdministrators(db))];
  await db.transaction().execute((tx) =>
    raiseNotice(tx, {
      userIds,
      kind: 'mail-not-sent',
      key: `${mail.to_address}:${new Date().toISOString().slice(0, 10)}`,
      subject: { kind: 'outgoing-mail', id: mail.id },
      detail: { userName: mail.to_address, subject: mail.subject, code: fault.code, reason: fault.detail },
    }),
  );
}

/** Once for each fault, until the server has worked again. */
export async function tellServerFault(db: Kysely<DB>, permanent: boolean): Promise<void> {
  const server = await db
    .selectFrom('outgoing_server')
    .select(['error_code', 'error_detail', 'error_since', 'failures'])
    .executeTakeFirst();
  if (server === undefined || (!permanent && server.failures < NEWS_AFTER)) return;
  const { error_code: code, error_detail: reason, error_since: since } = server;
  if (since === null) return;
  const userIds = await listAdministrators(db);
  await db.transaction().execute((tx) =>
    raiseNotice(tx, {
      userIds,
      kind: 'outgoing-stopped',
      key: since.toISOString(),
      subject: { kind: 'outgoing-server', id: 1 },
      detail: { code, reason },
    }),
  );
}
