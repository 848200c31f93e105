/** What the rules of customers need; made once per process. */
import type { DB } from '@tradepost/db';
import type { Kysely } from 'kysely';
import type { Notifier } from '../events/notifier.ts';

export interface CustomerDeps {
  readonly db: Kysely<DB>;
  readonly notifier: Notifier;
}
