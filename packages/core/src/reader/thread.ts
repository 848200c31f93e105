/** The body of a reading thread: one task at a time, asked by message. */
import { type MessagePort, parentPort } from 'node:worker_threads';
import { describeError } from '../errors.ts';
import { type TaskName, tasks } from './tasks.ts';

export interface Question {
  readonly task: TaskName;
  readonly octets: Uint8Array;
  readonly options: unknown;
}
export type Answer = { readonly value: unknown } | { readonly fault: string };

const port = parentPort;
if (port === null) throw new Error('thread.ts is started as a thread');
port.on('message', (question: Question) => void reply(port, question));

async function reply(to: MessagePort, { task, octets, options }: Question): Promise<void> {
  let answer: Answer;
  try {
    const run = tasks[task] as (octets: Buffer, options: unknown) => unknown;
    answer = { value: await run(Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength), options) };
  } catch (error) {
    answer = { fault: describeError(error) };
  }
  to.postMessage(answer);
}
