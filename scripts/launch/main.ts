/** The launcher: `npm start` runs this on Node 24, see scripts/start.mjs. */
import { parseArgs } from 'node:util';
import { ConfigError } from '@tradepost/core/config/config';
import { describeVariables, readSettings } from './settings.ts';
import { Supervisor } from './supervisor.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
// A closed terminal must not end us half-way through a stop.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

function giveUp(error: unknown, code: number): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(code);
}

function readArguments(): { demo: boolean } {
  try {
    const { values } = parseArgs({
      options: { demo: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
    });
    if (values.help) {
      say('npm start             starts Tradepost on this machine');
      say('npm start -- --demo   with a sample company and its mail server');
      say(`\nSettings, by environment variable [default]:\n${describeVariables()}`);
      process.exit(0);
    }
    return { demo: values.demo };
  } catch (error) {
    return giveUp(error, 2);
  }
}

const { demo } = readArguments();
const settings = (() => {
  try {
    return readSettings(process.env);
  } catch (error) {
    if (error instanceof ConfigError) giveUp(error, 2);
    throw error;
  }
})();
const supervisor = new Supervisor({ settings, demo, say });

let stopping = false;
const stop = (exitCode: number) => {
  if (stopping) return;
  stopping = true;
  say('Stopping …');
  supervisor.stop().then(
    () => {
      say('Stopped.');
      process.exit(exitCode);
    },
    (error: unknown) => giveUp(error, 1),
  );
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0));
// scripts/start.mjs is gone, of whatever.
process.on('disconnect', () => stop(0));

try {
  await supervisor.start();
} catch (error) {
  giveUp(error, 1);
}
