/** The benchmark mailbox: a seeded Maildir, 20,000 messages and about 1.1 GB where nothing else is said. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { closeSync, futimesSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { AttachmentPool } from './attachment-pool.ts';
import { type BenchMessage, BenchWriter } from './message.ts';

export interface MailboxOptions {
  readonly count?: number;
  /** Factor on the sizes of attachments. */
  readonly scale?: number;
  readonly seed?: string;
}

export interface GeneratedMailbox {
  readonly messages: number;
  readonly octets: number;
  /** SHA-256 over all octets, hex. */
  readonly sha256: string;
}

const DEFAULTS = { count: 20_000, scale: 1, seed: 'tradepost' } as const;
/** Change it when the generator writes other octets, so that cached mailboxes are made anew. */
const EDITION = 1;

export function* benchMessages(options: MailboxOptions = {}): Generator<BenchMessage> {
  const { count, scale, seed } = { ...DEFAULTS, ...options };
  const writer = new BenchWriter(seed, new AttachmentPool(seed), scale);
  for (let i = 0; i < count; i++) yield writer.next(i);
}

/** The name of a mailbox in a cache folder. */
export function mailboxName(options: MailboxOptions = {}): string {
  const { count, scale, seed } = { ...DEFAULTS, ...options };
  return `mailbox-${EDITION}-${seed}-${count}-${scale}`;
}

/** Writes the Maildir, or finds it whole from an earlier run. @param root of the Maildir. */
export async function generateMailbox(root: string, options: MailboxOptions = {}): Promise<GeneratedMailbox> {
  const marker = path.join(root, 'generated.json');
  const known = await readFile(marker, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (known !== null) return JSON.parse(known) as GeneratedMailbox;
  await rm(root, { recursive: true, force: true });
  for (const part of ['cur', 'new', 'tmp'])
    await mkdir(path.join(root, part), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  let messages = 0;
  let octets = 0;
  for (const { raw, date } of benchMessages(options)) {
    hash.update(raw);
    octets += raw.length;
    const seconds = date.getTime() / 1000;
    // S= and W= spare the server the counting; files are written with CRLF, so both are the same.
    const name = `${seconds}.M${messages}P1.bench,S=${raw.length},W=${raw.length}:2,S`;
    const file = openSync(path.join(root, 'cur', name), 'w', 0o600);
    try {
      writeSync(file, raw);
      futimesSync(file, seconds, seconds);
    } finally {
      closeSync(file);
    }
    messages++;
  }
  const made: GeneratedMailbox = { messages, octets, sha256: hash.digest('hex') };
  await writeFile(marker, JSON.stringify(made));
  return made;
}
