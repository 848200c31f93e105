/** Activities, problems of markets, and files. */
import type { Readable } from 'node:stream';
import type { Activity, activityRoutes, CustomerFile } from '@tradepost/contract';
import { addActivity } from '@tradepost/core/activity/add';
import { cancelActivity, completeActivity, updateActivity } from '@tradepost/core/activity/change';
import {
  addActivityFile,
  MOST_FILE_OCTETS,
  readUpload,
  removeActivityFile,
  tooLarge,
} from '@tradepost/core/activity/files';
import { cleanText } from '@tradepost/core/customers/normalise';
import { notFound, TradepostError } from '@tradepost/core/errors';
import { isLeader } from '@tradepost/core/users/viewer';
import {
  findActivity,
  findActivityFile,
  listCustomerPlans,
  listPlans,
  type PlanRow,
} from '@tradepost/db/queries/activities';
import { type CustomerFileRow, listCustomerFiles } from '@tradepost/db/queries/customer-files';
import { findCustomer } from '@tradepost/db/queries/customers';
import { listMarketProblems } from '@tradepost/db/queries/market-problems';
import { cutPage, DEFAULT_LIMIT, decodeTimeCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { downloadHeaders } from '../download.ts';
import { fileTypes } from '../file-groups.ts';
import type { Caller, HandlersOf } from '../handlers.ts';
import { describeFileText } from './describe.ts';
import { describeActivity } from './describe-timeline.ts';

const actorOf = ({ viewer, scope }: Caller) => ({ viewer, scope });

async function readActivity(deps: ApiDeps, caller: Caller, id: number): Promise<Activity> {
  const row = await findActivity(deps.db, caller.scope, id);
  if (row === undefined) throw notFound('The activity');
  return describeActivity(row);
}

async function assertCustomer(deps: ApiDeps, caller: Caller, id: number): Promise<void> {
  if ((await findCustomer(deps.db, caller.scope, id)) === undefined) throw notFound('The customer');
}

const planKey = (row: PlanRow) => [row.planned_text, row.id];

/** Whose plans: one's own or, for a leader, the people's. */
function assigneesOf({ viewer }: Caller, of: 'me' | 'team'): readonly number[] | 'all' {
  if (of === 'me') return [viewer.id];
  if (!isLeader(viewer)) throw new TradepostError('forbidden', 'Only a manager sees the plans of others.');
  return viewer.team === 'all' ? 'all' : [viewer.id, ...viewer.team];
}

const describeFile = (row: CustomerFileRow): CustomerFile => ({
  id: row.id,
  at: row.at.toISOString(),
  direction: row.direction,
  fileName: row.file_name,
  contentType: row.content_type,
  size: row.size,
  messageId: row.message_id,
  partPath: row.part_path,
  subject: row.subject,
  activityId: row.activity_id,
  activityKind: row.activity_kind,
  fileId: row.file_id,
  text: describeFileText(row),
  times: row.times,
});

export const activityHandlers: HandlersOf<typeof activityRoutes> = {
  addActivity: async ({ deps, caller, params, body }) =>
    readActivity(deps, caller, await addActivity(deps, actorOf(caller), params.id, body)),
  getActivity: ({ deps, caller, params }) => readActivity(deps, caller, params.id),
  updateActivity: async ({ deps, caller, params, body }) => {
    await updateActivity(deps, actorOf(caller), params.id, body);
    return readActivity(deps, caller, params.id);
  },
  completeActivity: async ({ deps, caller, params, body }) => {
    await completeActivity(deps, actorOf(caller), params.id, body);
    return readActivity(deps, caller, params.id);
  },
  cancelActivity: async ({ deps, caller, params, body }) => {
    await cancelActivity(deps, actorOf(caller), params.id, cleanText(body.reason));
    return readActivity(deps, caller, params.id);
  },

  listCustomerPlans: async ({ deps, caller, params, query }) => {
    await assertCustomer(deps, caller, params.id);
    const limit = query.limit ?? DEFAULT_LIMIT;
    const after = decodeTimeCursor(query.cursor);
    const found = await listCustomerPlans(deps.db, params.id, { after, limit: limit + 1 });
    const { rows, nextCursor } = cutPage(found, limit, planKey);
    return { items: rows.map(describeActivity), nextCursor };
  },
  listPlans: async ({ deps, caller, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const found = await listPlans(deps.db, caller.scope, assigneesOf(caller, query.of ?? 'me'), {
      after: decodeTimeCursor(query.cursor),
      limit: limit + 1,
    });
    const { rows, nextCursor } = cutPage(found, limit, planKey);
    return {
      items: rows.map((row) => ({ ...describeActivity(row), customerName: row.customer_name })),
      nextCursor,
    };
  },

  addActivityFile: async ({ deps, caller, params, query, request, reply }) => {
    const declared = Number(request.headers['content-length'] ?? MOST_FILE_OCTETS);
    if (declared > MOST_FILE_OCTETS) throw tooLarge();
    // The octets and their compressed form.
    await reply.server.octets.hold(reply, caller.user.id, 2 * declared);
    await addActivityFile(deps, actorOf(caller), params.id, {
      name: query.name,
      type: query.type ?? null,
      octets: await readUpload(request.body as Readable),
    });
    return readActivity(deps, caller, params.id);
  },
  removeActivityFile: async ({ deps, caller, params }) => {
    await removeActivityFile(deps, actorOf(caller), params.id, params.fileId);
    return readActivity(deps, caller, params.id);
  },
  getActivityFile: async ({ deps, caller, params, reply }) => {
    const file = await findActivityFile(deps.db, caller.scope, params.id, params.fileId);
    if (file === undefined) throw notFound('The file');
    await reply.server.octets.hold(reply, caller.user.id, file.size);
    const octets = await deps.blobs.read({
      sha256: file.sha256.toString('hex'),
      size: file.size,
      storedSize: file.stored_size,
      codec: file.codec,
      pack: file.pack,
      packOffset: file.pack_offset,
    });
    return reply.headers(downloadHeaders(file.file_name)).type('application/octet-stream').send(octets);
  },

  listCustomerFiles: async ({ deps, caller, params, query }) => {
    await assertCustomer(deps, caller, params.id);
    const limit = query.limit ?? DEFAULT_LIMIT;
    const found = await listCustomerFiles(deps.db, caller.scope, params.id, {
      name: cleanText(query.name),
      types: query.group === undefined ? null : fileTypes(query.group),
      direction: query.direction ?? null,
      from: query.from ?? null,
      to: query.to ?? null,
      before: decodeTimeCursor(query.cursor),
      limit: limit + 1,
    });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.at_text, row.id]);
    return { items: rows.map(describeFile), nextCursor };
  },

  listMarketProblems: async ({ deps, caller, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const found = await listMarketProblems(deps.db, caller.scope, {
      country: query.country ?? null,
      difficulty: query.difficulty ?? null,
      before: decodeTimeCursor(query.cursor),
      limit: limit + 1,
    });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.noted_text, row.activity_id]);
    return {
      items: rows.map((row) => ({
        activityId: row.activity_id,
        customerId: row.customer_id,
        customerName: row.customer_name,
        country: row.country,
        region: row.region,
        product: row.product,
        difficulty: row.difficulty,
        severity: row.severity,
        competitor: row.competitor,
        content: row.content,
        result: row.result,
        authorName: row.author_name,
        notedAt: row.noted_at.toISOString(),
      })),
      nextCursor,
    };
  },
};
