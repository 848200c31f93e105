/**
 * Reads mails in threads that can be killed, so that a hostile one costs its reader some seconds and nobody
 * else anything (I10): the loop that serves all others never parses a mail.
 */
import { Worker } from 'node:worker_threads';
import type { Submission } from '@tradepost/mail/card';
import type { QuotableMail } from '@tradepost/mail/reply';
import { TradepostError } from '../errors.ts';
import type { FileQuotes } from '../promise/read-file-quotes.ts';
import type { Description, HtmlPage, MailReader, ReadPart } from './mail-reader.ts';
import type { TaskName } from './tasks.ts';
import type { Answer, Question } from './thread.ts';

interface PoolLimits {
  readonly threads: number;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  /** Mails waiting for a thread; who asks bounds their octets. */
  readonly mostWaiting: number;
}
/** Opening a mail. */
const OPENING: PoolLimits = { threads: 2, timeoutMs: 20_000, memoryMb: 512, mostWaiting: 50 };
/** Looking into attachments for prices: a convenience, which delays no mail that is being opened. */
const FILES: PoolLimits = { threads: 1, timeoutMs: 10_000, memoryMb: 384, mostWaiting: 20 };

interface Job {
  readonly question: Question;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

export function openMailReader(): MailReader {
  const pool = new ReaderPool(OPENING);
  const files = new ReaderPool(FILES);
  return {
    describe: (octets) => pool.ask('describe', octets, null) as Promise<Description>,
    html: (octets, options) => pool.ask('html', octets, options) as Promise<HtmlPage | null>,
    part: async (octets, partPath) => {
      const part = (await pool.ask('part', octets, { partPath })) as ReadPart | null;
      // A Buffer comes out of a thread as a plain Uint8Array.
      return part === null
        ? null
        : {
            ...part,
            octets: Buffer.from(part.octets.buffer, part.octets.byteOffset, part.octets.byteLength),
          };
    },
    submission: (octets) => pool.ask('submission', octets, null) as Promise<Submission>,
    quotable: (octets, pictures) => pool.ask('quotable', octets, { pictures }) as Promise<QuotableMail>,
    quotes: async (octets, partPath, context) => {
      try {
        return (await files.ask('quotes', octets, { partPath, context })) as FileQuotes;
      } catch (error) {
        // Too hard: that is said of the file. Too many at once: that passes.
        if (error instanceof TradepostError && error.code === 'unprocessable')
          return { state: 'unreadable', quotes: [] };
        throw error;
      }
    },
    close: async () => {
      await Promise.all([pool.close(), files.close()]);
    },
  };
}

class ReaderPool {
  readonly #idle: Worker[] = [];
  readonly #busy = new Map<Worker, Job>();
  readonly #waiting: Job[] = [];
  #closed = false;
  readonly #limits: PoolLimits;

  constructor(limits: PoolLimits) {
    this.#limits = limits;
  }

  /** @throws TradepostError 'unprocessable' when the mail takes too long or too much memory; 'unavailable'. */
  ask(task: TaskName, octets: Uint8Array, options: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#closed || this.#waiting.length >= this.#limits.mostWaiting) {
        reject(
          new TradepostError(
            'unavailable',
            'Too many mails are being opened just now. Try again in a moment.',
          ),
        );
        return;
      }
      this.#waiting.push({ question: { task, octets, options }, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    while (this.#waiting.length > 0 && (this.#idle.length > 0 || this.#busy.size < this.#limits.threads)) {
      const job = this.#waiting.shift() as Job;
      this.#run(this.#idle.pop() ?? startThread(this.#limits.memoryMb), job);
    }
  }

  #run(worker: Worker, job: Job): void {
    this.#busy.set(worker, job);
    let done = false;
    const finish = (end: () => void, reusable: boolean) => {
      if (done) return;
      done = true;
      clearTimeout(timer);
      worker.removeAllListeners();
      this.#busy.delete(worker);
      if (reusable && !this.#closed) {
        // A fault between two tasks ends the thread, not the process.
        worker.on('error', () => this.#forget(worker));
        worker.on('exit', () => this.#forget(worker));
        this.#idle.push(worker);
      } else {
        worker.on('error', () => {});
        void worker.terminate();
      }
      end();
      this.#next();
    };
    const fail = () => finish(() => job.reject(tooHard()), false);
    const timer = setTimeout(fail, this.#limits.timeoutMs);
    worker.removeAllListeners();
    worker.on('message', (answer: Answer) =>
      'value' in answer ? finish(() => job.resolve(answer.value), true) : fail(),
    );
    worker.on('error', fail);
    worker.on('exit', fail);
    worker.postMessage(job.question);
  }

  #forget(worker: Worker): void {
    const at = this.#idle.indexOf(worker);
    if (at >= 0) this.#idle.splice(at, 1);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#waiting.splice(0)) job.reject(tooHard());
    const workers = [...this.#idle.splice(0), ...this.#busy.keys()];
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function startThread(memoryMb: number): Worker {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
  // A waiting thread must not keep the process alive; its task's timer does while there is one.
  worker.unref();
  return worker;
}

const tooHard = () =>
  new TradepostError(
    'unprocessable',
    'This mail is too large or too tangled to be shown. Its original can be downloaded.',
  );
