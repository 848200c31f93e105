import { Modal } from 'antd';
import { useNavigate } from 'react-router';
import { useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import type { CustomerActionProps } from './customer-actions.tsx';

/** Asks, then takes the customer off the lists. */
export default function ArchiveCustomer({ customer, onClose }: CustomerActionProps) {
  const t = useT();
  const say = useSay();
  const navigate = useNavigate();
  const archive = useWrite('archiveCustomer', {
    stale: ['listCustomers'],
    onSuccess: () => {
      say.done(t('customers.archived'));
      void navigate('/customers');
    },
  });
  return (
    <Modal
      open
      title={t('customers.archiveTitle', { name: customer.name })}
      okText={t('customers.archiveConfirm')}
      confirmLoading={archive.isPending}
      onOk={() => archive.mutate({ params: { id: customer.id } })}
      onCancel={onClose}
    >
      <p>{t('customers.archiveText')}</p>
      {archive.error && <ErrorNotice error={archive.error} />}
    </Modal>
  );
}
