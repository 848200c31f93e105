import { useNavigate } from 'react-router';
import { useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';

/** What filing a correspondent changes, and where it leads. */
export function useFileSender(onDone?: () => void) {
  const t = useT();
  const say = useSay();
  const navigate = useNavigate();
  return useWrite('makeCustomerFromSender', {
    stale: ['listUnfiledSenders', 'listCustomers', 'getCustomer', 'listJobs'],
    onSuccess: (customer) => {
      say.done(t('unfiled.done'));
      onDone?.();
      void navigate(`/customers/${customer.id}`);
    },
  });
}
