/** `scripts/tradepost`: the administrator's command line, on the same data as the running product. */
import { runLine } from './run-line.ts';

process.exitCode = await runLine(process.argv.slice(2), process);
