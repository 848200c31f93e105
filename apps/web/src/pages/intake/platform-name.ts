import type { Platform } from '@tradepost/contract';

/** A platform is called what it calls itself. */
export const PLATFORM_NAME: Record<Platform, string> = {
  alibaba: 'Alibaba.com',
  'made-in-china': 'Made-in-China.com',
  'global-sources': 'Global Sources',
  hktdc: 'HKTDC Sourcing',
};
