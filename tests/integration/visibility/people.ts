/** Who gets what of: people, departments, second factor, sign-in by OpenID Connect, sessions. */
import { peopleRoutes } from '@tradepost/contract';
import { area } from './area.ts';

export const peopleArea = area(peopleRoutes, async () => ({}), {});
