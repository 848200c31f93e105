/** The comparison of searches with notmuch, for docs/benchmarks.md and for a terminal. */
import { median } from './report.ts';
import type { ComparedSearch, NotmuchBenchResult } from './search-notmuch.ts';
import { UNEXPLAINED } from './search-notmuch-differences.ts';

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const ms = (value: number) => value.toFixed(value < 10 ? 1 : 0);

export function notmuchReport(result: NotmuchBenchResult): string {
  const { messages, rounds, searches, startMs, machine, versions } = result;
  const alike = searches.filter(({ differences }) => differences.length === 0);
  const all = (pick: (one: ComparedSearch) => number) => median(searches.map(pick));
  const slower = searches.filter(({ oursMs, notmuchMs }) => oursMs > notmuchMs);
  return [
    `${messages} mails, ${searches.length} searches, medians of ${rounds} rounds in turn, milliseconds.`,
    '',
    `Machine: ${Object.values(machine).join(', ')}`,
    '',
    `Versions: ${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}`,
    '',
    line(['', 'search', 'ours', 'notmuch', 'both', 'ours, ms', 'notmuch, ms']),
    line(['---', '---', '---:', '---:', '---:', '---:', '---:']),
    ...searches.map((one) =>
      line([
        one.kind,
        `\`${one.query}\``,
        ...[one.ours, one.theirs, one.both].map(String),
        ms(one.oursMs),
        ms(one.notmuchMs),
      ]),
    ),
    line(['median', '', '', '', '', ms(all((one) => one.oursMs)), ms(all((one) => one.notmuchMs))]),
    '',
    `${alike.length} of ${searches.length} find the same mails. The others:`,
    '',
    ...searches.flatMap(({ query, differences }) =>
      differences.map(
        ({ only, reason, count, example }) =>
          `- \`${query}\`: only ${only} ${count}: ${reason} (<${example}>)`,
      ),
    ),
    '',
    `A command of notmuch that asks nothing takes ${ms(startMs)} ms. ${
      slower.length === 0
        ? 'Ours is the faster one at every search.'
        : `Ours is the slower one at ${slower.length}: ${slower.map(({ query }) => `\`${query}\``).join(', ')}.`
    }${searches.some(({ differences }) => differences.some(({ reason }) => reason === UNEXPLAINED)) ? ' Some differences are not explained.' : ''}`,
  ].join('\n');
}
