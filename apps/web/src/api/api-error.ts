import { ERROR_STATUS, type ErrorCode } from '@tradepost/contract';

/** The contract's codes, and the two that only a client can meet. */
export type ApiErrorCode = ErrorCode | 'network' | 'unreadable-reply';

/** What a call to the API rejects with. `code` is for programs, `message` is the server's sentence. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ApiErrorCode;
  readonly details: unknown;

  constructor(code: ApiErrorCode, message: string, details?: unknown) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

const isKnown = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && Object.hasOwn(ERROR_STATUS, code);

/**
 * The error of a reply that is not 2xx. A body without the contract's shape (a proxy's page, for example)
 * still gives a code: the first one of that status, else 'unreadable-reply'.
 */
export function errorFromReply(status: number, body: unknown): ApiError {
  const error =
    typeof body === 'object' && body !== null && 'error' in body
      ? (body.error as Record<string, unknown>)
      : {};
  const byStatus = (Object.keys(ERROR_STATUS) as ErrorCode[]).find((code) => ERROR_STATUS[code] === status);
  const code = isKnown(error?.['code']) ? error['code'] : (byStatus ?? 'unreadable-reply');
  const message = typeof error?.['message'] === 'string' ? error['message'] : `HTTP ${status}`;
  return new ApiError(code, message, error?.['details']);
}
