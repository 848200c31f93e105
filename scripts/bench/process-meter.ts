/** What processes cost, read from /proc (proc(5)): CPU seconds by thread name, and resident memory at its peak. */
import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of utime and stime per second: always 100 on Linux (sysconf(_SC_CLK_TCK)). */
const TICKS = 100;
const MEMORY_EVERY_MS = 500;
/** Children and threads are looked for less often: reading all of /proc costs what is being measured. */
const FAMILY_EVERY = 10;

function read(file: string): string | null {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    // The process or thread ended between the listing and the reading.
    return null;
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Name and the fields after it; the name may hold spaces and brackets. */
function parseStat(text: string): { name: string; fields: string[] } {
  const close = text.lastIndexOf(')');
  return { name: text.slice(text.indexOf('(') + 1, close), fields: text.slice(close + 2).split(' ') };
}

/** The processes and all their descendants that live now. */
function family(roots: readonly number[]): number[] {
  const parents = new Map<number, number>();
  for (const entry of list('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = read(`/proc/${entry}/stat`);
    if (stat !== null) parents.set(Number(entry), Number(parseStat(stat).fields[1]));
  }
  const members = new Set(roots);
  for (let grown = true; grown; ) {
    grown = false;
    for (const [pid, parent] of parents) {
      if (!members.has(pid) && members.has(parent)) {
        members.add(pid);
        grown = true;
      }
    }
  }
  return [...members];
}

function residentBytes(pid: number, anonymousOnly: boolean): number {
  const status = read(`/proc/${pid}/status`);
  // Of the whole the kernel keeps the peak itself, whatever happens between two looks.
  const field = anonymousOnly ? 'RssAnon' : 'VmHWM';
  return Number(status?.match(new RegExp(`${field}:\\s+(\\d+) kB`))?.[1] ?? 0) * 1024;
}

export interface Cost {
  /** Highest sum over the family, octets: of each process's peak, or of what is not shared at one moment. */
  readonly peakBytes: number;
  /** CPU seconds by name of thread or process. */
  readonly cpuSeconds: Readonly<Record<string, number>>;
}

export interface MeterOptions {
  /** Process ids whose families are counted. */
  readonly roots: readonly number[];
  /** Memory that is not shared: for a family that shares a large buffer pool. */
  readonly anonymousOnly?: boolean;
}

/** Samples until it is stopped. Linux only. */
export function startMeter(options: MeterOptions): { stop(): Cost } {
  let peakBytes = 0;
  let round = 0;
  const first = new Map<string, number>();
  const latest = new Map<string, { name: string; ticks: number }>();

  function sampleCpu(members: readonly number[], starting: boolean): void {
    for (const pid of members) {
      for (const task of list(`/proc/${pid}/task`)) {
        const stat = read(`/proc/${pid}/task/${task}/stat`);
        if (stat === null) continue;
        const { name, fields } = parseStat(stat);
        const ticks = Number(fields[11]) + Number(fields[12]);
        const key = `${pid}/${task}`;
        // A task that was there before counts from now; a new one from its birth.
        if (starting) first.set(key, ticks);
        latest.set(key, { name: task === String(pid) ? `${name} (main)` : name, ticks });
      }
    }
  }

  let members: readonly number[] = [];

  function sample(starting = false): void {
    const look = round++ % FAMILY_EVERY === 0;
    if (look) members = family(options.roots);
    let sum = 0;
    for (const pid of members) sum += residentBytes(pid, options.anonymousOnly === true);
    peakBytes = Math.max(peakBytes, sum);
    if (look) sampleCpu(members, starting);
  }

  sample(true);
  // Who measures may fail: nothing waits for the meter then.
  const timer = setInterval(sample, MEMORY_EVERY_MS).unref();
  return {
    stop() {
      clearInterval(timer);
      sampleCpu(family(options.roots), false);
      const cpuSeconds: Record<string, number> = {};
      for (const [key, { name, ticks }] of latest) {
        cpuSeconds[name] = (cpuSeconds[name] ?? 0) + (ticks - (first.get(key) ?? 0)) / TICKS;
      }
      return { peakBytes, cpuSeconds };
    },
  };
}

export const totalCpu = (cost: Cost): number =>
  Object.values(cost.cpuSeconds).reduce((sum, each) => sum + each, 0);
