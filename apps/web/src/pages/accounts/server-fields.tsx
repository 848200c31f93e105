import type { ImapSettings } from '@tradepost/contract';
import { Alert, Form, Input, InputNumber, Select } from 'antd';
import { useT } from '../../i18n/language.tsx';
import s from './accounts.module.css';

type Security = ImapSettings['security'];

/** The usual port of each kind of security (RFC 8314 3.2, 3.3, RFC 9051 2.1, RFC 6409 3.1). */
const PORTS: Record<'imap' | 'smtp', Record<Security, number>> = {
  imap: { tls: 993, starttls: 143, none: 143 },
  smtp: { tls: 465, starttls: 587, none: 25 },
};

/** Server, port, security and user name, under this name of the form's. */
export function ServerFields({ of = 'imap' }: { of?: 'imap' | 'smtp' }) {
  const t = useT();
  const form = Form.useFormInstance();
  const security = Form.useWatch<Security | undefined>([of, 'security'], form);
  const required = [{ required: true, message: t('common.required') }];
  const host = t(of === 'imap' ? 'wizard.host' : 'sending.host');
  return (
    <>
      <div className={s.serverGrid}>
        <Form.Item name={[of, 'host']} label={host} rules={required}>
          <Input maxLength={253} spellCheck={false} autoCapitalize="none" />
        </Form.Item>
        <Form.Item name={[of, 'port']} label={t('wizard.port')} rules={required}>
          <InputNumber min={1} max={65535} precision={0} controls={false} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Form.Item name={[of, 'security']} label={t('wizard.security')} rules={required}>
        <Select
          onChange={(value: Security) => {
            const port: unknown = form.getFieldValue([of, 'port']);
            // A port of the server's own stays as it was typed.
            if (
              port === undefined ||
              port === null ||
              Object.values(PORTS[of]).some((usual) => usual === port)
            )
              form.setFieldValue([of, 'port'], PORTS[of][value]);
          }}
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
      <Form.Item
        name={[of, 'user']}
        label={t('wizard.user')}
        {...(of === 'imap' ? { rules: required } : { extra: t('sending.userHint') })}
      >
        <Input maxLength={320} autoComplete="off" spellCheck={false} autoCapitalize="none" />
      </Form.Item>
    </>
  );
}
