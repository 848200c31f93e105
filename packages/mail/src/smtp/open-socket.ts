import { connect as connectTcp, type Socket } from 'node:net';
import type { lookupPinned } from '../imap/resolve-host.ts';

/** The same socket that was checked is the one that is talked over. */
export async function openSocket(
  { host, port }: { readonly host: string; readonly port: number },
  lookup: ReturnType<typeof lookupPinned>,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<Socket> {
  const socket = connectTcp({ host: host.replace(/^\[(.*)\]$/, '$1'), port, lookup, autoSelectFamily: true });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(
    () => reject(Object.assign(new Error('No connection'), { code: 'ETIMEDOUT' })),
    timeoutMs,
  );
  const abort = () => reject(Object.assign(new Error('The program stops'), { code: 'ECONNRESET' }));
  signal?.addEventListener('abort', abort, { once: true });
  socket.once('connect', resolve);
  socket.once('error', reject);
  try {
    await promise;
    socket.off('error', reject);
    // Its faults from here on are nodemailer's; a listener stays, so that none is ever uncaught.
    socket.on('error', () => undefined);
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}
