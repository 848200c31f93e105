/** A search as it stands in the page's address. */
import { SEARCH_GROUPS, SEARCH_ORDERS } from '@tradepost/contract';

export interface SearchChoice {
  readonly q: string;
  readonly order: (typeof SEARCH_ORDERS)[number];
  readonly group: (typeof SEARCH_GROUPS)[number];
}

export function readChoice(params: URLSearchParams): SearchChoice {
  return {
    q: params.get('q') ?? '',
    order: SEARCH_ORDERS.find((order) => order === params.get('order')) ?? 'newest',
    group: SEARCH_GROUPS.find((group) => group === params.get('group')) ?? 'none',
  };
}

/** What is as usual is left out. */
export function searchQuery({ q, order = 'newest', group = 'none' }: Partial<SearchChoice>): string {
  const params = new URLSearchParams(q === undefined || q === '' ? {} : { q });
  if (order !== 'newest') params.set('order', order);
  if (group !== 'none') params.set('group', group);
  return params.size > 0 ? `?${params}` : '';
}

export const searchPath = (choice: Partial<SearchChoice>): string => `/search${searchQuery(choice)}`;
export const openPath = (messageId: number, choice: SearchChoice): string =>
  `/search/messages/${messageId}${searchQuery(choice)}`;
