import type { LiveEvent } from '@tradepost/contract';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { api } from '../api/instance.ts';
import { coalesce } from './coalesce.ts';
import { concerns } from './concerns.ts';
import { connectLive, type LiveState } from './connect-live.ts';

/** Least time between two rounds of fetching, in milliseconds. */
const PAUSE = 400;

const LiveContext = createContext<LiveState>('connecting');

/** Fetches again what the server says has changed, for as long as somebody is signed in. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');

  useEffect(() => {
    const refresh = coalesce<LiveEvent>(
      (events) =>
        client.invalidateQueries({
          predicate: ({ queryKey }) => events.some((event) => concerns(event, queryKey)),
        }),
      PAUSE,
    );
    return connectLive({ url: api.url('liveEvents'), onEvents: refresh, onState: setState });
  }, [client]);

  return <LiveContext value={state}>{children}</LiveContext>;
}

export const useLiveState = (): LiveState => use(LiveContext);
