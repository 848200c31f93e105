/** Matches of one export at most. */
export const MOST_EXPORTED_MATCHES = 2_000;
