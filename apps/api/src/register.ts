/** Registers every route of the contract with its one handler: access, validation, idempotency, reply. */
import { Readable } from 'node:stream';
import { type RouteName, type RouteSpec, routes } from '@tradepost/contract';
import { TradepostError } from '@tradepost/core/errors';
import { onceForKey } from '@tradepost/core/users/idempotency';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { assertAccess } from './auth/access.ts';
import { assertOrigin, authenticate } from './auth/authenticate.ts';
import type { ApiDeps } from './deps.ts';
import { replyWithFramePage } from './frame-page.ts';
import type { Caller, Context, Handlers } from './handlers.ts';
import { describeRoute } from './openapi.ts';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
  }
  interface FastifyContextConfig {
    /** Name of the contract's route. */
    routeName?: RouteName;
  }
}

/** Octets of a request's body. */
const BODY_LIMIT = 1024 * 1024;

const OCTETS = 'application/octet-stream';
const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data'];
/** Octets of a form: one press. */
const FORM_LIMIT = 4_096;
const takesForm = (spec: RouteSpec) => spec.consumes === FORMS[0];
const takesOctets = (spec: RouteSpec) => spec.consumes === OCTETS;

type AnyHandler = (context: Context<RouteSpec>) => Promise<unknown>;

export function registerRoutes(app: FastifyInstance, deps: ApiDeps, handlers: Handlers): void {
  app.decorateRequest('caller', null);
  // A file's octets come as a stream, to those routes alone: no other looks at a stream as at a body.
  app.addContentTypeParser(OCTETS, (request, payload, done) => {
    const name = request.routeOptions.config.routeName;
    if (name !== undefined && takesOctets(routes[name])) done(null, payload);
    else done(new TradepostError('invalid-request', 'This route takes JSON.'));
  });
  app.addContentTypeParser(FORMS, { parseAs: 'string', bodyLimit: FORM_LIMIT }, (request, text, done) => {
    const name = request.routeOptions.config.routeName;
    if (name !== undefined && takesForm(routes[name])) done(null, text);
    else done(new TradepostError('invalid-request', 'This route takes JSON.'));
  });
  for (const [name, spec] of Object.entries(routes) as [RouteName, RouteSpec][]) {
    const handle = handlers[name] as unknown as AnyHandler;
    app.route({
      method: spec.method,
      url: spec.path,
      bodyLimit: BODY_LIMIT,
      config: { routeName: name },
      schema: describeRoute(name, spec),
      // Before the body is read: a stranger's octets are not even parsed.
      onRequest: async (request) => {
        if (spec.access === 'public') {
          if (spec.method !== 'GET' && spec.anyOrigin !== true) assertOrigin(deps, request);
          return;
        }
        request.caller = await authenticate(deps, request);
        assertAccess(spec, request.caller);
      },
      // Its faults too are looked at in a frame.
      ...(spec.produces === 'text/html' ? { errorHandler: replyWithFramePage } : {}),
      handler: (request, reply) => run(deps, name, spec, handle, request, reply),
    });
  }
}

async function run(
  deps: ApiDeps,
  name: RouteName,
  spec: RouteSpec,
  handle: AnyHandler,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const context = {
    deps,
    params: request.params,
    query: request.query,
    body: request.body,
    caller: request.caller,
    request,
    reply,
  } as unknown as Context<RouteSpec>;
  reply.header('cache-control', 'no-store');
  if (takesOctets(spec) && !(request.body instanceof Readable))
    throw new TradepostError('invalid-request', `Send the file's octets, with the content type ${OCTETS}.`);
  const key = request.headers['idempotency-key'];
  const result =
    key !== undefined && spec.method !== 'GET' && request.caller !== null
      ? await onceForKey(
          deps,
          {
            userId: request.caller.user.id,
            key: checkKey(key),
            method: spec.method,
            url: request.url,
            // Not of a file: its octets can be read but once.
            body: takesOctets(spec) ? null : request.body,
          },
          () => handle(context),
        )
      : await handle(context);
  if (spec.reply === undefined) return result;
  // `null` as a JSON text: Fastify would send nothing at all.
  if (result === null) return reply.type('application/json; charset=utf-8').serializer(String).send('null');
  if (result === undefined) throw new Error(`the handler of ${name} gave nothing`);
  return result;
}

function checkKey(key: string | string[]): string {
  if (typeof key === 'string' && key.length > 0 && key.length <= 200) return key;
  throw new TradepostError('invalid-request', 'An Idempotency-Key has 1 to 200 characters.');
}
