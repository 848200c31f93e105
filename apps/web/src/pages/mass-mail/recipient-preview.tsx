import type { MassMail, MassMailRecipient } from '@tradepost/contract';
import { Alert, Modal, Skeleton } from 'antd';
import { useApi } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useT } from '../../i18n/language.tsx';
import { HtmlFrame } from '../letter/html-frame.tsx';
import { useFieldName } from '../letter/use-field-name.ts';
import s from './mass-mail.module.css';

interface RecipientPreviewProps {
  mail: MassMail;
  recipient: MassMailRecipient;
  onClose: () => void;
}

/** The mail as one of them gets it. */
export default function RecipientPreview({ mail, recipient, onClose }: RecipientPreviewProps) {
  const t = useT();
  const fieldName = useFieldName();
  const { data, error } = useApi('previewMassMail', { params: { id: mail.id, recipientId: recipient.id } });
  return (
    <Modal open width={720} title={t('massMails.previewTitle')} footer={null} onCancel={onClose}>
      {error && !data && <ErrorNotice error={error} />}
      {!data && !error && <Skeleton active />}
      {data && (
        <>
          {data.missing.length > 0 && (
            <Alert
              type="warning"
              showIcon
              title={t('massMails.missing', { fields: data.missing.map(fieldName).join(t('letters.comma')) })}
            />
          )}
          <p className={s.soft} style={{ paddingTop: 8 }}>
            {t('letters.to')}: {data.to}
          </p>
          <p className={s.previewSubject} dir="auto">
            {data.subject}
          </p>
          <HtmlFrame html={data.html} title={t('massMails.previewTitle')} className={s.previewFrame ?? ''} />
          <p className={s.soft}>{t('massMails.footerNote')}</p>
        </>
      )}
    </Modal>
  );
}
