/** The public pool. */
export const poolRoutes = {};
