/** Collisions between salespeople. */
export const collisionRoutes = {};
