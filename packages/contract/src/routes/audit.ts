/** Searching the audit log. */
export const auditRoutes = {};
