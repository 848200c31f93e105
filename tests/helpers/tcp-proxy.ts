/** A proxy between a client and a server that breaks what passes, on command. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface ProxyFaults {
  /** Ends each connection after so many octets of the server's answer, in the middle of anything. */
  cutAfterBytes?: number | undefined;
  /** How it ends one: with a FIN, or a RST. */
  cutBy?: 'end' | 'reset';
  /** Octets from this side go nowhere, and nobody is told: a half-open connection. */
  swallow?: 'client' | 'server' | 'both' | undefined;
  /** Milliseconds that each piece of the server's answer is held back. */
  delayMs?: number | undefined;
  /** Connections are refused (reset as soon as they are made). */
  refuse?: boolean;
  /**
   * Asked of each line of a client. A number: so many octets of the server's answer pass still on that connection, and
   * what comes behind them is kept back until the faults change.
   */
  hold?: (line: string) => number | undefined;
}

export interface TcpProxy {
  host: '127.0.0.1';
  port: number;
  /** Connections made so far. */
  readonly connections: number;
  /** Octets that servers sent to clients so far. */
  readonly received: number;
  /** Octets, of either side, that went nowhere. */
  readonly swallowed: number;
  /** Connections that `hold` has kept back, now or before, and that are open still. */
  readonly held: number;
  /** What is broken from now on, for open connections too; `{}` heals. */
  set(faults: ProxyFaults): void;
  /** Stops passing anything on, in both directions, until `resume`; nothing is lost. */
  pause(): void;
  resume(): void;
  /** Resets every open connection. */
  resetAll(): void;
  stop(): Promise<void>;
}

/** Passes connections on to a server of 127.0.0.1. */
export async function startTcpProxy(target: { port: number; host?: string }): Promise<TcpProxy> {
  let faults: ProxyFaults = {};
  let paused = false;
  let connections = 0;
  let received = 0;
  let swallowed = 0;
  const open = new Set<Socket>();
  const held = new Set<Socket>();
  const server = createServer((client) => {
    connections++;
    if (faults.refuse) {
      client.on('error', () => {});
      client.resetAndDestroy();
      return;
    }
    const upstream = connect({ host: target.host ?? '127.0.0.1', port: target.port });
    const pair = [client, upstream] as const;
    let answered = 0;
    let unfinished = '';
    /** Octets of the answer that pass before `hold` keeps it back. */
    let leave = Infinity;
    const keepBack = () => held.add(upstream.pause());
    for (const socket of pair) {
      open.add(socket);
      const other = socket === client ? upstream : client;
      if (paused) socket.pause();
      socket.on('error', () => other.resetAndDestroy());
      socket.once('close', () => {
        open.delete(socket);
        held.delete(socket);
        other.destroySoon();
      });
    }
    client.on('data', (chunk) => {
      if (faults.hold !== undefined) {
        const lines = (unfinished + chunk.toString('latin1')).split('\r\n');
        unfinished = lines.pop() ?? '';
        leave = Math.min(leave, ...lines.map((line) => faults.hold?.(line) ?? Infinity));
        if (leave === 0) keepBack();
      }
      if (faults.swallow === 'client' || faults.swallow === 'both') swallowed += chunk.length;
      else upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (faults.swallow === 'server' || faults.swallow === 'both') {
        swallowed += chunk.length;
        return;
      }
      if (faults.hold === undefined) leave = Infinity;
      else if (chunk.length > leave) {
        keepBack();
        upstream.unshift(chunk.subarray(leave));
        chunk = chunk.subarray(0, leave);
      }
      leave -= chunk.length;
      const left =
        faults.cutAfterBytes === undefined ? Infinity : Math.max(0, faults.cutAfterBytes - answered);
      const passed = chunk.subarray(0, Math.min(chunk.length, left));
      answered += passed.length;
      received += passed.length;
      const send = () => {
        client.write(passed);
        if (passed.length < chunk.length) for (const socket of pair) cut(socket, faults.cutBy ?? 'end');
      };
      if (faults.delayMs === undefined) send();
      else setTimeout(send, faults.delayMs);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const all = (work: (socket: Socket) => void) => {
    for (const socket of open) work(socket);
  };
  return {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    get connections() {
      return connections;
    },
    get received() {
      return received;
    },
    get swallowed() {
      return swallowed;
    },
    get held() {
      return held.size;
    },
    set(next) {
      faults = next;
      if (!paused) for (const socket of held) socket.resume();
    },
    pause() {
      paused = true;
      all((socket) => socket.pause());
    },
    resume() {
      paused = false;
      all((socket) => socket.resume());
    },
    resetAll: () => all((socket) => socket.resetAndDestroy()),
    stop() {
      all((socket) => socket.destroy());
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function cut(socket: Socket, how: 'end' | 'reset'): void {
  if (how === 'reset') socket.resetAndDestroy();
  else socket.destroySoon();
}
