/** What one person searched for last in this browser, newest first. */

const MOST = 8;
const keyOf = (userId: number) => `tradepost.searches.${userId}`;

export function recentSearches(userId: number): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(userId)) ?? '[]');
    return Array.isArray(stored)
      ? stored.filter((q): q is string => typeof q === 'string').slice(0, MOST)
      : [];
  } catch {
    return []; // Storage may be forbidden, or hold something else.
  }
}

export function noteSearch(userId: number, q: string): void {
  const next = [q, ...recentSearches(userId).filter((old) => old !== q)].slice(0, MOST);
  try {
    localStorage.setItem(keyOf(userId), JSON.stringify(next));
  } catch {
    // They are a convenience.
  }
}

export function forgetSearches(userId: number): void {
  try {
    localStorage.removeItem(keyOf(userId));
  } catch {
    // There were none.
  }
}
