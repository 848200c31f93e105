/** What sending letters needs; made once per process. */
import type { DB } from '@tradepost/db';
import type { ParsePool } from '@tradepost/mail/parse/pool';
import type { Kysely, Selectable } from 'kysely';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { LiveEvent } from '@tradepost/contract';
import type { SecretBox } from '../secrets.ts';

export interface WorkDeps {
  readonly db: Kysely<DB>;
  readonly blobs: BlobStore;
  readonly pool: ParsePool;
  readonly secrets: SecretBox;
  readonly allowedMailHosts: readonly string[];
  readonly publish: (event: LiveEvent) => void;
}

export interface WorkOptions {
  /** Breaks off what is under way. */
  readonly signal?: AbortSignal;
  /** Milliseconds without a word from the mail server; for tests. */
  readonly patienceMs?: number;
  /** Seconds; longer than all that is done under one claim. For tests. */
  readonly leaseSeconds?: number;
}

export type Account = Selectable<DB['mail_account']>;

/** Seconds: doubled each time, a little apart from each other's. */
export function backOff(failures: number, firstSeconds = 60, longestSeconds = 3_600): number {
  const delay = Math.min(firstSeconds * 2 ** Math.min(Math.max(0, failures - 1), 12), longestSeconds);
  return delay * (0.8 + Math.random() * 0.4);
}

export const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000);
