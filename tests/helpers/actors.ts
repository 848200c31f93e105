/** What the rules of core need when a test calls them as the machine's administrator does. */
import type { AccountDeps } from '@tradepost/core/accounts/deps';
import { makeMailProbe } from '@tradepost/core/accounts/make-probe';
import { Notifier } from '@tradepost/core/events/notifier';
import { makeLogger } from '@tradepost/core/log';
import { Queues } from '@tradepost/core/queues/queues';
import { openRedis } from '@tradepost/core/queues/redis';
import { openSecretBox } from '@tradepost/core/secrets';
import { MACHINE } from '@tradepost/core/users/viewer';
import { scopeOf } from '@tradepost/core/visibility/scope';
import type { Company } from './company.ts';

export const ADMINISTRATOR = {
  viewer: null,
  userId: null,
  scope: scopeOf(MACHINE),
} as const;

export interface Rules extends AccountDeps {
  close(): Promise<void>;
}

export async function openRules(company: Company): Promise<Rules> {
  const log = makeLogger('test', 'silent');
  const redis = openRedis(company.redis.url, () => {});
  const queues = new Queues(redis, () => {});
  return {
    db: company.db,
    secrets: await openSecretBox(company.config),
    notifier: new Notifier(queues, redis, log),
    probe: makeMailProbe(company.config),
    async close() {
      await queues.close();
      redis.disconnect();
    },
  };
}
