/** What the pool and its threads say to each other. */
import type { QuarantineReason } from './limits.ts';
import type { ProcessedMessage } from './types.ts';

export interface WorkerSettings {
  readonly zstdLevel: number;
}

/** One message to process: octets inside the batch's buffer, or a file. */
export type WorkItem = { readonly offset: number; readonly length: number } | { readonly path: string };

export interface WorkBatch {
  readonly batch: number;
  readonly items: readonly WorkItem[];
  /** The octets of all items that are not files, one after another. */
  readonly data: ArrayBuffer;
  /** Only the header is to be read, for this reason; null: everything. */
  readonly headersOnly: { readonly reason: QuarantineReason; readonly detail: string | null } | null;
}

/** Outcome of one item: the message, or why its file could not be read. */
export type WorkOutcome = { readonly message: ProcessedMessage } | { readonly error: string };

export type WorkerReport =
  | { readonly ready: true }
  /** Outcomes of the next items of the batch, in order. */
  | { readonly batch: number; readonly outcomes: readonly WorkOutcome[] };
