/** The processes of the product, each with a log of its own. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { startGuarded } from './guarded-process.ts';
import { hostEnv } from './host-env.ts';
import { type Kept, KeptService } from './kept-service.ts';
import { LogFile } from './log-file.ts';
import { MEMORY_ENV, nodeFlags } from './node-flags.ts';

const APPS = path.resolve(import.meta.dirname, '../../apps');
/** In the order of their start. */
const NAMES = ['api', 'ingest', 'scheduler'] as const;
/** A batch in flight is committed or given up in this time. */
const GRACE_SECONDS = 10;

export interface ProcessOptions {
  env: Record<string, string>;
  logDir: string;
  say: (line: string) => void;
  changed: () => void;
}

/** Those whose program is there; nothing is started yet. */
export function productProcesses(options: ProcessOptions): Kept[] {
  return NAMES.filter((name) => existsSync(mainOf(name))).map((name) => {
    const log = new LogFile(path.join(options.logDir, `${name}.log`));
    return new KeptService({
      name,
      say: (line) => options.say(`${line} (${path.join(options.logDir, `${name}.log`)})`),
      changed: options.changed,
      start: () =>
        startGuarded({
          name,
          command: process.execPath,
          args: [...nodeFlags(name), mainOf(name)],
          env: { ...MEMORY_ENV, ...hostEnv(), NODE_ENV: 'production', ...options.env },
          stopSignal: 'SIGTERM',
          graceSeconds: GRACE_SECONDS,
          output: (chunk) => log.write(chunk),
        }),
    });
  });
}

const mainOf = (name: string) => path.join(APPS, name, 'src/main.ts');
