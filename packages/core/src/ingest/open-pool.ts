import { ParsePool } from '@tradepost/mail/parse/pool';
import type { Config } from '../config/config.ts';

const MEMORY_MB_PER_THREAD = 128;
/** A mail that keeps a thread busy longer is archived unread. Milliseconds. */
const PARSE_TIMEOUT_MS = 30_000;
/** The fastest level: storage is cheap, the first pull is what people wait for. */
const ZSTD_LEVEL = 1;

export function openParsePool(config: Pick<Config, 'parseThreads'>): ParsePool {
  return new ParsePool({
    threads: config.parseThreads,
    memoryMbPerThread: MEMORY_MB_PER_THREAD,
    timeoutMs: PARSE_TIMEOUT_MS,
    zstdLevel: ZSTD_LEVEL,
  });
}
