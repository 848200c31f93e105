/** OpenAPI from the contract, at /api/openapi.json, and a page to read it, at /api/docs. */
import fastifySwagger from '@fastify/swagger';
import fastifySwaggerUi from '@fastify/swagger-ui';
import { ErrorReply, type RouteSpec } from '@tradepost/contract';
import type { FastifyInstance, FastifySchema } from 'fastify';
import Type from 'typebox';
import { accessWords, addWords } from './openapi-words.ts';

const FAULT = { description: 'An error', ...ErrorReply };

/** Fastify's schema of a route: validation, serialisation and documentation from the one contract. */
export function describeRoute(name: string, spec: RouteSpec): FastifySchema {
  return {
    operationId: name,
    summary: spec.summary,
    description: accessWords(spec),
    tags: [spec.tag],
    security: securityOf(spec),
    ...(spec.params === undefined ? {} : { params: spec.params }),
    // A misspelt parameter is refused, not silently passed over.
    ...(spec.query === undefined ? {} : { querystring: strict(spec.query) }),
    ...(spec.body === undefined ? {} : { body: spec.body }),
    response: {
      200: describeReply(spec),
      default: FAULT,
    },
  } as FastifySchema;
}

function securityOf({ access, session }: RouteSpec): object[] {
  if (access === 'public') return [];
  return session === true ? [{ session: [] }] : [{ session: [] }, { token: [] }];
}

function describeReply(spec: RouteSpec): object {
  const reply = spec.reply === undefined ? { type: 'string' } : spec.reply;
  // Said in full: for a reply of null the documentation would name no media type.
  if (spec.reply === undefined || Type.IsNull(spec.reply))
    return {
      description: spec.summary,
      content: { [spec.produces ?? 'application/json']: { schema: reply } },
    };
  return reply;
}

const strictQueries = new WeakMap<Type.TSchema, Type.TSchema>();

/** Made anew by TypeBox: a plain copy loses the hidden marks by which text is converted. The same one each time. */
function strict(query: Type.TSchema): Type.TSchema {
  if (!Type.IsObject(query)) throw new TypeError('a query is an object');
  const known = strictQueries.get(query);
  if (known !== undefined) return known;
  const made = Type.Object(query.properties, { additionalProperties: false });
  strictQueries.set(query, made);
  return made;
}

/** A page that came by plain http, as in an office's own network, finds its scripts nowhere by https. */
const docsCsp = (csp: string, publicUrl: string) =>
  publicUrl.startsWith('https:') ? csp : csp.replace(/\s*upgrade-insecure-requests;?/, '');

export async function registerOpenApi(app: FastifyInstance, publicUrl: string): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tradepost',
        version: '1',
        description:
          'Programs send an API token (`Authorization: Bearer tp_…`); it may not change people, the company, tokens ' +
          'or its owner’s sign-in. Lists are pages: pass `nextCursor` as ' +
          '`cursor`. A write may bear an `Idempotency-Key`; sent again with the same key it happens once and ' +
          'gets the same reply. Errors are `{error: {code, message, details?}}`.',
      },
      servers: [{ url: publicUrl }],
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'tradepost',
            description: 'The web app’s session; a write also bears X-CSRF-Token.',
          },
        },
      },
    },
    transformObject: (made) => ('openapiObject' in made ? addWords(made.openapiObject) : made.swaggerObject),
  });
  await app.register(fastifySwaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: true,
    transformStaticCSP: (csp) => docsCsp(csp, publicUrl),
    theme: { title: 'Tradepost API' },
    // Without the bar of the library's own, in which any other document can be asked for.
    uiConfig: {
      layout: 'BaseLayout',
      docExpansion: 'none',
      deepLinking: true,
      persistAuthorization: false,
      validatorUrl: null,
    },
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger());
}
