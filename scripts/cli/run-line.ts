/** One line of the administrator's command line: which command it calls, and what is said of a wrong one. */
import { parseArgs } from 'node:util';
import { ConfigError } from '@tradepost/core/config/config';
import { TradepostError } from '@tradepost/core/errors';
import { type Command, type CommandContext, UsageError } from './command.ts';
import { allCommands, commandsOf } from './commands/index.ts';
import { NotRunningError } from './runtime.ts';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;
const COMMON = { help: { type: 'boolean', short: 'h' }, json: { type: 'boolean' } } as const;

/** Where it says its results, and what goes wrong or on; and what it is given on standard input. */
export interface Terminal {
  readonly stdin: AsyncIterable<string | Buffer>;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
}

async function findCommand(
  words: readonly string[],
): Promise<{ command: Command; rest: readonly string[] } | null> {
  const commands = await commandsOf(words[0] ?? '');
  for (let length = Math.min(2, words.length); length > 0; length--) {
    const command = commands.find((one) => one.name === words.slice(0, length).join(' '));
    if (command !== undefined) return { command, rest: words.slice(length) };
  }
  return null;
}

/** @returns those that begin with the word. */
async function groupOf(word: string | undefined): Promise<readonly Command[]> {
  return (await allCommands()).filter(({ name }) => name.split(' ')[0] === word);
}

function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  return [
    'Usage: scripts/tradepost COMMAND [--help] [--json]',
    '',
    ...commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`),
    '',
    'It works on the data of TRADEPOST_DATA (./data beside the program), where the product runs.',
  ].join('\n');
}

function helpOf(command: Command): string {
  return [
    `Usage: ${['scripts/tradepost', command.name, command.usage, '[--json]'].filter(Boolean).join(' ')}`,
    '',
    command.summary,
    ...(command.help === undefined ? [] : ['', ...command.help]),
  ].join('\n');
}

function makeContext(
  { stdin, stdout, stderr }: Terminal,
  json: boolean,
  args: readonly string[],
  options: CommandContext['options'],
): CommandContext {
  const overwrites = stderr.isTTY === true;
  let told = '';
  return {
    args,
    options,
    json,
    stdin,
    print(value, lines) {
      stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${lines().join('\n')}\n`);
    },
    progress(line) {
      if (line === told) return;
      told = line;
      stderr.write(overwrites ? `\r\x1b[K${line}` : `${line}\n`);
    },
  };
}

/** @returns the exit code. */
export async function runLine(words: readonly string[], terminal: Terminal): Promise<number> {
  const { stdout, stderr } = terminal;
  const found = await findCommand(words);
  if (found === null) {
    const group = await groupOf(words[0]);
    const [last] = words.slice(-1);
    const helps = (last === '--help' || last === '-h') && (words.length === 1 || group.length > 0);
    const asked = words.length === 0 || helps;
    const list = overview(group.length > 0 ? group : await allCommands());
    (asked ? stdout : stderr).write(
      asked ? `${list}\n` : `There is no command "${words.join(' ')}".\n\n${list}\n`,
    );
    return helps ? 0 : EXIT_USAGE;
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
      stdout.write(`${helpOf(command)}\n`);
      return 0;
    }
    const [least, most] = command.args;
    if (positionals.length < least || positionals.length > most)
      throw new UsageError(positionals.length < least ? 'Something is missing.' : 'Too many words.');
    return await command.run(
      makeContext(terminal, values.json === true, positionals, values as CommandContext['options']),
    );
  } catch (error) {
    return report(error, command, terminal);
  } finally {
    if (stderr.isTTY === true) stderr.write('\r\x1b[K');
  }
}

function report(error: unknown, command: Command, { stderr }: Terminal): number {
  const code = (error as { code?: unknown }).code;
  if (error instanceof UsageError || (typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS'))) {
    stderr.write(`${(error as Error).message}\n\n${helpOf(command)}\n`);
    return EXIT_USAGE;
  }
  const known =
    error instanceof TradepostError || error instanceof ConfigError || error instanceof NotRunningError;
  stderr.write(
    known ? `${error.message}\n` : `Something went wrong: ${(error as Error).stack ?? String(error)}\n`,
  );
  return EXIT_FAILED;
}
