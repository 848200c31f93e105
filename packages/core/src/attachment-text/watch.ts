/** Beside a thread that may be busy for good: ends the process when it has grown too large, or nobody waits for it any more. */
import { workerData } from 'node:worker_threads';

const LOOK_EVERY_MS = 100;
const { memoryMb, parent } = workerData as { memoryMb: number; parent: number };

setInterval(() => {
  if (process.memoryUsage.rss() > memoryMb * 1024 * 1024 || process.ppid !== parent)
    process.kill(process.pid, 'SIGKILL');
}, LOOK_EVERY_MS);
