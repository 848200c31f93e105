/** Searching the audit log. */
import type { auditRoutes } from '@tradepost/contract';
import { getAuditState, requestVerification } from '@tradepost/core/audit/verify';
import { searchAudit } from '@tradepost/db/queries/audit-search';
import { cutPage, DEFAULT_LIMIT, decodeTimeCursor } from '../cursor.ts';
import type { HandlersOf } from '../handlers.ts';

/** RFC 3339 knows a 60th second, a `Date` does not: it is the one before. */
const time = (text: string | undefined) =>
  text === undefined ? null : new Date(text.replace(/(:\d\d):60/, '$1:59'));

export const auditHandlers: HandlersOf<typeof auditRoutes> = {
  searchAudit: async ({ deps, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const found = await searchAudit(deps.db, {
      actorId: query.actorId ?? null,
      actions: query.action?.split(',') ?? null,
      subjectKind: query.subjectKind ?? null,
      subjectId: query.subjectId ?? null,
      from: time(query.from),
      to: time(query.to),
      before: decodeTimeCursor(query.cursor),
      limit: limit + 1,
    });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.at_text, row.id]);
    return {
      items: rows.map((row) => ({
        id: row.id,
        at: row.at.toISOString(),
        actorId: row.actor_id,
        actorName: row.actor_name,
        action: row.action,
        subjectKind: row.subject_kind,
        subjectId: row.subject_id,
        subjectName: row.subject_name,
        detail: row.detail,
      })),
      nextCursor,
    };
  },
  getAuditState: ({ deps }) => getAuditState(deps.db),
  verifyAuditLog: async ({ deps, caller }) => {
    await requestVerification(deps, caller.user.id);
    return null;
  },
};
