/** What a handler gets and gives, inferred from the contract's route. */
import type { Access, RouteName, Routes, RouteSpec, TokenScope } from '@tradepost/contract';
import type { Viewer } from '@tradepost/core/users/viewer';
import type { Scope } from '@tradepost/db/queries/scope';
import type { UserRow } from '@tradepost/db/queries/users';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type Type from 'typebox';
import type { ApiDeps } from './deps.ts';

/** The signed-in user of a request, by cookie or by token. */
export interface Caller {
  readonly user: UserRow;
  /** The same person as the rules see him. */
  readonly viewer: Viewer;
  /** What this user may see (I9). */
  readonly scope: Scope;
  readonly via: 'session' | 'token';
  readonly csrfToken: string;
  /** Hash of the session's token; null with an API token. */
  readonly sessionHash: Buffer | null;
  /** When the session began; null with an API token. */
  readonly sessionStartedAt: Date | null;
  /** What the API token may do; null with a session, which may do all that its person may. */
  readonly tokenScopes: readonly TokenScope[] | null;
  /** The company demands a second factor that this person has not set up. */
  readonly mustEnrol: boolean;
}

type Static<S> = S extends Type.TSchema ? Type.Static<S> : undefined;
type Field<R, K extends keyof RouteSpec> = K extends keyof R ? Static<R[K]> : undefined;
type CallerOf<A extends Access> = A extends 'public' ? Caller | null : Caller;

export interface Context<R extends RouteSpec> {
  readonly deps: ApiDeps;
  readonly params: Field<R, 'params'>;
  readonly query: Field<R, 'query'>;
  readonly body: Field<R, 'body'>;
  readonly caller: CallerOf<R['access']>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** JSON routes give the reply's value; the others give what Fastify can send, having set their headers. */
type Result<R extends RouteSpec> = R extends { reply: Type.TSchema } ? Static<R['reply']> : unknown;

export type Handler<R extends RouteSpec> = (context: Context<R>) => Promise<Result<R>>;

/** One handler for each route of the contract: a missing or a surplus one does not compile. */
export type Handlers<N extends RouteName = RouteName> = { readonly [K in N]: Handler<Routes[K]> };

/** The handlers of one part of the contract. */
export type HandlersOf<Part> = {
  readonly [K in keyof Part]: Part[K] extends RouteSpec ? Handler<Part[K]> : never;
};
