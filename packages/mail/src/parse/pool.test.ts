import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ParsePool, type ProcessedMessage, parseMessage } from './index.ts';

const small = (i: number): Buffer =>
  Buffer.from(`Subject: message ${i}\r\nMessage-ID: <${i}@x>\r\n\r\n${'text '.repeat(100)}`);
const html = (content: string): Buffer =>
  Buffer.from(`Subject: poison\r\nContent-Type: text/html\r\n\r\n${content}`);
/** Its text needs far more heap than the pool under test allows. */
const memoryPoison = html('<p>word '.repeat(2_000_000));
/** It takes far longer than the pool under test allows, which is far longer than the others take on any machine. */
const timePoison = Buffer.from(
  [
    'Subject: poison\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n',
    ...Array.from(
      { length: 4 },
      () => `--b\r\nContent-Type: text/html\r\n\r\n${'<a href="x" b=1 c=2>'.repeat(750_000)}\r\n`,
    ),
    '--b--\r\n',
  ].join(''),
);

const unpack = (message: ProcessedMessage): Buffer =>
  message.codec === 'zstd' ? zstdDecompressSync(message.stored) : Buffer.from(message.stored);
const isIntact = (message: ProcessedMessage, raw: Buffer): boolean =>
  message.size === raw.length &&
  message.sha256 === createHash('sha256').update(raw).digest('hex') &&
  unpack(message).equals(raw);

describe('ParsePool', () => {
  let folder: string;
  let pool: ParsePool;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parse-pool-'));
    pool = new ParsePool({ threads: 2 });
  });
  afterAll(async () => {
    await pool.close();
    await rm(folder, { recursive: true });
  });

  it('gives back each message parsed as by hand, with its hash and its octets', async () => {
    const raws = Array.from({ length: 300 }, (_, i) => small(i));
    const processed = await Promise.all(raws.map((raw) => pool.process(raw)));
    processed.forEach((message, i) => {
      const raw = raws[i] as Buffer;
      expect(isIntact(message, raw)).toBe(true);
      expect(message.parsed).toEqual(parseMessage(raw));
    });
  });

  it('keeps octets that do not compress as they are', async () => {
    const raw = Buffer.concat([Buffer.from('Subject: noise\r\n\r\n'), randomBytes(5000)]);
    const message = await pool.process(raw);
    expect([message.codec, isIntact(message, raw)]).toEqual(['raw', true]);
  });

  it('moves no more memory with a result than the result', async () => {
    const { stored } = await pool.process(small(1));
    expect(stored.buffer.byteLength - stored.byteLength).toBeLessThan(1024);
  });

  it('takes an empty message', async () => {
    expect(await pool.process(Buffer.alloc(0))).toMatchObject({
      size: 0,
      codec: 'raw',
      parsed: { tier: 'full' },
    });
  });

  it('reads a message from a file as from memory', async () => {
    const path = join(folder, 'a.eml');
    await writeFile(path, small(7));
    expect(await pool.process({ path, size: small(7).length })).toEqual(await pool.process(small(7)));
  });

  it('rejects for a file that is not there, and only for that', async () => {
    const missing = pool.process({ path: join(folder, 'none.eml'), size: 10 });
    const other = pool.process(small(1));
    await expect(missing).rejects.toMatchObject({ name: 'ParsePoolError', code: 'unreadable-file' });
    expect((await other).parsed.subject).toBe('message 1');
  });

  it('serves new mail before the backfill that waits', async () => {
    const single = new ParsePool({ threads: 1 });
    let done = 0;
    const backfill = Array.from({ length: 500 }, (_, i) => single.process(small(i)).then(() => done++));
    await single.process(small(0), { priority: 'new' });
    expect(done).toBeLessThan(500);
    await Promise.all(backfill);
    await single.close();
  });

  it('rejects what is not finished when it is closed, and what comes later', async () => {
    const closing = new ParsePool({ threads: 1 });
    const waiting = Array.from({ length: 50 }, (_, i) => closing.process(small(i)));
    const settled = Promise.allSettled(waiting);
    await closing.close();
    for (const outcome of await settled) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'closed' });
    }
    await expect(closing.process(small(1))).rejects.toMatchObject({ code: 'closed' });
  });
});

describe('a message that costs a thread its life', () => {
  it.each([
    ['by memory', memoryPoison, { memoryMbPerThread: 24 }, 'parser-out-of-memory'],
    ['by time', timePoison, { timeoutMs: 600 }, 'parser-timeout'],
  ])(
    '%s comes back with less read of it, its neighbours in full, nothing lost or twice',
    async (_, poison, limits, reason) => {
      const pool = new ParsePool({ threads: 1, ...limits });
      // The thread is up and has nothing to load when the poison comes.
      await pool.process(small(0));
      const raws = [small(1), small(2), poison, small(3), poison, small(4)];
      const settled = new Map<number, number>();
      const processed = await Promise.all(
        raws.map((raw, i) => pool.process(raw).finally(() => settled.set(i, (settled.get(i) ?? 0) + 1))),
      );
      processed.forEach((message, i) => {
        const raw = raws[i] as Buffer;
        expect(isIntact(message, raw)).toBe(true);
        if (raw !== poison) {
          expect(message.parsed).toEqual(parseMessage(raw));
          return;
        }
        expect(message.parsed.tier).not.toBe('full');
        expect(message.parsed.quarantineReason).toBe(reason);
        if (message.parsed.tier === 'headers') expect(message.parsed.subject).toBe('poison');
      });
      expect([...settled.values()]).toEqual(raws.map(() => 1));
      // The pool goes on.
      expect((await pool.process(small(5))).parsed.subject).toBe('message 5');
      await pool.close();
    },
    60_000,
  );
});
