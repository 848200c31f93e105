/** Messages: parsed, identified, taken apart; and the pool of threads that does it for ingestion. */
export { listBlindCopies, withoutBlindCopies } from './blind-copies.ts';
export {
  type ExtractedBodies,
  type ExtractedPart,
  extractBodies,
  extractPart,
  listHeaders,
} from './extract.ts';
export { parseMessage } from './message.ts';
export { ParsePool, type ParsePoolErrorCode, type ParsePoolOptions } from './pool.ts';
export type { ParseInput, ParsePriority } from './pool-queue.ts';
export type { QuarantineReason } from './limits.ts';
export type * from './types.ts';
export { giveBack } from './give-back.ts';
export { parseNothing } from './nothing.ts';
