/**
 * Reads one mail of the unified mailbox and does what it asks for: once, whoever runs this and however often. What
 * is done and that it was done are one transaction; a process that is killed leaves an item that waits.
 */
import type { DB } from '@tradepost/db';
import { claimItem, type Claimed, type ItemFacts, loadItemFacts } from '@tradepost/db/queries/unified-work';
import type { Submission } from '@tradepost/mail/card';
import { type Kysely, sql } from 'kysely';
import { describeError } from '../errors.ts';
import { withRetry } from '../ingest/retry.ts';
import type { UnifiedDeps } from './deps.ts';
import { identifySender } from './identify-sender.ts';
import { fileSubmission } from './file-submission.ts';
import { lockWaiting, settle, type Settled } from './settle.ts';

const MOST_ATTEMPTS = 6;
/** Octets of a mail that is read whole; forms are small. */
const MOST_OCTETS = 60 * 1024 * 1024;

export async function processItem(deps: UnifiedDeps, itemId: number): Promise<void> {
  const claimed = await claimItem(deps.db, itemId);
  if (claimed === undefined) return;
  try {
    await read(deps, claimed);
  } catch (error) {
    await postpone(deps.db, claimed, error);
    deps.log.warn({ itemId, err: error }, 'a mail of the unified mailbox could not be read');
  }
}

async function read(deps: UnifiedDeps, item: Claimed): Promise<void> {
  const facts = await loadItemFacts(deps.db, item.id);
  if (facts === undefined) return;
  const end = (settled: Settled) => settleAlone(deps.db, item.id, settled);
  const aside = reasonToIgnore(facts);
  if (aside !== null) return end({ state: 'ignored', reason: aside });
  const submission = await readSubmission(deps, facts);
  if (submission.emptyReturnPath) return end({ state: 'ignored', reason: 'automatic' });
  const sender = await identifySender(deps.db, item, facts, submission);
  if (sender.verdict === 'outside')
    // A card from a stranger, or from somebody's private address: a leader should know.
    return end(
      submission.cards.length > 0
        ? { state: 'unverified', reason: 'not-staff' }
        : { state: 'ignored', reason: 'outside' },
    );
  if (sender.verdict === 'wait') return waitForProof(deps.db, item.id);
  if (sender.verdict === 'unproved')
    return end({ state: 'unverified', reason: sender.reason, authorId: sender.author?.id ?? null });
  const { jobIds, customerIds } = await withRetry(() =>
    fileSubmission(deps, { item, facts, submission, author: sender.author, from: sender.from }),
  );
  for (const jobId of jobIds) await deps.notifier.enqueue('background-job', { jobId });
  for (const customerId of customerIds) await deps.notifier.publish({ type: 'timeline', customerId });
}

/** RFC 3834 2: nobody answers a machine; least of all ourselves. A list of the staff's own hands on what they write. */
function reasonToIgnore(facts: ItemFacts): string | null {
  if (!facts.unified) return 'unmarked';
  if (facts.ours || facts.rfc_message_id?.endsWith('@tradepost.invalid') === true) return 'own-answer';
  if (facts.automatic !== null && facts.automatic !== 'list') return 'automatic';
  return facts.private ? 'private' : null;
}

async function readSubmission(deps: UnifiedDeps, facts: ItemFacts): Promise<Submission> {
  if (facts.size > MOST_OCTETS) throw new Error(`the mail has ${facts.size} octets`);
  const octets = await deps.blobs.read({
    sha256: facts.sha256.toString('hex'),
    size: facts.size,
    storedSize: facts.stored_size,
    codec: facts.codec,
    pack: facts.pack,
    packOffset: facts.pack_offset,
  });
  return deps.reader.submission(octets);
}

async function settleAlone(db: Kysely<DB>, itemId: number, settled: Settled): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (await lockWaiting(tx, itemId)) await settle(tx, itemId, settled);
  });
}

/** The copy in the sender's own Sent mailbox is archived a little later than the one that came here. */
async function waitForProof(db: Kysely<DB>, itemId: number): Promise<void> {
  await sql`
    update unified_item set lease_until = null, attempts = 0, next_attempt_at = now() + interval '1 second'
      * least(greatest(extract(epoch from now() - created_at) / 2, 3), 60)
    where id = ${itemId} and state = 'waiting'`.execute(db);
}

/** Later and later; then it is shown as failed, and a leader may have it read again. */
async function postpone(db: Kysely<DB>, { id, attempts }: Claimed, error: unknown): Promise<void> {
  const over = attempts >= MOST_ATTEMPTS;
  await sql`
    update unified_item set state = ${over ? 'failed' : 'waiting'}, error_detail = ${describeError(error)},
      lease_until = null, next_attempt_at = now() + least(power(4, ${attempts}::int), 3600) * interval '1 second',
      processed_at = ${over ? sql`now()` : null}
    where id = ${id} and state = 'waiting'`.execute(db);
}
