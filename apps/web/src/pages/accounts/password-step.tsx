import type { ImapSettings, MailProvider } from '@tradepost/contract';
import { Alert, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { OwnerSelect } from '../../components/people.tsx';
import { useT } from '../../i18n/language.tsx';
import s from './accounts.module.css';
import type { Draft } from './add-drawer.tsx';
import { ProviderAdvice, useProviderName } from './provider-advice.tsx';
import { ServerFields } from './server-fields.tsx';

interface PasswordStepProps {
  draft: Draft;
  providers: readonly MailProvider[];
  onBack: () => void;
  onReady: (change: Pick<Draft, 'password' | 'imap' | 'ownerId' | 'provider'>) => void;
}

const FOUND = {
  autoconfig: 'wizard.foundAutoconfig',
  srv: 'wizard.foundSrv',
  guess: 'wizard.foundGuess',
  none: 'wizard.foundNone',
} as const;
const OTHER = 'other';

/** The settings of a preset for this address. */
function presetFor(provider: MailProvider, address: string): ImapSettings {
  const user = provider.userName === 'local-part' ? address.slice(0, address.lastIndexOf('@')) : address;
  return { ...provider.imap, user };
}

/** Provider, its kind of password, and the server's settings where they are not sure. */
export function PasswordStep({ draft, providers, onBack, onReady }: PasswordStepProps) {
  const t = useT();
  const nameOf = useProviderName();
  const [form] = Form.useForm<{ password: string; imap: ImapSettings; ownerId: number | null }>();
  const [provider, setProvider] = useState(draft.provider);
  const source = draft.lookup?.source ?? 'none';
  const sure = source === 'preset' || source === 'autoconfig' || source === 'srv';
  const [showServer, setShowServer] = useState(!sure);
  const imap: ImapSettings = draft.imap ?? { host: '', port: 993, security: 'tls', user: draft.address };

  const choose = (id: string) => {
    const chosen = providers.find((one) => one.id === id) ?? null;
    setProvider(chosen);
    if (chosen) form.setFieldValue('imap', presetFor(chosen, draft.address));
    setShowServer(!chosen);
  };
  const required = provider?.appPassword === 'required';

  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ password: draft.password, imap, ownerId: draft.ownerId }}
      onFinish={({ password, imap: settings, ownerId }) =>
        onReady({ password, imap: settings, ownerId: ownerId ?? null, provider })
      }
    >
      <div className={s.summary}>
        <strong>{draft.address}</strong>
        <button type="button" className="tp-link" onClick={onBack}>
          {t('common.edit')}
        </button>
      </div>
      <Form.Item
        label={t('wizard.provider')}
        htmlFor="provider"
        extra={
          source === 'preset' && draft.provider
            ? t('wizard.foundPreset', { provider: nameOf(draft.provider) })
            : source !== 'preset' && t(FOUND[source])
        }
      >
        <Select
          id="provider"
          value={provider?.id ?? OTHER}
          onChange={choose}
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            ...providers.map((one) => ({ value: one.id, label: nameOf(one) })),
            { value: OTHER, label: t('wizard.providerOther') },
          ]}
        />
      </Form.Item>
      <ProviderAdvice provider={provider} />
      <Form.Item
        name="password"
        label={t(required ? 'wizard.appPassword' : 'wizard.password')}
        rules={[{ required: true, message: t('common.required') }]}
      >
        <Input.Password autoComplete="off" autoFocus maxLength={1000} />
      </Form.Item>
      <Form.Item name="ownerId" label={t('wizard.owner')} extra={t('wizard.ownerHint')}>
        <OwnerSelect />
      </Form.Item>
      <div hidden={!showServer}>
        {source === 'guess' && (
          <Alert className={s.advice ?? ''} type="info" showIcon title={t('wizard.foundGuess')} />
        )}
        <ServerFields />
      </div>
      {!showServer && (
        <div className={s.summary}>
          <span>
            {imap.host}:{imap.port}
          </span>
          <button type="button" className="tp-link" onClick={() => setShowServer(true)}>
            {t('wizard.serverSettings')}
          </button>
        </div>
      )}
      <div style={{ display: 'flex', gap: 8 }}>
        <Button size="large" onClick={onBack}>
          {t('common.back')}
        </Button>
        <Button type="primary" size="large" htmlType="submit">
          {t('wizard.testNow')}
        </Button>
      </div>
    </Form>
  );
}
