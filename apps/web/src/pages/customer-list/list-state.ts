/** The list's filter and order, as they stand in the page's address. */
import {
  CUSTOMER_FILTER_KEYS as KEYS,
  type CustomerFilter,
  LIST_ORDERS,
  type ListOrder,
} from '@tradepost/contract';

type FilterKey = keyof CustomerFilter;
const NUMBERS: ReadonlySet<string> = new Set([
  'collaborator',
  'completenessBelow',
  'noContactDays',
  'notVerifiedDays',
]);
const FLAGS: ReadonlySet<string> = new Set(['keyAccount', 'neverContacted', 'archived']);

/** Orders as people choose them: the dormant first is the last contact from its other end. */
export const ORDER_CHOICES = [
  'last-mail',
  'name',
  'last-contact',
  'last-contact-asc',
  'next-contact',
  'created',
  'completeness',
  'verified',
] as const;
export type OrderChoice = (typeof ORDER_CHOICES)[number];

const isChoice = (text: string | null): text is OrderChoice => ORDER_CHOICES.includes(text as OrderChoice);

export function readFilter(params: URLSearchParams): CustomerFilter {
  const filter: Record<string, string | number | boolean> = {};
  for (const key of KEYS) {
    const text = params.get(key)?.trim();
    if (!text) continue;
    if (FLAGS.has(key)) filter[key] = text === 'true';
    else if (!NUMBERS.has(key)) filter[key] = text;
    else if (/^\d{1,9}$/.test(text)) filter[key] = Number(text);
  }
  return filter;
}

export const readOrder = (params: URLSearchParams): OrderChoice => {
  const text = params.get('order');
  return isChoice(text) ? text : 'last-mail';
};

/** Key accounts on top, or not; undefined: as the list does by itself. */
export function readKeyFirst(params: URLSearchParams): boolean | undefined {
  const text = params.get('keyFirst');
  return text === 'true' || text === 'false' ? text === 'true' : undefined;
}

/** As the server has it: of lists to work through (core/customer-list/list-page.ts). */
export const keyFirstByDefault = (order: OrderChoice, filter: CustomerFilter): boolean =>
  order === 'next-contact' ||
  order === 'verified' ||
  filter.noContactDays !== undefined ||
  filter.notVerifiedDays !== undefined;

export function orderQuery(choice: OrderChoice): { order: ListOrder; descending?: boolean } {
  if (choice === 'last-contact-asc') return { order: 'last-contact', descending: false };
  return { order: choice };
}

/** What a saved segment has for an order. */
export function choiceOf(order: string | undefined, descending: boolean | undefined): OrderChoice {
  if (order === 'last-contact' && descending === false) return 'last-contact-asc';
  return LIST_ORDERS.includes(order as ListOrder) && isChoice(order ?? null)
    ? (order as OrderChoice)
    : 'last-mail';
}

/** The address of another filter; what is no part of one stays. */
export function writeFilter(params: URLSearchParams, filter: CustomerFilter): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const key of KEYS) {
    const value = filter[key];
    if (value === undefined || value === '') next.delete(key);
    else next.set(key, String(value));
  }
  return next;
}

/** Fields that narrow, beside the words that stand in the search box. */
export const activeKeys = (filter: CustomerFilter): FilterKey[] =>
  KEYS.filter((key) => key !== 'search' && filter[key] !== undefined);
export type { FilterKey };
