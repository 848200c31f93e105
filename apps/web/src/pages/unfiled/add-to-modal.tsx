import type { UnfiledSender } from '@tradepost/contract';
import { Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { CustomerPicker } from '../../components/customer-picker.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { domainOf } from '../../format/address.ts';
import { useT } from '../../i18n/language.tsx';
import { useFileSender } from './use-file-sender.ts';

/** Adds a correspondent to a customer that exists. */
export default function AddToModal({ sender, onClose }: { sender: UnfiledSender; onClose: () => void }) {
  const t = useT();
  const [customerId, setCustomerId] = useState<number>();
  const [withDomain, setWithDomain] = useState(false);
  const file = useFileSender(onClose);
  return (
    <Modal
      open
      title={t('unfiled.addToTitle', { address: sender.address })}
      okText={t('common.add')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: customerId === undefined, loading: file.isPending }}
      onOk={() =>
        customerId !== undefined && file.mutate({ body: { address: sender.address, customerId, withDomain } })
      }
      onCancel={onClose}
    >
      <div style={{ display: 'grid', gap: 12, padding: '8px 0' }}>
        <CustomerPicker autoFocus value={customerId} onChange={setCustomerId} />
        {!sender.freemail && (
          <Checkbox checked={withDomain} onChange={({ target }) => setWithDomain(target.checked)}>
            {t('unfiled.withDomain', { domain: domainOf(sender.address) })}
          </Checkbox>
        )}
        {file.error && <ErrorNotice error={file.error} />}
      </div>
    </Modal>
  );
}
