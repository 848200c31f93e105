import { benchDigests, type DigestBenchResult } from '../../bench/digests.ts';
import { type Command, UsageError } from '../command.ts';

const lines = (result: DigestBenchResult) => [
  `${result.taken} digests of ${(result.bytesEach / 1024).toFixed(0)} KB, ${result.tasksEach} tasks each: ${result.perSecond.toFixed(0)} a second`,
  `composed in ${result.composeSeconds.toFixed(1)} s, sent in ${result.sendSeconds.toFixed(1)} s, ${result.cpuMsEach.toFixed(1)} ms of processor time each`,
  `${result.machine['cpu']}, ${result.machine['memory']}`,
];

export const benchDigestsCommand: Command = {
  name: 'bench digests',
  usage: '[--people 10000] [--tasks 6]',
  summary: 'Time the morning mails of many people: made of real rows and handed to a mail server.',
  help: ['Works on a database and a mail server of its own, beside it on the same machine.'],
  options: { people: { type: 'string' }, tasks: { type: 'string' } },
  args: [0, 0],
  async run(context) {
    const number = (name: 'people' | 'tasks'): number | undefined => {
      const text = context.options[name];
      if (typeof text !== 'string') return undefined;
      const value = Number(text);
      if (!Number.isSafeInteger(value) || value < 1)
        throw new UsageError(`--${name} takes a whole number above 0.`);
      return value;
    };
    const [people, tasksEach] = [number('people'), number('tasks')];
    const result = await benchDigests({
      ...(people === undefined ? {} : { people }),
      ...(tasksEach === undefined ? {} : { tasksEach }),
      progress: (line) => context.progress(line),
    });
    context.print(result, () => lines(result));
    return 0;
  },
};
