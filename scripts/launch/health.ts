/** Whether the web server can listen, and whether it answers. */
import { createServer } from 'node:net';
import { waitUntil } from './wait-until.ts';

/** @throws Error that names the variable to change when the port is taken or not ours. */
export function checkPort(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE'
          ? 'another program listens there; give a free one with PORT'
          : error.code === 'EACCES'
            ? 'this user may not; give one above 1023 with PORT'
            : error.message;
      reject(new Error(`The web server cannot listen on ${host}, port ${port}: ${reason}.`));
    });
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve()));
  });
}

/** Waits until GET /health is answered with 200. */
export async function waitForHealth(
  host: string,
  port: number,
  options: { timeoutMs: number; stopped: () => boolean },
): Promise<boolean> {
  const local =
    host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  try {
    const outcome = await waitUntil(
      async () => {
        if (options.stopped()) return 'stopped';
        const answer = await fetch(`http://${local}:${port}/health`, { signal: AbortSignal.timeout(2_000) });
        await answer.body?.cancel();
        return answer.ok ? 'healthy' : undefined;
      },
      { timeoutMs: options.timeoutMs, intervalMs: 100, what: 'GET /health' },
    );
    return outcome === 'healthy';
  } catch {
    // The caller says so, and where to look; the service goes on trying.
    return false;
  }
}
