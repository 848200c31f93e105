import { Modal } from 'antd';
import { useState } from 'react';
import { useWrite } from '../../api/use-api.ts';
import { CustomerPicker } from '../../components/customer-picker.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';

/** Files a message by hand. */
export default function FileToModal({ messageId, onClose }: { messageId: number; onClose: () => void }) {
  const t = useT();
  const say = useSay();
  const [customerId, setCustomerId] = useState<number>();
  const file = useWrite('fileMessage', {
    stale: ['getMessage', 'getTimeline', 'listCustomers', 'listUnfiledSenders', 'listUnfiledMessages'],
    onSuccess: ({ customerName }) => {
      say.done(t('filing.filed', { name: customerName }));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('filing.fileToTitle')}
      okText={t('filing.file')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: customerId === undefined, loading: file.isPending }}
      onOk={() =>
        customerId !== undefined && file.mutate({ params: { id: messageId }, body: { customerId } })
      }
      onCancel={onClose}
    >
      <div style={{ display: 'grid', gap: 12, padding: '8px 0' }}>
        <CustomerPicker autoFocus value={customerId} onChange={setCustomerId} />
        {file.error && <ErrorNotice error={file.error} />}
      </div>
    </Modal>
  );
}
