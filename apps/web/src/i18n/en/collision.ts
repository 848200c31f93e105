export const collisions = {} as const;
