/** The log: JSON lines by pino, with secrets taken out by name. */
import { type Logger, pino } from 'pino';

export type { Logger };

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

export function makeLogger(name: string, level: string): Logger {
  return pino({
    name,
    level,
    redact: {
      paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`, `req.headers.${key}`]),
      censor: '[redacted]',
    },
  });
}
