/**
 * Reads files in a process of its own, one at a time, that is ended when a file takes too long or too much memory: neither
 * the heap of this process nor its loop is at the mercy of what somebody mailed (I10).
 */
import { type ChildProcess, fork } from 'node:child_process';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { FileAnswer, FileQuestion, ReadingLimits, SentQuestion } from './reading.ts';

/** A price list of 50 sheets takes a second or two on an idle machine, and this runs behind everything else. */
const LIMITS: ReadingLimits = { timeoutMs: 30_000, memoryMb: 768 };
/** Of its heap; buffers stand beside it. */
const HEAP_SHARE = 0.6;
/** A library that holds on to what it read, or that a file has bent, is gone after so many. */
const MOST_FILES = 200;
const START_MS = 60_000;
const ENTRY = fileURLToPath(new URL('./child.ts', import.meta.url));
/** All that it may read: the program itself. The folder of the data may lie beside these. */
const PROGRAM = ['packages/', 'node_modules/'].map((folder) =>
  fileURLToPath(new URL(`../../../../${folder}`, import.meta.url)),
);

/** Why there is no answer. 'not-started' is no fault of the file. */
export type ReaderFault = 'too-long' | 'too-large' | 'reader-ended' | 'not-started';

export class FileReader {
  readonly #limits: ReadingLimits;
  #child: ChildProcess | null = null;
  #files = 0;
  #line: Promise<unknown> = Promise.resolve();

  constructor(limits: Partial<ReadingLimits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
  }

  /** One after another. */
  read(question: FileQuestion): Promise<FileAnswer | { readonly fault: ReaderFault }> {
    const turn = this.#line.then(() => this.#read(question));
    this.#line = turn.catch(() => undefined);
    return turn;
  }

  close(): void {
    this.#child?.kill('SIGKILL');
    this.#child = null;
  }

  async #read(question: FileQuestion): Promise<FileAnswer | { fault: ReaderFault }> {
    const child = this.#child ?? (await this.#start());
    if (child === null) return { fault: 'not-started' };
    const answer = await this.#ask(child, question);
    if ((answer !== null && 'fault' in answer) || ++this.#files >= MOST_FILES) this.#end(child);
    return answer;
  }

  #ask(child: ChildProcess, question: FileQuestion): Promise<FileAnswer | { fault: ReaderFault }> {
    return new Promise((resolve) => {
      const done = (answer: FileAnswer | { fault: ReaderFault }) => {
        clearTimeout(timer);
        child.removeAllListeners('message').removeAllListeners('exit').removeAllListeners('error');
        resolve(answer);
      };
      const timer = setTimeout(() => done({ fault: 'too-long' }), this.#limits.timeoutMs);
      child.on('message', (answer) => done(answer as FileAnswer));
      // Killed by its own watch, or by V8 at the end of its heap: too much memory. Else a fault of a library.
      child.on('exit', (code, signal) =>
        done({
          fault: signal === 'SIGKILL' || signal === 'SIGABRT' || code === 134 ? 'too-large' : 'reader-ended',
        }),
      );
      child.on('error', () => done({ fault: 'reader-ended' }));
      const { octets, ...rest } = question;
      child.send({ ...rest, size: octets.length } satisfies SentQuestion, (error) => {
        if (error) done({ fault: 'reader-ended' });
      });
      child.stdin?.write(octets);
    });
  }

  #end(child: ChildProcess): void {
    if (this.#child === child) this.#child = null;
    child.on('error', () => {});
    child.kill('SIGKILL');
  }

  #start(): Promise<ChildProcess | null> {
    const { memoryMb } = this.#limits;
    const child = fork(ENTRY, [String(memoryMb)], {
      execArgv: [
        '--permission',
        ...PROGRAM.map((folder) => `--allow-fs-read=${folder}`),
        '--allow-worker',
        '--disable-proto=delete',
        '--no-warnings',
        `--max-old-space-size=${Math.floor(memoryMb * HEAP_SHARE)}`,
      ],
      // No address of the database, no key, no home.
      env: {},
      serialization: 'advanced',
      // What a library prints may be a mail's text: it goes nowhere.
      stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
    });
    // It is gone, which its exit tells.
    child.stdin?.on('error', () => {});
    (child.stdin as Socket | null)?.unref();
    // It ends with this process, which does not wait for it.
    child.unref();
    child.channel?.unref();
    this.#files = 0;
    return new Promise((resolve) => {
      const settle = (started: boolean) => {
        clearTimeout(timer);
        child.removeAllListeners();
        if (started) this.#child = child;
        else this.#end(child);
        resolve(started ? child : null);
      };
      const timer = setTimeout(() => settle(false), START_MS);
      child.once('message', () => settle(true));
      child.once('exit', () => settle(false));
      child.once('error', () => settle(false));
    });
  }
}
