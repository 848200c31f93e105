/** What is checked without running the program: each counts as one test. */
import { goCollector } from './go-collector.ts';
import { runTool } from './run-tool.ts';

interface StaticCheck {
  name: string;
  tool: string;
  args: readonly string[];
  /** How many files it says it has read: a check that read none has failed, whatever its exit code. */
  filesRead: RegExp;
  /** What it tells for that purpose only, left out of a fault's text. */
  noise?: RegExp;
}

/** The longest first. */
const CHECKS: readonly StaticCheck[] = [
  {
    // The compiler's own faults are told by the same pass, of the web app too: it has read the types already.
    name: 'lint and types',
    tool: 'oxlint',
    args: ['--type-aware', '--type-check', '--deny-warnings'],
    filesRead: /on (\d+) files?/,
  },
  {
    name: 'formatting',
    tool: 'biome',
    args: ['format', '.', '--colors=off'],
    filesRead: /Checked (\d+) files?/,
  },
  {
    name: 'dead code',
    tool: 'knip',
    args: ['--no-progress', '--no-config-hints', '--performance'],
    // A line of its table of timings.
    filesRead: /^parseFile\s+(\d+)/m,
    noise: /^Name\s+size\s+min[^]*$/m,
  },
  {
    name: 'architecture arrows',
    tool: 'depcruise',
    args: ['apps', 'packages', 'scripts', 'tests', '--output-type', 'err'],
    filesRead: /(\d+) modules/,
  },
];

/** Fewer than this, and the tool has looked in the wrong place. */
const LEAST_FILES = 20;

export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/** Runs all of them, two at a time: the longest use one core each. */
export async function runStaticChecks(say: (line: string) => void): Promise<Tally> {
  const tally: Tally = { passed: 0, failed: 0, skipped: 0 };
  const waiting = CHECKS.values();
  const lane = async () => {
    // One iterator for both lanes: each check is taken once.
    for (const check of waiting) {
      const started = Date.now();
      const fault = await runCheck(check);
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      if (fault === undefined) tally.passed++;
      else tally.failed++;
      say(`${fault === undefined ? '✓' : '✗'} ${check.name} (${seconds} s)`);
      if (fault !== undefined) say(fault);
    }
  };
  await Promise.all([lane(), lane()]);
  return tally;
}

async function runCheck(check: StaticCheck): Promise<string | undefined> {
  try {
    const { code, output } = await runTool(check.tool, check.args, {
      env: goCollector(process.availableMemory()),
      behind: true,
    });
    if (code !== 0)
      return `${output.replace(check.noise ?? '', '').trim()}\n${check.tool} ended with exit code ${code}.`;
    const files = Number(check.filesRead.exec(output)?.[1] ?? 0);
    return files >= LEAST_FILES
      ? undefined
      : `${check.tool} read ${files} files, which cannot be right.\n${output}`;
  } catch (error) {
    return `${check.tool} could not be run: ${String(error)}`;
  }
}
