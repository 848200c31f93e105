/** Every check, in order; the last line is the count. `npm test` runs this on Node 24. */
import { ensurePrograms } from './needed-programs.ts';
import { runStaticChecks } from './static-checks.ts';
import { runTests } from './vitest-run.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const filters = process.argv.slice(2);

await ensurePrograms(say);
// Tests wait for servers much of their time: the static checks take what they leave. A filter names tests; the static checks
// have no part to run.
const told: string[] = [];
const [checks, tests] = await Promise.all([
  filters.length > 0 ? { passed: 0, failed: 0, skipped: 0 } : runStaticChecks((line) => told.push(line)),
  runTests(filters),
]);
// Beside the tests' own lines nobody would find them.
for (const line of told) say(line);

const passed = checks.passed + tests.passed;
const failed = checks.failed + tests.failed;
const skipped = checks.skipped + tests.skipped;
say(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
// Nothing ran: a filter that matches no test, or a tree without any.
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
