/** The rest of a customer’s record: histories, products, suppliers, collaborators, custom fields. */
export const recordRoutes = {};
