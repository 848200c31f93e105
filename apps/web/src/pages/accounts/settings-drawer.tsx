import type { ImapSettings, MailAccount } from '@tradepost/contract';
import { Form, Input, Switch } from 'antd';
import { useApi, useWrite } from '../../api/use-api.ts';
import { FormDrawer } from '../../components/form-drawer.tsx';
import { OwnerSelect } from '../../components/people.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import { AddressesItem } from '../customers/customer-fields.tsx';
import { ProviderAdvice } from './provider-advice.tsx';
import { ServerFields } from './server-fields.tsx';

interface Values {
  password?: string;
  imap: ImapSettings;
  ownerId: number | null;
  aliases: string[];
  unified?: boolean;
}

/** Changes the password, the server, the owner or the aliases of an account. */
export default function SettingsDrawer({ account, onClose }: { account: MailAccount; onClose: () => void }) {
  const t = useT();
  const say = useSay();
  const mayMark = useMay()('updateUnifiedTrust');
  const { data: providers } = useApi('listMailProviders', {});
  const update = useWrite('updateMailAccount', {
    stale: ['listMailAccounts', 'getMailAccount', 'listUnifiedMailboxes'],
    onSuccess: () => {
      say.done(t('common.saved'));
      onClose();
    },
  });
  return (
    <FormDrawer<Values>
      title={t('accounts.settingsTitle')}
      submit={t('common.save')}
      onClose={onClose}
      pending={update.isPending}
      error={update.error}
      initialValues={{
        imap: account.imap,
        ownerId: account.ownerId,
        aliases: account.aliases,
        ...(mayMark ? { unified: account.unified } : {}),
      }}
      onFinish={({ password, ownerId, ...rest }) =>
        update.mutate({
          params: { id: account.id },
          body: { ...rest, ownerId: ownerId ?? null, ...(password ? { password } : {}) },
        })
      }
    >
      <ProviderAdvice provider={providers?.items.find(({ id }) => id === account.provider) ?? null} />
      <Form.Item name="password" label={t('wizard.password')} extra={t('accounts.passwordKeep')}>
        <Input.Password autoComplete="off" autoFocus maxLength={1000} />
      </Form.Item>
      <Form.Item name="ownerId" label={t('wizard.owner')} extra={t('wizard.ownerHint')}>
        <OwnerSelect />
      </Form.Item>
      <AddressesItem name="aliases" label={t('accounts.aliases')} extra={t('accounts.aliasesHint')} />
      {mayMark && (
        <Form.Item
          name="unified"
          valuePropName="checked"
          label={t('unified.unifiedSwitch')}
          extra={t('unified.unifiedHint')}
        >
          <Switch />
        </Form.Item>
      )}
      <ServerFields />
    </FormDrawer>
  );
}
