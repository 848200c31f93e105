import type { ImapSettings } from '@tradepost/contract';
import { Alert, Form, Input, InputNumber, Select } from 'antd';
import { useT } from '../../i18n/language.tsx';
import s from './accounts.module.css';

/** The usual port of each kind of security (RFC 8314 3.2, RFC 9051 2.1). */
const PORTS: Record<ImapSettings['security'], number> = { tls: 993, starttls: 143, none: 143 };

/** Server, port, security and user name, under the form's `imap`. */
export function ServerFields() {
  const t = useT();
  const form = Form.useFormInstance();
  const security = Form.useWatch<ImapSettings['security'] | undefined>(['imap', 'security'], form);
  const required = [{ required: true, message: t('common.required') }];
  return (
    <>
      <div className={s.serverGrid}>
        <Form.Item name={['imap', 'host']} label={t('wizard.host')} rules={required}>
          <Input maxLength={253} spellCheck={false} autoCapitalize="none" />
        </Form.Item>
        <Form.Item name={['imap', 'port']} label={t('wizard.port')} rules={required}>
          <InputNumber min={1} max={65535} precision={0} controls={false} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Form.Item name={['imap', 'security']} label={t('wizard.security')} rules={required}>
        <Select
          onChange={(value: ImapSettings['security']) => form.setFieldValue(['imap', 'port'], PORTS[value])}
          options={[
            { value: 'tls', label: t('wizard.securityTls') },
            { value: 'starttls', label: t('wizard.securityStarttls') },
            { value: 'none', label: t('wizard.securityNone') },
          ]}
        />
      </Form.Item>
      {security === 'none' && (
        <Alert className={s.advice ?? ''} type="warning" showIcon title={t('wizard.securityNoneWarning')} />
      )}
      <Form.Item name={['imap', 'user']} label={t('wizard.user')} rules={required}>
        <Input maxLength={320} autoComplete="off" spellCheck={false} autoCapitalize="none" />
      </Form.Item>
    </>
  );
}
