export const unified = {};
