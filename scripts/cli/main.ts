/** `scripts/tradepost`: the administrator's command line, on the same data as the running product. */
import { parseArgs } from 'node:util';
import { ConfigError } from '@tradepost/core/config/config';
import { TradepostError } from '@tradepost/core/errors';
import { type Command, type CommandContext, UsageError } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { NotRunningError } from './runtime.ts';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;
const COMMON = { help: { type: 'boolean', short: 'h' }, json: { type: 'boolean' } } as const;

function findCommand(words: readonly string[]): { command: Command; rest: readonly string[] } | null {
  for (let length = Math.min(2, words.length); length > 0; length--) {
    const command = COMMANDS.find((one) => one.name === words.slice(0, length).join(' '));
    if (command !== undefined) return { command, rest: words.slice(length) };
  }
  return null;
}

function overview(): string {
  const width = Math.max(...COMMANDS.map((command) => command.name.length));
  return [
    'Usage: scripts/tradepost COMMAND [--help] [--json]',
    '',
    ...COMMANDS.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`),
    '',
    'It works on the data of TRADEPOST_DATA (./data beside the program), where the product runs.',
  ].join('\n');
}

function helpOf(command: Command): string {
  return [
    `Usage: scripts/tradepost ${command.name} ${command.usage} [--json]`,
    '',
    command.summary,
    ...(command.help === undefined ? [] : ['', ...command.help]),
  ].join('\n');
}

function makeContext(
  json: boolean,
  args: readonly string[],
  options: CommandContext['options'],
): CommandContext {
  const terminal = process.stderr.isTTY;
  let told = '';
  return {
    args,
    options,
    json,
    print(value, lines) {
      process.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${lines().join('\n')}\n`);
    },
    progress(line) {
      if (line === told) return;
      told = line;
      process.stderr.write(terminal ? `\r\x1b[K${line}` : `${line}\n`);
    },
  };
}

async function main(words: readonly string[]): Promise<number> {
  const found = findCommand(words);
  if (found === null) {
    const asked = words.length === 0 || words[0] === '--help' || words[0] === '-h';
    (asked ? process.stdout : process.stderr).write(
      asked ? `${overview()}\n` : `There is no command "${words.join(' ')}".\n\n${overview()}\n`,
    );
    return words[0] === '--help' || words[0] === '-h' ? 0 : EXIT_USAGE;
  }
  const { command, rest } = found;
  try {
    const { values, positionals } = parseArgs({
      args: [...rest],
      options: { ...command.options, ...COMMON },
      allowPositionals: true,
      strict: true,
    });
    if (values.help === true) {
      process.stdout.write(`${helpOf(command)}\n`);
      return 0;
    }
    const [least, most] = command.args;
    if (positionals.length < least || positionals.length > most)
      throw new UsageError(positionals.length < least ? 'Something is missing.' : 'Too many words.');
    return await command.run(
      makeContext(values.json === true, positionals, values as CommandContext['options']),
    );
  } catch (error) {
    return report(error, command);
  } finally {
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  }
}

function report(error: unknown, command: Command): number {
  const code = (error as { code?: unknown }).code;
  if (error instanceof UsageError || (typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS'))) {
    process.stderr.write(`${(error as Error).message}\n\n${helpOf(command)}\n`);
    return EXIT_USAGE;
  }
  const known =
    error instanceof TradepostError || error instanceof ConfigError || error instanceof NotRunningError;
  process.stderr.write(
    known ? `${error.message}\n` : `Something went wrong: ${(error as Error).stack ?? String(error)}\n`,
  );
  return EXIT_FAILED;
}

process.exitCode = await main(process.argv.slice(2));
