/**
 * The process that reads hostile files. It has an empty environment, may read the program's own files and nothing else,
 * writes nothing, starts nothing (node --permission), and is ended when a file takes too long or too much.
 */
import { setPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import { extractText, MOST_FILE_TEXT } from '@tradepost/mail/office';
import { extractPart } from '@tradepost/mail/parse';
import type { FileAnswer, FileQuestion } from './reading.ts';

/** Behind everything that a person waits for. */
const PRIORITY = 15;

async function answer({ octets, partPath, fileName, contentType }: FileQuestion): Promise<FileAnswer> {
  const raw = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength);
  if (partPath === null) return extractText({ octets: raw, fileName, contentType });
  const part = extractPart(raw, partPath);
  if (part === null) return null;
  const read = await extractText({ octets: part.data, fileName, contentType });
  return { ...read, text: read.text.slice(0, MOST_FILE_TEXT) };
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
process.on('message', (question: FileQuestion) => {
  answer(question).then(send, () => send({ text: '', left: 'damaged', language: null } satisfies FileAnswer));
});
send('ready');
