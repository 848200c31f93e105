export const merge = {} as const;
