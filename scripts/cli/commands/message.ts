import { notFound } from '@tradepost/core/errors';
import { findBlob } from '@tradepost/core/ingest/reparse';
import { type Command, UsageError } from '../command.ts';
import { companyClock } from '../company-clock.ts';
import { withRuntime } from '../runtime.ts';

export const messageShow: Command = {
  name: 'message show',
  usage: 'ID [--raw]',
  summary: 'One message; with --raw its octets exactly as they came.',
  options: { raw: { type: 'boolean' } },
  args: [1, 1],
  run: (context) =>
    withRuntime(async (runtime) => {
      const id = Number(context.args[0]);
      if (!Number.isSafeInteger(id) || id < 1)
        throw new UsageError('ID is the number that the timeline shows.');
      if (context.options.raw === true) {
        process.stdout.write(await runtime.blobs.read(await findBlob(runtime.db, id)));
        return 0;
      }
      const row = await runtime.db
        .selectFrom('message as m')
        .leftJoin('message_text as t', 't.message_id', 'm.id')
        .select([
          'm.id',
          'm.rfc_message_id as messageId',
          'm.thread_id as threadId',
          'm.subject',
          'm.occurred_at as occurredAt',
          'm.direction',
          'm.automatic',
          'm.language',
          'm.size',
          'm.parse_tier as parseTier',
          'm.quarantine_reason as quarantineReason',
          't.body as text',
        ])
        .where('m.id', '=', id)
        .executeTakeFirst();
      if (row === undefined) throw notFound(`Message ${id}`);
      const people = await runtime.db
        .selectFrom('message_address as ma')
        .innerJoin('address as a', 'a.id', 'ma.address_id')
        .select(['ma.role', 'a.address', 'ma.name'])
        .where('ma.message_id', '=', id)
        .orderBy('ma.role')
        .orderBy('ma.position')
        .execute();
      const attachments = await runtime.db
        .selectFrom('attachment')
        .select(['part_path as partPath', 'file_name as fileName', 'content_type as contentType', 'size'])
        .where('message_id', '=', id)
        .orderBy('part_path')
        .execute();
      const clock = await companyClock(runtime.db);
      context.print({ ...row, people, attachments }, () => [
        `Subject: ${row.subject}`,
        `Date:    ${clock.second(row.occurredAt)} (${clock.timeZone})  ${row.direction}`,
        ...people.map(
          (one) => `${`${one.role}:`.padEnd(9)}${one.name === null ? '' : `${one.name} `}<${one.address}>`,
        ),
        ...attachments.map(
          (one) => `File:    ${one.fileName ?? one.contentType} (${one.size} octets, part ${one.partPath})`,
        ),
        ...(row.quarantineReason === null ? [] : [`Quarantined: ${row.quarantineReason}`]),
        '',
        row.text ?? '',
      ]);
      return 0;
    }),
};
