import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useT } from '../../i18n/language.tsx';

interface ContactInvalidProps {
  name: string;
  onClose: () => void;
  onMark: (reason: string | null) => void;
}

/** Asks why a contact is no longer valid. */
export function ContactInvalid({ name, onClose, onMark }: ContactInvalidProps) {
  const t = useT();
  const [reason, setReason] = useState('');
  return (
    <Modal
      open
      title={t('record.invalidTitle', { name })}
      okText={t('record.invalid')}
      onCancel={onClose}
      onOk={() => {
        onMark(reason.trim() || null);
        onClose();
      }}
    >
      <p style={{ marginBottom: 12 }}>{t('record.invalidText')}</p>
      <Input
        autoFocus
        maxLength={500}
        value={reason}
        aria-label={t('record.invalidReason')}
        placeholder={t('record.invalidReasonHint')}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}
