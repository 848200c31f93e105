import type { CustomerFault } from '@tradepost/contract';
import { customerFault } from '../i18n/en/customer-fault.ts';
import { useT } from '../i18n/language.tsx';

/** Words for what is wrong with a customer's particulars; a code of a newer server stays as it is. */
export function useCustomerFault(): (fault: CustomerFault) => string {
  const t = useT();
  return ({ code, value, line, customerName }) =>
    Object.hasOwn(customerFault, code)
      ? t(`customerFault.${code}`, { value: value ?? '', line: line ?? 0, customer: customerName ?? '' })
      : code;
}
