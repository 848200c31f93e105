/** For those who watch the process: /health says that it runs, /ready that it can serve. */
import { describeError } from '@tradepost/core/errors';
import { ping } from '@tradepost/db/queries/ping';
import type { FastifyInstance } from 'fastify';
import type { ApiDeps } from './deps.ts';

const PATIENCE_MS = 2_000;

async function answers(work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  const answer = await Promise.race([
    work.then(
      () => true,
      () => false,
    ),
    patience,
  ]);
  clearTimeout(timer);
  return answer;
}

export function registerHealth(app: FastifyInstance, deps: ApiDeps): void {
  app.get('/health', { schema: { hide: true } }, async () => ({ status: 'ok' }));
  app.get('/ready', { schema: { hide: true } }, async (request, reply) => {
    const [postgres, redis] = await Promise.all([
      answers(ping(deps.db)),
      answers(
        deps.redis.ping().catch((error: unknown) => {
          request.log.debug({ fault: describeError(error) }, 'Redis is away');
          throw error;
        }),
      ),
    ]);
    // Without Redis people can still read and write; only what happens by itself waits.
    return reply
      .code(postgres ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: postgres && redis ? 'ok' : postgres ? 'degraded' : 'unavailable', postgres, redis });
  });
}
