/** What each route takes and gives, inferred from its schemas in the contract. */
import type { RouteName, Routes } from '@tradepost/contract';
import type Type from 'typebox';

type Part<R, K extends string> = R extends { readonly [P in K]: infer S extends Type.TSchema }
  ? Type.Static<S>
  : undefined;

/** A part is absent where the route has none, optional where all its fields are. */
type Arg<K extends string, V> = V extends undefined
  ? unknown
  : Record<never, never> extends V
    ? { readonly [P in K]?: V }
    : { readonly [P in K]: V };

export type Params<N extends RouteName> = Part<Routes[N], 'params'>;
export type Query<N extends RouteName> = Part<Routes[N], 'query'>;
export type RequestBody<N extends RouteName> = Part<Routes[N], 'body'>;
export type Reply<N extends RouteName> = Part<Routes[N], 'reply'>;

/** A route whose body is a file takes the file itself. */
type FileArg<N extends RouteName> = Routes[N] extends { readonly consumes: 'application/octet-stream' }
  ? { readonly file: Blob }
  : unknown;

export type CallArgs<N extends RouteName> = Arg<'params', Params<N>> &
  Arg<'query', Query<N>> &
  Arg<'body', RequestBody<N>> &
  FileArg<N>;

/** The argument list of `call`: the arguments may be left out where nothing in them is required. */
export type ArgList<N extends RouteName, Rest extends unknown[]> =
  Record<never, never> extends CallArgs<N>
    ? [args?: CallArgs<N>, ...rest: Rest]
    : [args: CallArgs<N>, ...rest: Rest];

type RouteWhere<Shape> = { [N in RouteName]: Routes[N] extends Shape ? N : never }[RouteName];

/** Routes that answer with JSON. */
export type JsonRoute = RouteWhere<{ readonly reply: Type.TSchema }>;
/** Routes that answer with a file, a page or a stream: used by address. */
export type FileRoute = RouteWhere<{ readonly produces: string }>;
export type GetRoute = RouteWhere<{ readonly method: 'GET'; readonly reply: Type.TSchema }>;
export type WriteRoute = Exclude<JsonRoute, GetRoute>;
/** Routes that answer with one page of a list. */
export type PageRoute = {
  [N in GetRoute]: Reply<N> extends { items: unknown[]; nextCursor: string | null } ? N : never;
}[GetRoute];
export type PageItem<N extends PageRoute> = Reply<N> extends { items: (infer I)[] } ? I : never;
