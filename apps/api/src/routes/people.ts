/** People, departments, second factor, sign-in by OpenID Connect, sessions. */
import type { peopleRoutes } from '@tradepost/contract';
import type { HandlersOf } from '../handlers.ts';

export const peopleHandlers: HandlersOf<typeof peopleRoutes> = {};
