/** The built web app: files by hash for ever, everything else is its one page. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { notFound } from '@tradepost/core/errors';
import type { FastifyInstance } from 'fastify';

export async function registerWeb(app: FastifyInstance, webRoot: string | null): Promise<void> {
  const root = webRoot !== null && existsSync(join(webRoot, 'index.html')) ? webRoot : null;
  if (root !== null)
    await app.register(fastifyStatic, {
      root,
      schemaHide: true,
      wildcard: true,
      index: ['index.html'],
      cacheControl: false,
      // The build has written .br and .gz beside each file; a browser gets the smaller one.
      preCompressed: true,
      setHeaders: (reply, path) => {
        // Vite writes the hash of the content into the names of what is under assets/.
        const forever = path.startsWith(join(root, 'assets'));
        reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      root !== null &&
      (request.method === 'GET' || request.method === 'HEAD') &&
      !/^\/(api|assets)(\/|$)/.test(request.url) &&
      (request.headers.accept ?? '*/*').match(/text\/html|\*\/\*/) !== null;
    if (!isPage) throw notFound('This address');
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').sendFile('index.html');
  });
}
