export const customerList = {};
