/** The log: JSON lines by pino, with secrets taken out by name. */
import { type Logger, pino } from 'pino';
import { describeError } from './errors.ts';

export type { Logger };

/** Characters of a stack that are kept. */
const MOST_STACK = 4_000;

const SECRET_KEYS = [
  'password',
  'pass',
  'secret',
  'token',
  'authorization',
  'cookie',
  'accessToken',
  'apiKey',
];

/**
 * What is told of an error: no more than this, as libraries hang whole connections, settings and rows on theirs,
 * and a row may be a mail.
 */
function describeForLog(error: unknown): object {
  if (!(error instanceof Error)) return { message: describeError(error) };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: describeError(error),
    ...(typeof code === 'string' ? { code } : {}),
    stack: error.stack?.slice(0, MOST_STACK),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}

export function makeLogger(name: string, level: string): Logger {
  return pino({
    name,
    level,
    serializers: { err: describeForLog },
    redact: {
      paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`, `req.headers.${key}`]),
      censor: '[redacted]',
    },
  });
}
