/** Who gets what of: searching the audit log. */
import { auditRoutes } from '@tradepost/contract';
import { ADMINS, area, both } from './area.ts';

export const auditArea = area(auditRoutes, async () => ({}), {
  searchAudit: { ...both(ADMINS), call: () => ({ url: '/api/v1/audit-log?action=session' }) },
  getAuditState: { ...both(ADMINS), call: () => ({ url: '/api/v1/audit-log/state' }) },
  verifyAuditLog: { ...both(ADMINS), call: () => ({ url: '/api/v1/audit-log/verify' }) },
});
