/** What the demonstration remembers between two starts: its ports, its passwords, how far it has come. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';

export interface DemoState {
  /** "Today" of the sample company: the day of the first start, ISO 8601. */
  readonly startedAt: string;
  readonly imapPort: number;
  readonly imapsPort: number;
  readonly smtpPort: number;
  /** E-mail address → password, for the web and for the mailbox alike. */
  readonly passwords: Readonly<Record<string, string>>;
  /** The mailboxes are full; before that a start begins them anew. */
  readonly delivered: boolean;
  /** Departments, cards, calls and the like are there. */
  readonly office?: boolean;
  /** So are what waits, complaints and to-dos. */
  readonly day?: boolean;
  /** Mails that the trickle has brought. */
  readonly trickled: number;
}

/** Below the range that systems hand out for outgoing connections, so that the port is there again next time. */
const LOWEST_PORT = 20_000;
const PORT_RANGE = 10_000;

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

async function lastingPort(taken: readonly number[]): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = LOWEST_PORT + (randomBytes(4).readUInt32BE(0) % PORT_RANGE);
    if (!taken.includes(port) && (await canListen(port))) return port;
  }
  throw new Error('No free port on 127.0.0.1 between 20000 and 29999.');
}

/** Four groups that can be read aloud: no letter that looks like another. */
export function readablePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  return Array.from(
    randomBytes(16),
    (octet, i) => (i > 0 && i % 4 === 0 ? '-' : '') + letters[octet % letters.length],
  ).join('');
}

export class DemoStateFile {
  readonly #path: string;
  state: DemoState;

  private constructor(file: string, state: DemoState) {
    this.#path = file;
    this.state = state;
  }

  /** @throws Error when the file is there but cannot be read. */
  static async open(dir: string, people: readonly string[]): Promise<DemoStateFile> {
    const file = path.join(dir, 'demo.json');
    await mkdir(dir, { recursive: true });
    let text: string | null = null;
    try {
      text = await readFile(file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    if (text !== null) return new DemoStateFile(file, JSON.parse(text) as DemoState);
    const imapPort = await lastingPort([]);
    const imapsPort = await lastingPort([imapPort]);
    const made = new DemoStateFile(file, {
      startedAt: new Date().toISOString(),
      imapPort,
      imapsPort,
      smtpPort: await lastingPort([imapPort, imapsPort]),
      passwords: Object.fromEntries(people.map((address) => [address, readablePassword()])),
      delivered: false,
      trickled: 0,
    });
    await made.update({});
    return made;
  }

  /** Written aside and renamed; only the owner may read it. */
  async update(changes: Partial<DemoState>): Promise<void> {
    this.state = { ...this.state, ...changes };
    const handle = await open(`${this.#path}.new`, 'w', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(this.state, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(`${this.#path}.new`, this.#path);
  }

  password(address: string): string {
    const password = this.state.passwords[address];
    if (password === undefined)
      throw new Error(`${this.#path} has no password for ${address}: remove the folder to begin anew.`);
    return password;
  }
}
