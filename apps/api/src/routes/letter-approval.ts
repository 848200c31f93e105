/** What a leader looks at before it goes out. */
import type { letterApprovalRoutes } from '@tradepost/contract';
import { notFound } from '@tradepost/core/errors';
import { decideApproval, decidingOf, openApproval } from '@tradepost/core/letter/approval';
import { getApprovalRules, setApprovalRules } from '@tradepost/core/letter/approval-rules';
import { framePage } from '@tradepost/core/letter/check-draft';
import { findApproval, findReturnedBefore, listApprovals } from '@tradepost/db/queries/letter-approvals';
import { listLetterFiles } from '@tradepost/db/queries/letters';
import { LETTER_LIMITS } from '@tradepost/contract';
import { cutPage, DEFAULT_LIMIT, decodeIdCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { downloadHeaders, FRAME_HEADERS } from '../download.ts';
import type { Caller, HandlersOf } from '../handlers.ts';
import { describeApproval, describeApprovalDetail } from './describe-letter.ts';
import { octetsOfFile } from './letters.ts';

const open = (deps: ApiDeps, caller: Caller, id: number) => openApproval(deps.db, caller.viewer, id);

export const letterApprovalHandlers: HandlersOf<typeof letterApprovalRoutes> = {
  getApprovalRules: ({ deps }) => getApprovalRules(deps.db),
  setApprovalRules: ({ deps, caller, body }) => setApprovalRules(deps.db, caller.viewer, body),

  listApprovals: async ({ deps, caller, query }) => {
    const deciding = decidingOf(caller.viewer);
    if (deciding === null) return { items: [], nextCursor: null };
    const limit = query.limit ?? DEFAULT_LIMIT;
    const found = await listApprovals(deps.db, deciding, {
      waiting: query.state === 'waiting',
      after: decodeIdCursor(query.cursor),
      limit: limit + 1,
    });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.id]);
    return { items: rows.map(describeApproval), nextCursor };
  },
  getApproval: async ({ deps, caller, params }) => {
    const row = await open(deps, caller, params.id);
    const files = row.same ? await listLetterFiles(deps.db, row.letter_id) : [];
    return describeApprovalDetail(row, files, await findReturnedBefore(deps.db, row));
  },
  getApprovalHtml: async ({ deps, caller, params, reply }) => {
    const row = await open(deps, caller, params.id);
    if (!row.same) throw notFound('The letter');
    await reply.server.octets.hold(reply, caller.user.id, LETTER_LIMITS.octets);
    const page = await framePage(deps, row.letter_id, row.final_html ?? '', row.subject);
    return reply
      .headers({ ...FRAME_HEADERS, 'content-security-policy': page.csp })
      .type('text/html; charset=utf-8')
      .send(page.html);
  },
  getApprovalFile: async ({ deps, caller, params, reply }) => {
    const row = await open(deps, caller, params.id);
    const files = row.same ? await listLetterFiles(deps.db, row.letter_id) : [];
    const file = files.find((one) => one.id === params.fileId);
    if (file === undefined) throw notFound('The file');
    await reply.server.octets.hold(reply, caller.user.id, file.size);
    return reply
      .headers(downloadHeaders(file.file_name))
      .type('application/octet-stream')
      .send(await octetsOfFile(deps, file));
  },
  decideApproval: async ({ deps, caller, params, body }) => {
    await decideApproval(deps.db, caller.viewer, params.id, body);
    const deciding = decidingOf(caller.viewer);
    const row = deciding === null ? undefined : await findApproval(deps.db, deciding, params.id);
    if (row === undefined) throw notFound('The letter');
    return describeApproval(row);
  },
};
