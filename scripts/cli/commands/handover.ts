import { setTimeout as wait } from 'node:timers/promises';
import type { HandoverPlan } from '@tradepost/contract';
import { describeError } from '@tradepost/core/errors';
import { previewHandover } from '@tradepost/core/handover/preview';
import { startHandover } from '@tradepost/core/handover/start';
import { UNDO_HOURS, undoHandover } from '@tradepost/core/handover/undo';
import { JOB_KINDS } from '@tradepost/core/jobs/kinds';
import { runJob } from '@tradepost/core/jobs/run-job';
import { MACHINE } from '@tradepost/core/users/viewer';
import type { DB } from '@tradepost/db';
import { type HandoverRow, listHandovers } from '@tradepost/db/queries/handovers';
import { type Kysely, sql } from 'kysely';
import { type Command, type CommandContext, UsageError } from '../command.ts';
import { companyClock } from '../company-clock.ts';
import { findUserNamed } from '../find-user.ts';
import { withRuntime } from '../runtime.ts';
import { table } from '../table.ts';

const POLL_MS = 500;

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** `anna@x=DE+AT,bo@x`: successors, each with the countries he gets where they are divided so. */
async function readPlan(db: Kysely<DB>, options: CommandContext['options']): Promise<HandoverPlan> {
  const from = text(options['from']);
  const to = text(options['to']);
  if (from === undefined || to === undefined)
    throw new UsageError('Say from whom and to whom: --from and --to.');
  const fromId = (await findUserNamed(db, from)).id;
  const heirs = await Promise.all(
    to.split(',').map(async (part) => {
      const [who = '', lands] = part.trim().split('=', 2);
      const countries = lands?.split('+').map((land) => land.trim().toUpperCase());
      if (countries?.some((land) => !/^[A-Z]{2}$/.test(land)))
        throw new UsageError(`"${lands}" is not a list of country codes such as DE+AT.`);
      return { userId: (await findUserNamed(db, who)).id, ...(countries === undefined ? {} : { countries }) };
    }),
  );
  const rest = text(options['rest']);
  return {
    fromId,
    way: heirs.some((heir) => 'countries' in heir) ? 'country' : 'even',
    to: heirs,
    ...(rest === undefined ? {} : { restTo: (await findUserNamed(db, rest)).id }),
    accounts: await readAccounts(db, fromId, text(options['accounts']) ?? 'keep'),
    keepAccess: options['keep-access'] === true,
  };
}

async function readAccounts(
  db: Kysely<DB>,
  fromId: number,
  wish: string,
): Promise<NonNullable<HandoverPlan['accounts']>> {
  if (wish === 'keep') return [];
  const toId = wish === 'nobody' ? null : (await findUserNamed(db, wish)).id;
  const rows = await db
    .selectFrom('mail_account')
    .select('id')
    .where('owner_id', '=', fromId)
    .where('state', '<>', 'removed')
    .limit(50)
    .execute();
  return rows.map(({ id }) => ({ accountId: id, toId }));
}

async function read(db: Kysely<DB>, id: number): Promise<HandoverRow> {
  const [row] = await listHandovers(db, { seen: sql`true`, undoHours: UNDO_HOURS, id, limit: 1 });
  if (row === undefined) throw new UsageError(`There is no hand-over ${id}.`);
  return row;
}

/** Does the work here, or waits for the worker that has it. */
async function finish(
  context: CommandContext,
  db: Kysely<DB>,
  id: number,
  jobId: number,
): Promise<HandoverRow> {
  for (;;) {
    await runJob(db, JOB_KINDS, jobId, new AbortController().signal, () => undefined).catch(
      // It stands in Postgres and is taken up again, here or by a worker.
      (error: unknown) => context.progress(describeError(error)),
    );
    const row = await read(db, id);
    if (row.state === 'done' || row.state === 'undone') return row;
    context.progress(`${row.counts.waiting} to go`);
    await wait(POLL_MS);
  }
}

