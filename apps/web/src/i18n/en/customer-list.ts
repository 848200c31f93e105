export const customerList = {} as const;
