/** Who is signed in, and what they may do. */
import { type RouteName, type Role, routes, type SessionInfo } from '@tradepost/contract';
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, use } from 'react';
import { ApiError } from '../api/api-error.ts';
import { api } from '../api/instance.ts';
import { SESSION_KEY } from '../api/query-client.ts';

async function fetchSession(): Promise<SessionInfo | null> {
  try {
    const session = await api.call('getSession');
    api.setCsrfToken(session.csrfToken);
    return session;
  } catch (error) {
    if (error instanceof ApiError && error.code === 'unauthenticated') return null;
    throw error;
  }
}

const SESSION_QUERY = {
  queryKey: SESSION_KEY,
  queryFn: fetchSession,
  staleTime: 5 * 60_000,
  gcTime: Number.POSITIVE_INFINITY,
} as const;

/** Asks who is signed in; `data` is null when nobody is. For the shell: one place asks. */
export const useSessionQuery = () => useQuery<SessionInfo | null, ApiError>(SESSION_QUERY);

/** The session as far as it is known, without asking: the pages before the sign-in have none. */
export const useKnownSession = (): SessionInfo | null =>
  useQuery<SessionInfo | null, ApiError>({ ...SESSION_QUERY, enabled: false }).data ?? null;

const SessionContext = createContext<SessionInfo | null>(null);

/** Given by the shell, so that a page never sees a session that has just ended: the shell takes it away first. */
export const SessionProvider = SessionContext;

/** For everything inside the shell, where somebody is signed in for certain. */
export function useSession(): SessionInfo {
  const session = use(SessionContext);
  if (!session) throw new Error('useSession is for pages inside the shell');
  return session;
}

/** Enters a session that a sign-in or an invitation gave. Nothing of another person's stays in memory. */
export function enterSession(client: QueryClient, session: SessionInfo): void {
  client.removeQueries({ type: 'inactive' });
  api.setCsrfToken(session.csrfToken);
  client.setQueryData(SESSION_KEY, session);
}

export function leaveSession(client: QueryClient): void {
  client.clear();
  api.setCsrfToken(null);
  client.setQueryData(SESSION_KEY, null);
}

/** Whether the contract lets a role call a route; what it may see there, the server decides. */
export function mayCall(role: Role, name: RouteName): boolean {
  const { access } = routes[name];
  return typeof access === 'string' || (access as readonly Role[]).includes(role);
}

/** Hides what would be refused anyway. */
export function useMay(): (name: RouteName) => boolean {
  const { user } = useSession();
  return (name) => mayCall(user.role, name);
}

/** Changes the session's user in memory, after the server has done so. */
export function usePatchSession() {
  const client = useQueryClient();
  return (user: SessionInfo['user']) =>
    client.setQueryData<SessionInfo | null>(SESSION_KEY, (session) => session && { ...session, user });
}
