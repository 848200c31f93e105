/** React hooks over the typed client: a query's key is the route's name and its arguments. */
import {
  type InfiniteData,
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { ApiError } from './api-error.ts';
import { api } from './instance.ts';
import type { CallArgs, GetRoute, PageRoute, Reply, WriteRoute } from './types.ts';

/** Rows of a page: two screens of the longest list, so that scrolling meets no wait. */
const PAGE_LENGTH = 50;

interface ReadOptions {
  enabled?: boolean;
  /** Show the last answer of other arguments while the next one is on its way. */
  keepPrevious?: boolean;
  /** Milliseconds. */
  refetchInterval?: number | false;
  /** Asked when it is shown, however young the answer is that the memory holds. */
  refetchOnMount?: 'always';
}

const looseCall = api.call as (
  name: string,
  args: unknown,
  options?: { signal?: AbortSignal },
) => Promise<unknown>;

/** One GET route. */
export function useApi<N extends GetRoute>(name: N, args: CallArgs<N>, options: ReadOptions = {}) {
  const { keepPrevious, ...rest } = options;
  return useQuery<Reply<N>, ApiError>({
    queryKey: [name, args],
    queryFn: ({ signal }) => looseCall(name, args, { signal }) as Promise<Reply<N>>,
    ...(keepPrevious ? { placeholderData: keepPreviousData as never } : {}),
    ...rest,
  });
}

/** A GET route that answers in keyset pages; `items` is all that was loaded, in order. */
export function usePages<N extends PageRoute>(name: N, args: CallArgs<N>, options: ReadOptions = {}) {
  const { keepPrevious, ...rest } = options;
  const loose = args as { params?: unknown; query?: Record<string, unknown> };
  return useInfiniteQuery<
    Reply<N>,
    ApiError,
    InfiniteData<Reply<N>, string | null>,
    readonly unknown[],
    string | null
  >({
    queryKey: [name, args, 'pages'],
    initialPageParam: null,
    queryFn: ({ pageParam, signal }) => {
      const query = {
        limit: PAGE_LENGTH,
        ...loose.query,
        ...(pageParam === null ? {} : { cursor: pageParam }),
      };
      return looseCall(name, { ...loose, query }, { signal }) as Promise<Reply<N>>;
    },
    getNextPageParam: (page) => page.nextCursor,
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
    ...rest,
  });
}

interface WriteOptions<N extends WriteRoute> {
  /** Routes whose answers are stale after this write. */
  stale?: readonly GetRoute[];
  onSuccess?: (reply: Reply<N>, args: CallArgs<N>) => void;
}

/** A route that writes. Use `mutate(args, { onError })` or show `error` where the person looks. */
export function useWrite<N extends WriteRoute>(name: N, { stale = [], onSuccess }: WriteOptions<N> = {}) {
  const client = useQueryClient();
  return useMutation<Reply<N>, ApiError, CallArgs<N>>({
    mutationFn: (args) => looseCall(name, args) as Promise<Reply<N>>,
    onSuccess: async (reply, args) => {
      onSuccess?.(reply, args);
      await invalidate(client, stale);
    },
  });
}

/** Marks all answers of these routes as stale and fetches those on the screen again. */
export async function invalidate(client: QueryClient, names: readonly GetRoute[]): Promise<void> {
  await Promise.all(names.map((name) => client.invalidateQueries({ queryKey: [name] })));
}
