import { TradepostError } from '@tradepost/core/errors';
import type { DB } from '@tradepost/db';
import { type Kysely, sql } from 'kysely';
import { type Command, UsageError } from '../command.ts';
import { companyClock } from '../company-clock.ts';
import { withRuntime } from '../runtime.ts';
import { table } from '../table.ts';

const MOST = 1_000;
const USUAL = 50;

export const timeline: Command = {
  name: 'timeline',
  usage: 'CUSTOMER [--limit N]',
  summary: "A customer's mail and logged contacts, newest first. CUSTOMER is an id or a part of the name.",
  options: { limit: { type: 'string' } },
  args: [1, 1],
  run: (context) =>
    withRuntime(async (runtime) => {
      const customer = await findCustomer(runtime.db, context.args[0] as string);
      const limit = readLimit(context.options.limit);
      const { rows } = await sql<{
        kind: 'mail' | 'activity';
        messageId: number | null;
        occurredAt: Date;
        direction: string | null;
        from: string | null;
        subject: string;
        preview: string;
        attachments: number;
      }>`
        select t.kind, m.id as "messageId", t.occurred_at as "occurredAt", t.direction,
          coalesce(m.from_address, u.name) as "from",
          coalesce(m.subject, concat_ws(': ', x.kind, left(x.content, 80))) as subject,
          coalesce(m.preview, x.content, '') as preview, coalesce(m.attachment_count, 0) as attachments
        from timeline_entry t left join message m on m.id = t.message_id
        left join activity x on x.id = t.activity_id left join app_user u on u.id = x.assignee_id
        where t.customer_id = ${customer.id} and t.kind in ('mail', 'activity')
        order by t.occurred_at desc, t.id desc limit ${limit}`.execute(runtime.db);
      const clock = await companyClock(runtime.db);
      context.print({ customer, entries: rows }, () => [
        customer.name,
        ...table(
          ['id', `when (${clock.timeZone})`, '', 'from', 'what'],
          rows.map((row) => [
            row.messageId,
            clock.minute(row.occurredAt),
            row.kind === 'mail' ? (row.direction === 'outbound' ? '→' : '←') : '·',
            row.from,
            row.subject.replace(/\s+/g, ' ').slice(0, 80),
          ]),
        ),
      ]);
      return 0;
    }),
};

function readLimit(text: unknown): number {
  if (text === undefined) return USUAL;
  const limit = Number(text);
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > MOST)
    throw new UsageError(`--limit is a whole number from 1 to ${MOST}.`);
  return limit;
}

async function findCustomer(db: Kysely<DB>, words: string): Promise<{ id: number; name: string }> {
  const { rows } = await sql<{ id: number; name: string }>`
    select id, name from customer
    where id::text = ${words} or position(lower(${words}) in lower(name)) > 0
    order by (id::text = ${words}) desc, (lower(name) = lower(${words})) desc, name limit 6`.execute(db);
  const [first, ...others] = rows;
  if (first === undefined) throw new TradepostError('not-found', `No customer is called "${words}".`);
  const exact = String(first.id) === words || first.name.toLowerCase() === words.toLowerCase();
  if (others.length > 0 && !exact)
    throw new TradepostError(
      'conflict',
      `Several customers are called so; give the id: ${rows.map((row) => `${row.id} ${row.name}`).join(', ')}.`,
    );
  return first;
}
