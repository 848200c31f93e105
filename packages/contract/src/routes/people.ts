/** People, departments, second factor, sign-in by OpenID Connect, sessions. */
export const peopleRoutes = {};
