import type { SearchItem } from '@tradepost/contract';
import { loadCompanyCalendar } from '@tradepost/core/calendar/company-calendar';
import { TradepostError } from '@tradepost/core/errors';
import { searchPage } from '@tradepost/core/search/search';
import { MACHINE } from '@tradepost/core/users/viewer';
import { type Command, UsageError } from '../command.ts';
import { clockOf, type CompanyClock } from '../company-clock.ts';
import { ADMINISTRATOR, withRuntime } from '../runtime.ts';
import { table } from '../table.ts';

const MOST = 1_000;
const USUAL = 20;

export const search: Command = {
  name: 'search',
  usage: 'QUERY [--limit N]',
  summary: 'What is found in all mail and records, newest first; the language is that of the search box.',
  help: [
    'Words, "phrases", -not, OR, prefix*, from: to: customer: subject: filename: type: before: after: and more, e.g.',
    '  scripts/tradepost search \'from:acme "pro forma" after:2026-01-01\'',
  ],
  options: { limit: { type: 'string' } },
  args: [1, 1],
  run: (context) =>
    withRuntime(async ({ db }) => {
      const typed = context.args[0] as string;
      const limit = Number(context.options.limit ?? USUAL);
      if (!Number.isSafeInteger(limit) || limit < 1 || limit > MOST)
        throw new UsageError(`--limit is a whole number from 1 to ${MOST}.`);
      const { timeZone } = await loadCompanyCalendar(db);
      const asker = { viewer: MACHINE, scope: ADMINISTRATOR.scope, timeZone };
      const page = await searchPage(db, asker, {
        typed,
        order: 'newest',
        group: 'none',
        after: null,
        limit,
      }).catch((error: unknown) => {
        throw faultOf(error, typed) ?? error;
      });
      const { items, timedOut, next } = page;
      const clock = clockOf(timeZone);
      context.print({ items, state: timedOut ? 'timed-out' : 'complete', more: next !== null }, () => [
        ...(items.length === 0 && !timedOut
          ? ['Nothing was found.']
          : table(
              [`when (${timeZone})`, 'kind', 'id', 'who', 'what', 'customer'],
              items.map((item) => lineOf(item, clock)),
            )),
        ...(timedOut ? ['The search took too long; what had been found until then is above.'] : []),
        ...(next === null ? [] : [`There is more: --limit takes up to ${MOST}.`]),
      ]);
      return 0;
    }),
};

const lineOf = (item: SearchItem, clock: CompanyClock) => [
  clock.minute(item.occurredAt),
  item.kind,
  item.mail?.messageId ?? item.recordId,
  item.mail?.from?.address ?? '',
  item.title.text.slice(0, 70),
  item.customers
    .map(({ name }) => name)
    .join(', ')
    .slice(0, 40),
];

/** A query that cannot be understood, with a mark below the place. */
function faultOf(error: unknown, typed: string): UsageError | null {
  if (!(error instanceof TradepostError) || error.code !== 'unprocessable') return null;
  const { fault } = error.details as {
    fault: { code: string; at: [number, number]; hints: readonly string[] };
  };
  const [from, until] = fault.at;
  const mark = `${' '.repeat(from)}${'^'.repeat(Math.max(1, until - from))}`;
  const meant = fault.hints.length === 0 ? '' : `\n  Perhaps: ${fault.hints.join(', ')}`;
  return new UsageError(`The search cannot be understood (${fault.code}):\n  ${typed}\n  ${mark}${meant}`);
}
