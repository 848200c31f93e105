export const competitors = {};
