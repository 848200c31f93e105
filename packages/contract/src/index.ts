/** The contract between server, web app and other programs: resources, errors, routes. */
export * from './errors.ts';
export * from './resources/common.ts';
export * from './resources/customer.ts';
export * from './resources/mail-account.ts';
export * from './resources/message.ts';
export * from './resources/notice.ts';
export * from './resources/pool.ts';
export * from './resources/timeline.ts';
export * from './resources/user.ts';
export * from './routes/index.ts';
export { invitationPath } from './routes/session.ts';
export type { Access, RouteSpec } from './routes/route.ts';
