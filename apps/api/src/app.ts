/** Builds the HTTP server of deps; never listens. */
import type { PassThrough } from 'node:stream';
import fastifyCookie from '@fastify/cookie';
import fastifyRateLimit from '@fastify/rate-limit';
import { TradepostError } from '@tradepost/core/errors';
import fastify, { type FastifyInstance, LogController } from 'fastify';
import type { ApiDeps } from './deps.ts';
import { replyWithError } from './error-handler.ts';
import type { Handlers } from './handlers.ts';
import { registerHealth } from './health.ts';
import { HEARTBEAT_MS } from './live/event-stream.ts';
import { LiveHub } from './live/hub.ts';
import { type OctetLimits, registerOctetBudget } from './octet-budget.ts';
import { registerOpenApi } from './openapi.ts';
import { registerRoutes } from './register.ts';
import { logRequests } from './request-log.ts';
import { actHandlers } from './routes/act.ts';
import { activityHandlers } from './routes/activity.ts';
import { auditHandlers } from './routes/audit.ts';
import { collisionHandlers } from './routes/collision.ts';
import { competitorHandlers } from './routes/competitor.ts';
import { complaintHandlers } from './routes/complaint.ts';
import { customerHandlers } from './routes/customers.ts';
import { customerListHandlers } from './routes/customer-list.ts';
import { followUpHandlers } from './routes/follow-up.ts';
import { handoverHandlers } from './routes/handover.ts';
import { intakeHandlers } from './routes/intake.ts';
import { letterApprovalHandlers } from './routes/letter-approval.ts';
import { letterTemplateHandlers } from './routes/letter-templates.ts';
import { letterHandlers } from './routes/letters.ts';
import { massMailHandlers } from './routes/mass-mail.ts';
import { mergeHandlers } from './routes/merge.ts';
import { noticeHandlers } from './routes/notice.ts';
import { peopleHandlers } from './routes/people.ts';
import { policyHandlers } from './routes/policy.ts';
import { poolHandlers } from './routes/pool.ts';
import { reminderHandlers } from './routes/reminder.ts';
import { promiseHandlers } from './routes/promise.ts';
import { recordHandlers } from './routes/record.ts';
import { answerHandlers } from './routes/answer.ts';
import { taskHandlers } from './routes/task.ts';
import { savedSearchHandlers } from './routes/saved-searches.ts';
import { searchHandlers } from './routes/search.ts';
import { unifiedHandlers } from './routes/unified.ts';
import { fileTextHandlers } from './routes/file-texts.ts';
import { mailAccountHandlers } from './routes/mail-accounts.ts';
import { messageHandlers } from './routes/messages.ts';
import { sessionHandlers } from './routes/session.ts';
import { registerSecurityHeaders } from './security-headers.ts';
import { serializerCompiler } from './serialize.ts';
import { validatorCompiler } from './validate.ts';
import { registerWeb } from './web.ts';

declare module 'fastify' {
  interface FastifyInstance {
    hub: LiveHub;
    /** Between two looks at whether an event stream may go on. */
    heartbeatMs: number;
    /** Open event streams, ended when the server closes. */
    openStreams: Set<PassThrough>;
  }
}

export const handlers: Handlers = {
  ...sessionHandlers,
  ...mailAccountHandlers,
  ...customerHandlers,
  ...messageHandlers,
  ...fileTextHandlers,
  ...peopleHandlers,
  ...policyHandlers,
  ...noticeHandlers,
  ...auditHandlers,
  ...recordHandlers,
  ...competitorHandlers,
  ...complaintHandlers,
  ...customerListHandlers,
  ...intakeHandlers,
  ...activityHandlers,
  ...mergeHandlers,
  ...massMailHandlers,
  ...searchHandlers,
  ...savedSearchHandlers,
  ...unifiedHandlers,
  ...handoverHandlers,
  ...collisionHandlers,
  ...promiseHandlers,
  ...poolHandlers,
  ...reminderHandlers,
  ...letterHandlers,
  ...letterApprovalHandlers,
  ...letterTemplateHandlers,
  ...followUpHandlers,
  ...taskHandlers,
  ...actHandlers,
  ...answerHandlers,
};

/** Requests a minute from one address: an office of fifty shares one. */
const REQUESTS_A_MINUTE = 3_000;
const REQUEST_TIMEOUT_MS = 120_000;

export interface AppOptions {
  /** Requests a minute from one address; for tests. */
  readonly requestsAMinute?: number;
  /** Octets of mails in memory; for tests. */
  readonly octets?: Partial<OctetLimits>;
  /** Of the event streams; for tests. */
  readonly heartbeatMs?: number;
  /** Told of every route as it is registered; for the test that holds them all against the roles (I9). */
  readonly onRoute?: (route: { readonly method: string | string[]; readonly url: string }) => void;
}

export async function buildApp(deps: ApiDeps, options: AppOptions = {}): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: deps.log,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: deps.config.trustProxy === false ? false : [...deps.config.trustProxy],
    requestTimeout: REQUEST_TIMEOUT_MS,
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: 300 },
    // An id that a client sends is not ours: two logs could not be told apart.
    requestIdHeader: false,
    genReqId: () => crypto.randomUUID(),
    return503OnClosing: true,
    forceCloseConnections: 'idle',
  }) as unknown as FastifyInstance;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(replyWithError);
  app.setSchemaErrorFormatter((errors) => errors[0] as unknown as Error);
  logRequests(app);
  const { onRoute } = options;
  if (onRoute !== undefined) app.addHook('onRoute', (route) => onRoute(route));
  app.decorate('hub', new LiveHub(deps.redis, deps.log));
  app.decorate('heartbeatMs', options.heartbeatMs ?? HEARTBEAT_MS);
  app.decorate('openStreams', new Set<PassThrough>());
  registerOctetBudget(app, options.octets);
  app.hub.start();
  app.addHook('preClose', () => {
    for (const stream of app.openStreams) stream.end();
  });
  app.addHook('onClose', () => app.hub.close());

  await app.register(fastifyCookie);
  await registerSecurityHeaders(app, deps.config.publicUrl);
  // In memory: it must hold when Redis is away. Guessing of passwords is counted in Postgres.
  await app.register(fastifyRateLimit, {
    global: false,
    max: options.requestsAMinute ?? REQUESTS_A_MINUTE,
    timeWindow: 60_000,
    cache: 20_000,
    ipv6Subnet: 64,
    errorResponseBuilder: (_request, context) =>
      new TradepostError('too-many-requests', 'Too many requests. Wait a moment and try again.', {
        details: { retryAfterSeconds: Math.ceil(context.ttl / 1000) },
      }),
  });
  // A hook of the whole server: it comes before any look at who calls.
  app.addHook('onRequest', app.rateLimit());
  await registerOpenApi(app, deps.config.publicUrl);
  registerHealth(app, deps);
  registerRoutes(app, deps, handlers);
  await registerWeb(app, deps.webRoot);
  return app;
}
