import { type CommandContext, UsageError } from './command.ts';

const MOST_OCTETS = 10_000;

/** Before anything is asked: a command that waits for a password without a word looks as if it hung. */
export function assertPasswordComes({ options }: Pick<CommandContext, 'options'>): void {
  if (options['password-stdin'] !== true)
    throw new UsageError('Give the password on standard input and say --password-stdin.');
}

/** The first line of standard input: a password never stands on a command line, where others can see it. */
export async function readPassword(stdin: AsyncIterable<string | Buffer>): Promise<string> {
  let text = '';
  for await (const chunk of stdin) {
    text += String(chunk);
    if (text.length > MOST_OCTETS) throw new UsageError('That is too long for a password.');
  }
  const password = text.split(/\r?\n/, 1)[0] ?? '';
  if (password === '') throw new UsageError('Standard input gave no password.');
  return password;
}
