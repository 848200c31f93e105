/**
 * Idempotency-Key: the same request twice has one effect and one reply. The key itself is not stored but its
 * hash, and it keys the digest of the request, so that a password in a body cannot be guessed from the row;
 * the reply is sealed, since it may hold a token that is shown once.
 */
import { createHash, createHmac } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { DB } from '@tradepost/db';
import { claimKey, findReply, forgetClaim, keepReply, renewClaim } from '@tradepost/db/queries/idempotency';
import type { Kysely } from 'kysely';
import { canonicalJson } from '../audit/canonical-json.ts';
import { TradepostError } from '../errors.ts';
import type { SecretBox } from '../secrets.ts';

/** A first request of which nothing was heard for so long was killed: another may run it. */
const ABANDONED_SECONDS = 600;
/** While it runs it says so; nine may be missed. */
const RENEW_MS = 60_000;
/** How long a second request waits for the first one's reply. */
const WAIT_MS = 10_000;
const POLL_MS = 100;

export interface IdempotentRequest {
  readonly userId: number;
  readonly key: string;
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
}

/**
 * Runs `run` once for all requests of this user with this key. A reply is kept for a day; a fault is not, since
 * it left nothing behind. What remains: a process killed after the work was committed and before the reply was
 * kept leaves a claim without a reply, and the same request, ten minutes later, runs again. Writes that must not
 * happen twice even so have constraints of their own.
 * @param renewMs for tests.
 * @throws TradepostError 'idempotency-mismatch' when the key came with another request, 'conflict' when the
 *   first one still runs.
 */
export async function onceForKey(
  deps: { db: Kysely<DB>; secrets: SecretBox },
  request: IdempotentRequest,
  run: () => Promise<unknown>,
  renewMs = RENEW_MS,
): Promise<unknown> {
  const { db, secrets } = deps;
  const key = createHash('sha256').update(request.key, 'utf8').digest('base64url');
  const requestHash = createHmac('sha256', request.key)
    .update(canonicalJson([request.method, request.url, request.body ?? null]))
    .digest();
  const owner = `idempotency_key:${request.userId}:${key}`;
  const row = { userId: request.userId, key };

  if (!(await claimKey(db, row, requestHash, ABANDONED_SECONDS))) {
    for (let waited = 0; ; waited += POLL_MS) {
      const first = await findReply(db, row);
      if (first === undefined) {
        if (await claimKey(db, row, requestHash, ABANDONED_SECONDS)) break;
        continue;
      }
      if (!first.request_hash.equals(requestHash))
        throw new TradepostError(
          'idempotency-mismatch',
          'This Idempotency-Key was used with another request. Use a new key for a new request.',
        );
      if (first.status !== null) {
        const kept = first.response as { keyId: string; sealed: string };
        return JSON.parse(secrets.open(owner, kept.keyId, Buffer.from(kept.sealed, 'base64'))) as unknown;
      }
      if (waited >= WAIT_MS)
        throw new TradepostError('conflict', 'The first request with this Idempotency-Key is still running.');
      await delay(POLL_MS);
    }
  }
  let reply: unknown;
  // One that fails is made up for by the next.
  const renewal = setInterval(() => void renewClaim(db, row).catch(() => {}), renewMs);
  try {
    reply = await run();
  } catch (error) {
    await forgetClaim(db, row);
    throw error;
  } finally {
    clearInterval(renewal);
  }
  const { keyId, sealed } = secrets.seal(owner, JSON.stringify(reply ?? null));
  await keepReply(db, row, JSON.stringify({ keyId, sealed: sealed.toString('base64') }));
  return reply;
}
