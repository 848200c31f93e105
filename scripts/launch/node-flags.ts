/**
 * Flags of Node for the product's processes. Small spaces for young objects: batches of mail are garbage within a
 * second, and V8's default keeps over 100 MiB of them (docs/benchmarks.md: 460 MiB RSS of ingest without, 343 with,
 * at less processor time).
 */
export const NODE_FLAGS: readonly string[] = [
  '--disable-warning=ExperimentalWarning',
  '--max-semi-space-size=4',
  // Helpers of a collection that small cost more than they bring.
  '--no-parallel-scavenge',
];

/**
 * Beside the flags, where the administrator has said nothing else: glibc keeps freed memory by thread, and a process of many
 * threads holds 20 to 60 MiB for nothing (mallopt(3), M_ARENA_MAX).
 */
export const MEMORY_ENV = { MALLOC_ARENA_MAX: '2' } as const;
