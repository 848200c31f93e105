/** What the pool refuses bears a code beside its sentence, so that any language has words. */
import type { ErrorCode, PoolFault } from '@tradepost/contract';
import { POOL_FAULTS } from '@tradepost/contract/values';
import { TradepostError } from '../errors.ts';

export const poolError = (code: ErrorCode, fault: PoolFault, sentence: string) =>
  new TradepostError(code, sentence, { details: { poolFault: fault } });

/** Its code; those of others by what they are. */
export function poolFaultOf(error: TradepostError): PoolFault {
  const borne = (error.details as { poolFault?: PoolFault } | undefined)?.poolFault;
  if (borne !== undefined && POOL_FAULTS.includes(borne)) return borne;
  return error.code === 'not-found' || error.code === 'forbidden' ? 'not-yours' : 'other';
}
