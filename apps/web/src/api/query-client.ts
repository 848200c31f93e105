import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';

/** Faults that may pass by themselves; everything else is shown at once. */
const PASSING = new Set(['network', 'unavailable', 'internal', 'unreadable-reply']);

/** Nobody answered: that is over when somebody does. */
const UNREACHED = new Set(['network', 'unavailable']);
/** Until then it is asked again at this pace, in milliseconds: a person who waits need not press a button. */
export const ASK_AGAIN = 5_000;

export const SESSION_KEY = ['getSession', {}] as const;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      gcTime: 10 * 60_000,
      retry: (failures, error) => failures < 2 && error instanceof ApiError && PASSING.has(error.code),
      retryDelay: (attempt) => 500 * 2 ** attempt,
      refetchInterval: ({ state: { error } }) =>
        error instanceof ApiError && UNREACHED.has(error.code) ? ASK_AGAIN : false,
      throwOnError: false,
    },
    mutations: { retry: false },
  },
});
