import { useApi } from '../../api/use-api.ts';

export interface Person {
  readonly address: string;
  readonly name: string | null;
  /** Where he belongs. */
  readonly hint: string;
}

/** Whom one writes to without typing: the customer's contacts, then colleagues. Others are found by what is typed. */
export function usePeopleToWriteTo(customerId: number | null): readonly Person[] {
  const customer = useApi(
    'getCustomer',
    { params: { id: customerId ?? 0 } },
    { enabled: customerId !== null },
  );
  const users = useApi('listUsers', {});
  const contacts = (customer.data?.contacts ?? [])
    .filter(({ invalidAt }) => invalidAt === null)
    .flatMap(({ addresses, name, title }) =>
      addresses.map((address) => ({ address, name, hint: title ?? customer.data?.name ?? '' })),
    );
  const colleagues = (users.data?.items ?? [])
    .filter(({ disabledAt }) => !disabledAt)
    .map(({ email, name }) => ({ address: email, name, hint: '' }));
  return [...contacts, ...colleagues];
}
