/** Errors about a customer's particulars bear a code beside their sentence, so that any language has words. */
import type { CustomerFault, CustomerFaultCode, ErrorCode } from '@tradepost/contract';
import { TradepostError } from '../errors.ts';

export const fault = (
  code: CustomerFaultCode,
  about: Partial<Omit<CustomerFault, 'code'>> = {},
): CustomerFault => ({ code, value: null, line: null, customerName: null, ...about });

/** @param details beside the fault, for programs. */
export const faultError = (
  code: ErrorCode,
  what: CustomerFault,
  sentence: string,
  details: Record<string, unknown> = {},
): TradepostError => new TradepostError(code, sentence, { details: { ...details, fault: what } });

/** The fault that an error bears; its sentence where it bears none. */
export function faultOf(error: TradepostError): CustomerFault {
  const borne = (error.details as { fault?: CustomerFault } | undefined)?.fault;
  return borne ?? fault('other', { value: error.message });
}