const outcome = (row: HandoverRow) => [
  `Hand-over ${row.id} of ${row.from_name}: ${row.state}.`,
  ...row.successors.map((heir) => `  ${heir.name}: ${heir.customers} customers`),
  ...(row.counts.skipped > 0 ? [`  ${row.counts.skipped} were no longer ${row.from_name}'s`] : []),
  ...(row.counts.kept > 0 ? [`  ${row.counts.kept} changed hands since and stayed`] : []),
];

const start: Command = {
  name: 'handover',
  usage:
    '--from E-MAIL --to E-MAIL[,E-MAIL…] [--rest E-MAIL] [--accounts keep|nobody|E-MAIL] [--keep-access] [--reason TEXT] [--note TEXT] [--dry-run]',
  summary: 'Hand all customers of a person over, to one successor or several.',
  help: [
    'Several successors share evenly, grade by grade, or by country: --to anna@x.com=DE+AT,bo@x.com=FR.',
    'What fits no country goes to --rest, or stays. It can be undone for 24 hours: "handover undo".',
  ],
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    rest: { type: 'string' },
    accounts: { type: 'string' },
    'keep-access': { type: 'boolean' },
    reason: { type: 'string' },
    note: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  args: [0, 0],
  run: (context) =>
    withRuntime(async (runtime) => {
      const { options } = context;
      const plan = await readPlan(runtime.db, options);
      if (options['dry-run'] === true) {
        const preview = await previewHandover(runtime.db, MACHINE, plan);
        context.print(preview, () => [
          ...table(
            ['successor', 'customers'],
            preview.successors.map((heir) => [heir.name, heir.customers]),
          ),
          `${preview.left} would stay; ${preview.tasks} open tasks, ${preview.letters} unsent letters and ${preview.activities} planned activities would go along.`,
        ]);
        return 0;
      }
      const [reason, note] = [text(options['reason']), text(options['note'])];
      const { id, jobId } = await startHandover(runtime, MACHINE, {
        ...plan,
        ...(reason === undefined ? {} : { reason }),
        ...(note === undefined ? {} : { note }),
      });
      const row = await finish(context, runtime.db, id, jobId);
      context.print({ id, state: row.state, counts: row.counts, successors: row.successors }, () =>
        outcome(row),
      );
      return 0;
    }),
};

const list: Command = {
  name: 'handover list',
  usage: '',
  summary: 'The latest hand-overs.',
  args: [0, 0],
  run: (context) =>
    withRuntime(async ({ db }) => {
      const rows = await listHandovers(db, { seen: sql`true`, undoHours: UNDO_HOURS, limit: 50 });
      const clock = await companyClock(db);
      context.print(
        rows.map(({ id, from_name: from, state, counts, successors, created_at: createdAt }) => ({
          id,
          from,
          state,
          counts,
          successors,
          createdAt,
        })),
        () =>
          table(
            ['id', 'from', 'to', 'customers', 'state', `begun (${clock.timeZone})`],
            rows.map((row) => [
              row.id,
              row.from_name,
              row.successors.map(({ name }) => name).join(', '),
              row.successors.reduce((sum, heir) => sum + heir.customers, 0),
              row.state,
              clock.minute(row.created_at),
            ]),
          ),
      );
      return 0;
    }),
};

const undo: Command = {
  name: 'handover undo',
  usage: 'ID',
  summary: 'Bring the customers of a hand-over back, within 24 hours.',
  args: [1, 1],
  run: (context) =>
    withRuntime(async (runtime) => {
      const id = Number(context.args[0]);
      if (!Number.isSafeInteger(id) || id < 1) throw new UsageError('Name the hand-over by its number.');
      const { jobId } = await undoHandover(runtime, MACHINE, id);
      const row = await finish(context, runtime.db, id, jobId);
      context.print({ id, state: row.state, counts: row.counts }, () => outcome(row));
      return 0;
    }),
};

export const handoverCommands: readonly Command[] = [start, list, undo];
