/** The one error class of the rules: a code from the contract's list and a sentence for people. */
import type { ErrorCode } from '@tradepost/contract';

export class TradepostError extends Error {
  override name = 'TradepostError';
  readonly code: ErrorCode;
  readonly details: unknown;

  /** @param message says what is wrong and what to do; it may be shown to people as it stands. */
  constructor(code: ErrorCode, message: string, options: { details?: unknown; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.details = options.details;
  }
}

/** Same answer for what does not exist and for what one may not know of. */
export const notFound = (what: string) => new TradepostError('not-found', `${what} was not found.`);

/** Message of anything thrown, for logs and error columns: one line, at most 500 characters. */
export function describeError(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.replace(/\s+/g, ' ').trim().slice(0, 500);
}
