/** Filters, saved segments, bulk changes, duplicates, export. */
export const customerListRoutes = {};
