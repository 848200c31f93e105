/** Searching the audit log. */
import Type from 'typebox';
import { AuditRecord, AuditState } from '../resources/audit.ts';
import { Id, Nothing, Page, PageQuery, Timestamp } from '../resources/common.ts';
import { ADMINS, route } from './route.ts';

const tag = 'audit';

export const auditRoutes = {
  searchAudit: route({
    method: 'GET',
    path: '/api/v1/audit-log',
    tag,
    access: ADMINS,
    summary: 'Records of the audit log, newest first',
    query: Type.Object({
      ...PageQuery,
      actorId: Type.Optional(Id),
      /** A noun (`mail-account`) or an action (`mail-account.added`); any of several, with commas between. */
      action: Type.Optional(
        Type.String({ pattern: '^[a-z-]+([.][a-z-]+)?(,[a-z-]+([.][a-z-]+)?){0,19}$', maxLength: 1_000 }),
      ),
      subjectKind: Type.Optional(Type.String({ pattern: '^[a-z-]+$', maxLength: 50 })),
      subjectId: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
      from: Type.Optional(Timestamp),
      /** Not included. */
      to: Type.Optional(Timestamp),
    }),
    reply: Page(AuditRecord),
  }),
  getAuditState: route({
    method: 'GET',
    path: '/api/v1/audit-log/state',
    tag,
    access: ADMINS,
    summary: 'Whether the log is protected, and when it was last proven whole',
    reply: AuditState,
  }),
  verifyAuditLog: route({
    method: 'POST',
    path: '/api/v1/audit-log/verify',
    tag,
    access: ADMINS,
    summary: 'Prove in the background that no record was changed or taken out',
    reply: Nothing,
  }),
};
