/**
 * Flags of Node for the product's processes. Small spaces for young objects: batches of mail are garbage within a
 * second, and V8's default keeps over 100 MiB of them (peak RSS of an ingest: 460 MiB without, 372 to 403 with 8 MiB, 340 to
 * 360 with 4, at the same processor time).
 */
const NODE_FLAGS: readonly string[] = [
  '--disable-warning=ExperimentalWarning',
  '--max-semi-space-size=4',
  // Helpers of a collection that small cost more than they bring.
  '--no-parallel-scavenge',
];

/**
 * What a batch of mail leaves is garbage for long before it is much beside what lives: looked for less often, it takes a third
 * less of the collector's time in an ingest, for some 40 MiB.
 */
const INGEST_FLAGS: readonly string[] = ['--heap-growing-percent=150'];

/** @param name of a process of the product. */
export const nodeFlags = (name: string): readonly string[] =>
  name === 'ingest' ? [...NODE_FLAGS, ...INGEST_FLAGS] : NODE_FLAGS;

/**
 * Beside the flags, where the administrator has said nothing else (mallopt(3)): glibc keeps freed memory by thread, and a process
 * of many threads holds 20 to 60 MiB for nothing; and once a large piece was freed, it keeps the next ones, too.
 */
export const MEMORY_ENV = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '1048576',
  MALLOC_TRIM_THRESHOLD_: '2097152',
} as const;
