/** Why one of several was refused, told apart: the web app has words for each. */
export const POOL_FAULTS = [
  'gone',
  'cool-off',
  'most-held',
  'claims-a-day',
  'nobody',
  'not-yours',
  'other',
] as const;
export type PoolFault = (typeof POOL_FAULTS)[number];
