/** Mail from files into an account's archive: the same way in as mail from a server. */
import { sql } from 'kysely';
import type { BatchItem } from '../ingest/archive-batch.ts';
import { archivePastRefusals } from '../ingest/archive-past-refusals.ts';
import type { ArchiveDeps } from '../ingest/deps.ts';
import { hexBytes } from '../ingest/json-rows.ts';
import type { FileMail } from './mail-files.ts';

const MOST_MAILS = 250;
const MOST_OCTETS = 6 * 1024 * 1024;
/** An import has no server: its one generation and its UIDs are our own. */
const UID_VALIDITY = 1;
/** No server's mailbox can bear this name: "//" has an empty level. */
const PATH = 'import://files';

export interface ImportProgress {
  /** Mails read from the files. */
  readonly read: number;
  /** Places made now. */
  readonly imported: number;
  /** The same octets were imported before. */
  readonly known: number;
  /** Mails the archive did not have in any form. */
  readonly newMessages: number;
  readonly quarantined: number;
}

/**
 * Safe to repeat: a file that was imported is recognised by its octets.
 * @param onProgress called after every batch.
 */
export async function importMail(
  deps: ArchiveDeps,
  accountId: number,
  mails: AsyncIterable<FileMail>,
  onProgress: (progress: ImportProgress) => void,
): Promise<ImportProgress> {
  const mailboxId = await importMailbox(deps, accountId);
  let progress: ImportProgress = { read: 0, imported: 0, known: 0, newMessages: 0, quarantined: 0 };
  let batch: Promise<Omit<BatchItem, 'uid'>>[] = [];
  let octets = 0;
  const flush = async () => {
    const items = await Promise.all(batch);
    batch = [];
    octets = 0;
    const done = await archiveFiles(deps, mailboxId, items);
    progress = {
      read: progress.read + items.length,
      imported: progress.imported + done.imported,
      known: progress.known + items.length - done.imported,
      newMessages: progress.newMessages + done.newMessages,
      quarantined: progress.quarantined + done.quarantined,
    };
    onProgress(progress);
  };
  for await (const mail of mails) {
    const size = mail.raw.length;
    const task = deps.pool
      .process(mail.raw, { priority: 'backfill' })
      .then((processed) => ({ internalDate: null, processed }));
    task.catch(() => undefined);
    batch.push(task);
    octets += size;
    if (batch.length >= MOST_MAILS || octets >= MOST_OCTETS) await flush();
  }
  if (batch.length > 0) await flush();
  return progress;
}

async function importMailbox(deps: ArchiveDeps, accountId: number): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into mailbox (account_id, kind, path, uid_validity, uid_next)
    values (${accountId}, 'import', ${PATH}, ${UID_VALIDITY}, 1)
    on conflict (account_id, path) do update set path = excluded.path
    returning id`.execute(deps.db);
  return (rows[0] as { id: number }).id;
}

async function archiveFiles(deps: ArchiveDeps, mailboxId: number, items: readonly Omit<BatchItem, 'uid'>[]) {
  const byHash = new Map(items.map((item) => [item.processed.sha256, item]));
  const { rows } = await sql<{ sha256: string }>`
    select encode(b.sha256, 'hex') as sha256
    from blob b join mailbox_message p on p.blob_id = b.id and p.mailbox_id = ${mailboxId}
    where b.sha256 = any(${[...byHash.keys()].map(hexBytes)}::bytea[])`.execute(deps.db);
  for (const row of rows) byHash.delete(row.sha256);
  const fresh = [...byHash.values()];
  if (fresh.length === 0) return { imported: 0, newMessages: 0, quarantined: 0 };
  const next = await sql<{ first: number }>`
    update mailbox set uid_next = uid_next + ${fresh.length} where id = ${mailboxId}
    returning uid_next - ${fresh.length} as first`.execute(deps.db);
  const first = (next.rows[0] as { first: number }).first;
  const result = await archivePastRefusals(deps, {
    mailboxId,
    uidValidity: UID_VALIDITY,
    items: fresh.map((item, index) => ({ ...item, uid: first + index })),
    covered: `{[${first},${first + fresh.length})}`,
  });
  return {
    imported: result.places,
    newMessages: result.newMessages,
    quarantined:
      fresh.filter((item) => item.processed.parsed.quarantineReason !== null).length + result.refused.length,
  };
}
