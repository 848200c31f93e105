/** Whether a user may know of an event: by the same rule as everything else (I9). */
import type { LiveEvent } from '@tradepost/contract';
import type { Database } from '@tradepost/core/services';
import { findEventSubject } from '@tradepost/db/queries/events';
import type { Scope } from '@tradepost/db/queries/scope';

/** The answer for one subject is kept this long: a backfill tells of the same account many times a second. */
const REMEMBER_MS = 10_000;
const MOST_REMEMBERED = 2_000;

/** An event with no subject at all tells nothing and goes to nobody. */
export function makeEventFilter(db: Database, scope: Scope): (event: LiveEvent) => Promise<boolean> {
  const answers = new Map<string, { visible: boolean; until: number }>();
  return async (event) => {
    const { accountId, customerId, jobId, userId } = event;
    const key = [accountId, customerId, jobId, userId].join(':');
    const now = Date.now();
    const known = answers.get(key);
    if (known !== undefined && known.until > now) return known.visible;
    const visible = await findEventSubject(db, scope, event);
    if (answers.size >= MOST_REMEMBERED) answers.clear();
    answers.set(key, { visible, until: now + REMEMBER_MS });
    return visible;
  };
}
