/** Every error of a request becomes one reply: its code, a sentence, and nothing of the inside. */
import { ERROR_STATUS, type ErrorCode, type ErrorReply } from '@tradepost/contract';
import { BlobError } from '@tradepost/core/blobs/blob-store';
import { TradepostError } from '@tradepost/core/errors';
import { SecretError } from '@tradepost/core/secrets';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';

export function toTradepostError(error: unknown): TradepostError {
  if (error instanceof TradepostError) return error;
  if (isDatabaseAway(error))
    return new TradepostError(
      'unavailable',
      'The database does not answer just now. Nothing was lost; try again in a moment.',
      { cause: error },
    );
  if (isTextRefused(error))
    return new TradepostError('invalid-request', 'The request holds a text or a time that cannot be kept.', {
      cause: error,
    });
  if (isRaceLost(error))
    return new TradepostError(
      'conflict',
      'Somebody changed the same thing, or took the same name, at this very moment. Nothing of yours was written; look again and retry.',
      { cause: error },
    );
  if (error instanceof BlobError || error instanceof SecretError)
    return new TradepostError('unavailable', error.message, { cause: error });
  const { statusCode, code } = error as Partial<FastifyError>;
  if (statusCode === 413)
    return new TradepostError('too-large', 'The request is larger than this address takes.');
  if (statusCode === 429)
    return new TradepostError('too-many-requests', 'Too many requests. Wait a minute and try again.');
  if (statusCode === 415) return new TradepostError('invalid-request', 'Send the body as application/json.');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new TradepostError('invalid-request', `The request cannot be read (${code ?? statusCode}).`);
  return new TradepostError('internal', 'Something went wrong on the server. It was written to the log.', {
    cause: error,
  });
}

/** Postgres is away, starting, stopping, or has no connection left: SQLSTATE 08…, 53300, 57P0x; or the socket. */
function isDatabaseAway(error: unknown): boolean {
  const { code, message, errors } = error as { code?: unknown; message?: unknown; errors?: unknown };
  if (Array.isArray(errors)) return errors.some(isDatabaseAway);
  if (typeof code === 'string')
    return /^(08...|53300|57P0[1235]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|ENOENT)$/.test(code);
  return (
    typeof message === 'string' &&
    /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error)/i.test(
      message,
    )
  );
}

/** invalid_datetime_format, datetime_field_overflow, character_not_in_repertoire, untranslatable_character. */
const isTextRefused = (error: unknown) =>
  ['22007', '22008', '22021', '22P05'].includes(String((error as { code?: unknown }).code));

/**
 * serialization_failure, deadlock_detected; unique_violation, since the rules look first whether a
 * name is free: another request took it after the look.
 */
const isRaceLost = (error: unknown) =>
  ['40001', '40P01', '23505'].includes(String((error as { code?: unknown }).code));

export function replyWithError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = toTradepostError(error);
  const status = ERROR_STATUS[known.code];
  if (status >= 500) request.log.error({ err: known.cause ?? known }, known.message);
  // Told as the request's fault, which it may not be.
  else if (known.cause !== undefined) request.log.warn({ err: known.cause }, known.message);
  const wait = (known.details as { retryAfterSeconds?: number } | undefined)?.retryAfterSeconds;
  if (wait !== undefined) reply.header('retry-after', String(wait));
  else if (status === 503) reply.header('retry-after', '5');
  // A file route may have said what it was going to send.
  for (const name of ['content-disposition', 'content-length', 'etag']) reply.removeHeader(name);
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(errorBody(known.code, known.message, known.details));
}

const errorBody = (code: ErrorCode, message: string, details: unknown): ErrorReply => ({
  error: { code, message, ...(details === undefined ? {} : { details }) },
});
