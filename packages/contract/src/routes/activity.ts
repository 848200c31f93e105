/** Activities and files. */
export const activityRoutes = {};
