import { createClient } from './client.ts';
import { queryClient, SESSION_KEY } from './query-client.ts';

/** The app's one client. A lost session empties the session query, and the shell leads to the sign-in. */
export const api = createClient({
  origin: '',
  onUnauthenticated: () => queryClient.setQueryData(SESSION_KEY, null),
});
