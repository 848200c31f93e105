/** Handing customers over. */
export const handoverRoutes = {};
