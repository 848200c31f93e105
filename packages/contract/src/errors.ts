/** Every error code, with its one HTTP status. A client may depend on the code; the message is for people. */
import Type from 'typebox';

export const ERROR_STATUS = {
  'invalid-request': 400,
  unauthenticated: 401,
  'wrong-credentials': 401,
  csrf: 403,
  forbidden: 403,
  'second-factor-required': 403,
  'not-found': 404,
  conflict: 409,
  'address-taken': 409,
  'idempotency-mismatch': 409,
  'too-large': 413,
  unprocessable: 422,
  'link-expired': 410,
  'too-many-requests': 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

export const ErrorReply = Type.Object({
  error: Type.Object({
    code: Type.String(),
    message: Type.String(),
    details: Type.Optional(Type.Unknown()),
  }),
});
export type ErrorReply = Type.Static<typeof ErrorReply>;
