/** Merging customers and contacts. */
export const mergeRoutes = {};
