/**
 * One part of the contract for the test of I9: for each route what each role gets, of its own things and of another
 * salesperson's, and how it is called.
 *
 * The columns: nobody · owner · admin · manager · salesperson · merchandiser · reader. A number is the status;
 * `sees` and `blank` are a 200 whose list has the thing, or has it not.
 */
import type { RouteSpec } from '@tradepost/contract';
import type { Reply, TestApp } from '../api-app.ts';

export const COLUMNS = [
  'nobody',
  'owner',
  'admin',
  'manager',
  'salesperson',
  'merchandiser',
  'reader',
] as const;
export type Column = (typeof COLUMNS)[number];

export interface Call {
  readonly url: string;
  readonly body?: object;
  readonly headers?: Record<string, string>;
  /** For lists: whether the thing is in the reply. */
  readonly sees?: (reply: Reply) => boolean;
}

export interface Expected {
  readonly own: string;
  readonly other: string;
}

export interface Row<T> extends Expected {
  /** @param things of the caller, or of another. */
  readonly call: (test: TestApp, things: T) => Call | Promise<Call>;
}

export interface Area {
  readonly routes: Readonly<Record<string, RouteSpec>>;
  readonly make: (test: TestApp, ownerId: number) => Promise<unknown>;
  readonly rows: Readonly<Record<string, Row<never>>>;
}

/**
 * @param make things of one person. The person is signed in with a role, at the top of the company.
 * @param rows one for each route: a missing or a surplus one does not compile.
 */
export const area = <Part extends object, T>(
  routes: Part,
  make: (test: TestApp, ownerId: number) => Promise<T>,
  rows: { readonly [K in keyof Part]: Row<T> },
): Area => ({ routes: routes as Area['routes'], make, rows: rows as unknown as Area['rows'] });

export const hasItem = (test: (item: Record<string, unknown>) => boolean) => (reply: Reply) =>
  reply.json<{ items: Record<string, unknown>[] }>().items.some(test);

/** The same for one's own things and for another's. */
export const both = (cells: string): Expected => ({ own: cells, other: cells });

/** Signed in, whatever one is. */
export const ANYBODY = '401 200 200 200 200 200 200';
export const STAFF = '401 200 200 200 200 200 403';
export const LEADERS = '401 200 200 200 403 403 403';
export const ADMINS = '401 200 200 403 403 403 403';
/** Reading: leaders all, the others their own. */
export const READ: Expected = { own: ANYBODY, other: '401 200 200 200 404 404 404' };
/** Changing, for those who work: the same, without readers. */
export const CHANGE: Expected = { own: STAFF, other: '401 200 200 200 404 404 403' };
export const LIST: Expected = {
  own: '401 sees sees sees sees sees sees',
  other: '401 sees sees sees blank blank blank',
};
export const STAFF_LIST: Expected = {
  own: '401 sees sees sees sees sees 403',
  other: '401 sees sees sees blank blank 403',
};
