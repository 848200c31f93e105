/**
 * The process that reads hostile files. It has an empty environment, may read the program's own files and nothing else,
 * writes nothing, starts nothing (node --permission), and is ended when a file takes too long or too much.
 */
import { setPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import { extractText } from '@tradepost/mail/office';
import { MOST_FILE_TEXT } from '@tradepost/mail/office/bounds';
import { extractPart } from '@tradepost/mail/parse';
import type { FileAnswer, SentQuestion } from './reading.ts';

/** Behind everything that a person waits for. */
const PRIORITY = 15;

async function answer({ size, partPath, fileName, contentType }: SentQuestion): Promise<FileAnswer> {
  const raw = await take(size);
  if (partPath === null) return extractText({ octets: raw, fileName, contentType });
  const part = extractPart(raw, partPath);
  if (part === null) return null;
  const read = await extractText({ octets: part.data, fileName, contentType });
  return { ...read, text: read.text.slice(0, MOST_FILE_TEXT) };
}

/** The next octets of the standard input: those of one question, of which there is one at a time. */
function take(size: number): Promise<Buffer> {
  const whole = Buffer.alloc(size);
  let taken = 0;
  return new Promise((resolve) => {
    const more = () => {
      while (taken < size) {
        const chunk = process.stdin.read(Math.max(1, Math.min(size - taken, process.stdin.readableLength)));
        if (chunk === null) return;
        taken += (chunk as Buffer).copy(whole, taken);
      }
      process.stdin.off('readable', more);
      resolve(whole);
    };
    process.stdin.on('readable', more);
    more();
  });
}

const send = (message: unknown) => process.send?.(message);

const memoryMb = Number(process.argv[2]);
new Worker(new URL('./watch.ts', import.meta.url), {
  workerData: { memoryMb, parent: process.ppid },
}).unref();
try {
  setPriority(PRIORITY);
} catch {
  // Not allowed everywhere; it is only manners.
}
process.on('disconnect', () => process.exit());
process.on('message', (question: SentQuestion) => {
  answer(question).then(send, () => send({ text: '', left: 'damaged', language: null } satisfies FileAnswer));
});
send('ready');
