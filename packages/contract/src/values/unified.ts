/** What an item is of use for. */
export const UNIFIED_TAGS = ['service', 'visit', 'r-and-d', 'upgrade'] as const;
export type UnifiedTag = (typeof UNIFIED_TAGS)[number];
