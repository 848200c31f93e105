/** Imports, batches, platform inquiries. */
export const intakeRoutes = {};
