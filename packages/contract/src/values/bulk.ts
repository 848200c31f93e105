/** Most customers of one bulk change or export. */
export const MOST_BULK = 20_000;
