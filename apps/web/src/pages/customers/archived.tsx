import type { Customer } from '@tradepost/contract';
import { Button } from 'antd';
import { useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import s from './refiling.module.css';

/** Says that the customer is on no list, and puts it back. */
export function Archived({ customer, since }: { customer: Customer; since: string }) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const may = useMay();
  const restore = useWrite('restoreCustomer', {
    stale: ['getCustomer', 'listCustomers'],
    onSuccess: () => say.done(t('customers.restored')),
  });
  return (
    <div className={s.refiling} role="status">
      <span>{t('customers.isArchived', { date: format.date(since) })}</span>
      {customer.mayEnd && may('restoreCustomer') && (
        <Button
          size="small"
          className={s.button}
          loading={restore.isPending}
          onClick={() => restore.mutate({ params: { id: customer.id } }, { onError: say.failed })}
        >
          {t('customers.restore')}
        </Button>
      )}
    </div>
  );
}
