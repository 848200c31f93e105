import { isDay } from '@tradepost/core/calendar/days';
import { startOfDay } from '@tradepost/core/calendar/wall-time';
import { verifyAudit } from '@tradepost/core/audit/verify';
import { isAuditLogProtected, searchAudit } from '@tradepost/db/queries/audit-search';
import { type Command, UsageError } from '../command.ts';
import { companyClock } from '../company-clock.ts';
import { withRuntime } from '../runtime.ts';
import { table } from '../table.ts';

export const auditVerify: Command = {
  name: 'audit verify',
  usage: '',
  summary: 'Prove that no record of the audit log was changed or taken out.',
  args: [0, 0],
  run: (context) =>
    withRuntime(async (runtime) => {
      const result = {
        ...(await verifyAudit(runtime.db)),
        protectedByRights: await isAuditLogProtected(runtime.db),
      };
      context.print(result, () => [
        result.protectedByRights
          ? 'The database lets Tradepost add records and never change them.'
          : 'The role of Tradepost in this database could change the log: docs/audit-rights.sql says how to close that.',
        result.brokenAt === null
          ? `${result.rows} records, all whole.`
          : `Record ${result.brokenAt} was changed, or one before it was taken out; ${result.rows} records before it are whole.`,
      ]);
      return result.brokenAt === null ? 0 : 1;
    }),
};

const MOST_LISTED = 1_000;

/** A day begins where the company is. */
function time(text: unknown, name: string, timeZone: string): Date | null {
  if (typeof text !== 'string') return null;
  if (isDay(text)) return startOfDay(timeZone, text);
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new UsageError(`--${name} is a day or a time, such as 2026-03-01.`);
  return date;
}

export const auditList: Command = {
  name: 'audit list',
  usage: '[--user EMAIL] [--action NOUN[.VERB],…] [--subject KIND:ID] [--from DAY] [--to DAY] [--limit N]',
  summary: 'Records of the audit log, newest first.',
  options: {
    user: { type: 'string' },
    action: { type: 'string' },
    subject: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    limit: { type: 'string' },
  },
  args: [0, 0],
  run: (context) =>
    withRuntime(async ({ db }) => {
      const { user, action, subject } = context.options;
      const limit = Number(context.options.limit ?? 50);
      if (!Number.isInteger(limit) || limit < 1 || limit > MOST_LISTED)
        throw new UsageError(`--limit is a number from 1 to ${MOST_LISTED}.`);
      const [kind, id] = typeof subject === 'string' ? subject.split(':', 2) : [];
      const actor =
        typeof user === 'string'
          ? await db
              .selectFrom('app_user')
              .select('id')
              .where((eb) => eb(eb.fn('lower', ['email']), '=', user.toLowerCase()))
              .executeTakeFirst()
          : null;
      if (actor === undefined) throw new UsageError(`There is no person ${String(user)}.`);
      const clock = await companyClock(db);
      const rows = await searchAudit(db, {
        actorId: actor?.id ?? null,
        actions: typeof action === 'string' ? action.split(',') : null,
        subjectKind: kind ?? null,
        subjectId: id ?? null,
        from: time(context.options.from, 'from', clock.timeZone),
        to: time(context.options.to, 'to', clock.timeZone),
        before: null,
        limit,
      });
      context.print(rows, () =>
        rows.length === 0
          ? ['No record fits.']
          : table(
              ['record', `time (${clock.timeZone})`, 'who', 'what', 'whom', 'details'],
              rows.map((row) => [
                row.id,
                clock.second(row.at),
                row.actor_name ?? '',
                row.action,
                row.subject_name ??
                  (row.subject_kind === null ? '' : `${row.subject_kind} ${row.subject_id ?? ''}`),
                JSON.stringify(row.detail),
              ]),
            ),
      );
      return 0;
    }),
};
