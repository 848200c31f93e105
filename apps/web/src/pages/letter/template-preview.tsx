import type { LetterTemplate } from '@tradepost/contract';
import { Alert, Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useWrite } from '../../api/use-api.ts';
import { CustomerPicker } from '../../components/customer-picker.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useT } from '../../i18n/language.tsx';
import { useCompose } from './compose-context.tsx';
import { HtmlFrame } from './html-frame.tsx';
import s from './templates.module.css';
import { useFieldName, useFieldNamesIn } from './use-field-name.ts';

/** What a template says to one customer, and what it lacks. */
export default function TemplatePreview({
  template,
  onClose,
}: {
  template: LetterTemplate;
  onClose: () => void;
}) {
  const t = useT();
  const fieldName = useFieldName();
  const named = useFieldNamesIn();
  const { write } = useCompose();
  const [customerId, setCustomerId] = useState<number>();
  const { mutate, data, error } = useWrite('renderLetterTemplate');
  useEffect(() => {
    mutate({ params: { id: template.id }, body: { customerId: customerId ?? null } });
  }, [mutate, template.id, customerId]);
  const begin = () => {
    onClose();
    void write({ kind: 'new', templateId: template.id, ...(customerId === undefined ? {} : { customerId }) });
  };
  const shown = data ?? template;
  return (
    <Modal
      open
      width={720}
      title={template.name}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.close')}</Button>
          <Button type="primary" onClick={begin}>
            {t('templates.writeWith')}
          </Button>
        </>
      }
    >
      <div className={s.previewTools}>
        <span>{t('templates.previewFor')}</span>
        <div className={s.grow}>
          <CustomerPicker value={customerId} onChange={setCustomerId} />
        </div>
      </div>
      {error && <ErrorNotice error={error} />}
      {data && data.missing.length > 0 && (
        <Alert
          type="info"
          showIcon
          title={t('templates.asked', {
            fields: data.missing.map(fieldName).join(t('letters.comma')),
          })}
        />
      )}
      <p className={s.previewSubject} dir="auto">
        {named(shown.subject)}
      </p>
      <HtmlFrame html={named(shown.html)} title={template.name} className={s.previewFrame ?? ''} />
    </Modal>
  );
}
