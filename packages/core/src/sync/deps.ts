/** What the sync engine needs; made once per process. */
import type { LiveEvent } from '@tradepost/contract';
import type { Queues } from '../queues/queues.ts';
import type { ArchiveDeps } from '../ingest/deps.ts';
import type { Logger } from '../log.ts';
import type { SecretBox } from '../secrets.ts';
import type { ByteBudget } from './byte-budget.ts';
import type { Suspects } from './suspects.ts';

export interface SyncDeps extends ArchiveDeps {
  readonly secrets: SecretBox;
  readonly queues: Pick<Queues, 'add'>;
  /** Octets of mail in memory at once, over all accounts of the process. */
  readonly budget: ByteBudget;
  /** Mails at whose fetch sessions ended. */
  readonly suspects: Suspects;
  readonly log: Logger;
  /** Tells the web app; called after commits only. Never throws. */
  readonly publish: (event: LiveEvent) => void;
  /** Private mail hosts that the administrator allows. */
  readonly allowedMailHosts: readonly string[];
  /** Milliseconds a mail server may be silent before it counts as gone; a minute where nothing is said. */
  readonly imapDeadlineMs?: number;
  /** Milliseconds of an account's turn, where others wait; 20 seconds where nothing is said. */
  readonly sliceMs?: number;
  /** Name of this process in leases. */
  readonly workerId: string;
  /** Folder for large mails on their way. */
  readonly spoolDir: string;
}
