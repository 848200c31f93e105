/** What was promised, asked and quoted in mails. */
export const promiseRoutes = {};
