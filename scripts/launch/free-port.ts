/** Ports of the loopback interface. */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below those that systems give to outgoing connections (Linux from 32768, macOS from 49152): of these one that was free is the other
 * end of somebody's connection before its server listens. And above those that browsers refuse.
 */
const [LEAST, MOST] = [20_000, 32_000];
/** Of as many, one is free. */
const ATTEMPTS = 100;

/** Ports given lately: whoever asks for two has two, though nobody listens yet. */
const given = new Set<number>();
const MOST_GIVEN = 5_000;

/** A TCP port of 127.0.0.1 that nobody holds now; another process may take it before you do. */
export async function freePort(): Promise<number> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const port = randomInt(LEAST, MOST);
    if (given.has(port) || !(await isFree(port))) continue;
    if (given.size >= MOST_GIVEN) given.clear();
    given.add(port);
    return port;
  }
  throw new Error(`no free port of ${ATTEMPTS} between ${LEAST} and ${MOST}`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    });
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
