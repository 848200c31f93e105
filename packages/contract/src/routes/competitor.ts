/** Competitors and regions. */
export const competitorRoutes = {};
