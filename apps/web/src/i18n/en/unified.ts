export const unified = {} as const;
