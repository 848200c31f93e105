import { customerRoutes } from './customer.ts';
import { mailAccountRoutes } from './mail-account.ts';
import { messageRoutes } from './message.ts';
import { sessionRoutes } from './session.ts';

/** Every route of the product. A route that is not here does not exist: the server registers from it. */
export const routes = { ...sessionRoutes, ...mailAccountRoutes, ...customerRoutes, ...messageRoutes };
export type Routes = typeof routes;
export type RouteName = keyof Routes;
export { customerRoutes, mailAccountRoutes, messageRoutes, sessionRoutes };
