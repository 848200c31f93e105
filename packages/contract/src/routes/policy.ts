/** What the company lets people see, what is never archived, outgoing mail. */
export const policyRoutes = {};
