/** An IMAP server that says what a test tells it to, lies included. One handler per command. */
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

export interface FakeCommand {
  readonly tag: string;
  /** Upper case; "UID FETCH" is one name. */
  readonly name: string;
  readonly args: string;
  readonly socket: Socket;
  /** Sends lines, each ended by CRLF; a Buffer goes as it is. */
  readonly send: (...lines: (string | Buffer)[]) => void;
  /** Sends the tagged OK. */
  readonly ok: (text?: string) => void;
  /** How often this command came on this server, from 1. */
  readonly count: number;
}
/** What it returns is of no matter; it may be asynchronous. */
export type FakeHandler = (command: FakeCommand) => unknown;

export interface FakeImapServer {
  readonly host: string;
  readonly port: number;
  /** Every line that came, in order, over all connections. */
  readonly received: string[];
  /** Names of the commands that came, in order. */
  commands(): string[];
  stop(): Promise<void>;
}

const HANDLERS: Record<string, FakeHandler> = {
  CAPABILITY: ({ send, ok }) => (send('* CAPABILITY IMAP4rev1 IDLE ID'), ok()),
  ID: ({ send, ok }) => (send('* ID NIL'), ok()),
  LOGIN: ({ ok }) => ok(),
  NAMESPACE: ({ send, ok }) => (send('* NAMESPACE (("" "/")) NIL NIL'), ok()),
  LIST: ({ send, ok }) => (send('* LIST () "/" INBOX'), ok()),
  EXAMINE: ({ send, ok }) => {
    send('* 3 EXISTS', '* OK [UIDVALIDITY 7] valid', '* OK [UIDNEXT 4] next');
    ok('[READ-ONLY] done');
  },
  NOOP: ({ ok }) => ok(),
  IDLE: ({ send }) => send('+ idling'),
  LOGOUT: ({ send, ok, socket }) => (send('* BYE see you'), ok(), socket.end()),
};

/** Starts one on loopback. Handlers replace the usual ones; `greeting` null says nothing at all. */
export async function startFakeImap(
  handlers: Record<string, FakeHandler> = {},
  options: { greeting?: string | null; tls?: TlsOptions } = {},
): Promise<FakeImapServer> {
  const received: string[] = [];
  const sockets = new Set<Socket>();
  const counts = new Map<string, number>();
  const all = { ...HANDLERS, ...handlers };

  const serve = (socket: Socket): void => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    const send = (...lines: (string | Buffer)[]): void => {
      for (const line of lines)
        if (socket.writable) socket.write(typeof line === 'string' ? `${line}\r\n` : line);
    };
    if (options.greeting !== null) send(options.greeting ?? '* OK ready');
    let rest = '';
    let idleTag: string | null = null;
    socket.setEncoding('latin1').on('data', (octets: string) => {
      const lines = (rest + octets).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        received.push(line);
        if (line === 'DONE' && idleTag) send(`${idleTag} OK done`);
        const [, tag = '', name = '', args = ''] = /^(\S+) (UID \S+|\S+) ?(.*)$/.exec(line) ?? [];
        if (tag === '') continue;
        const key = name.toUpperCase();
        if (key === 'IDLE') idleTag = tag;
        counts.set(key, (counts.get(key) ?? 0) + 1);
        const ok = (text = 'done'): void => send(`${tag} OK ${text}`);
        const handler = all[key] ?? (({ send: reply }: FakeCommand) => reply(`${tag} BAD unknown`));
        void handler({ tag, name: key, args, socket, send, ok, count: counts.get(key) ?? 1 });
      }
    });
  };
  const server = options.tls ? createTlsServer(options.tls, serve) : createServer(serve);
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    received,
    commands: () => received.map((line) => /^\S+ (UID \S+|\S+)/.exec(line)?.[1]?.toUpperCase() ?? line),
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** One FETCH row with its source as a literal. `size` is what RFC822.SIZE claims. */
export function fetchRow(
  uid: number,
  source: string,
  { seq = uid, size = Buffer.byteLength(source) } = {},
): Buffer {
  const octets = Buffer.from(source);
  const head = `* ${seq} FETCH (UID ${uid} INTERNALDATE "01-Jan-2026 00:00:00 +0000" RFC822.SIZE ${size} BODY[] {${octets.length}}\r\n`;
  return Buffer.concat([Buffer.from(head), octets, Buffer.from(')\r\n')]);
}
