/** The unified mailbox: cards, market information, forms. */
export const unifiedRoutes = {};
