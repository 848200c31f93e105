import type { MailAccount, SubmissionInput } from '@tradepost/contract';
import { Alert, Button, Form, Input, Select } from 'antd';
import { useApi, useWrite } from '../../api/use-api.ts';
import { FormDrawer } from '../../components/form-drawer.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { useOutgoingFault } from '../policy/use-outgoing-fault.ts';
import s from './accounts.module.css';
import { ServerFields } from './server-fields.tsx';

interface Values {
  smtp: { host: string; port: number; security: SubmissionInput['security']; user?: string };
  password?: string;
  appendSent: 'auto' | 'yes' | 'no';
}

const inputOf = ({ smtp, password }: Values): SubmissionInput => ({
  ...smtp,
  user: smtp.user?.trim() || null,
  ...(password ? { password } : {}),
});
const APPEND = { auto: null, yes: true, no: false } as const;

/** The server that an account sends by, and the copy in Sent. */
export default function SendingDrawer({ account, onClose }: { account: MailAccount; onClose: () => void }) {
  const t = useT();
  const say = useSay();
  const fault = useOutgoingFault();
  const [form] = Form.useForm<Values>();
  const { smtp } = account;
  // Of an account that has no server yet, where its domain says that mail is handed in.
  const found = useWrite('lookupMailSettings', {
    onSuccess: ({ smtp: looked }) => {
      if (looked) form.setFieldValue('smtp', looked);
    },
  });
  const test = useWrite('testSendingSettings');
  const update = useWrite('updateMailAccount', {
    stale: ['listMailAccounts', 'getMailAccount', 'listLetterSenders'],
    onSuccess: () => {
      say.done(t('common.saved'));
      onClose();
    },
  });
  const { data: providers } = useApi('listMailProviders', {});
  const preset = providers?.items.some(({ imap }) => imap.host === account.imap.host) ?? false;
  const check = async () => {
    const values = await form.validateFields();
    test.mutate({ body: { smtp: inputOf(values) } });
  };
  return (
    <FormDrawer<Values>
      form={form}
      title={t('sending.title')}
      submit={t('common.save')}
      onClose={onClose}
      pending={update.isPending}
      error={update.error ?? test.error}
      initialValues={{
        smtp: smtp
          ? { host: smtp.host, port: smtp.port, security: smtp.security, user: smtp.user ?? '' }
          : { host: '', port: 465, security: 'tls', user: account.imap.user },
        appendSent: smtp?.appendSent === true ? 'yes' : smtp?.appendSent === false ? 'no' : 'auto',
      }}
      onFinish={(values) =>
        update.mutate({
          params: { id: account.id },
          body: { smtp: inputOf(values), appendSent: APPEND[values.appendSent] },
        })
      }
    >
      {!smtp && (
        <Button
          className={s.advice ?? ''}
          loading={found.isPending}
          onClick={() => found.mutate({ body: { address: account.address } })}
        >
          {t('sending.lookup')}
        </Button>
      )}
      {found.data && !found.data.smtp && (
        <Alert className={s.advice ?? ''} type="info" showIcon title={t('sending.lookupNothing')} />
      )}
      <ServerFields of="smtp" />
      <Form.Item
        name="password"
        label={t('wizard.password')}
        extra={t(smtp?.ownPassword ? 'accounts.passwordKeep' : 'sending.passwordHint')}
      >
        <Input.Password autoComplete="off" maxLength={1000} />
      </Form.Item>
      <Form.Item name="appendSent" label={t('sending.append')} extra={t('sending.appendHint')}>
        <Select
          options={[
            { value: 'auto', label: t('sending.appendAuto') },
            { value: 'yes', label: t('sending.appendYes') },
            { value: 'no', label: t('sending.appendNo') },
          ]}
        />
      </Form.Item>
      <div className={s.rowHead}>
        <Button loading={test.isPending} onClick={() => void check()}>
          {t('sending.test')}
        </Button>
        {smtp?.source === 'own' && preset && (
          <Button
            type="link"
            onClick={() => update.mutate({ params: { id: account.id }, body: { smtp: null } })}
          >
            {t('sending.preset')}
          </Button>
        )}
      </div>
      {test.data && (
        <Alert
          style={{ marginTop: 12 }}
          type={test.data.ok ? 'success' : 'error'}
          showIcon
          title={test.data.ok ? t('sending.testOk') : fault(test.data.fault?.code ?? 'internal')}
          description={test.data.fault?.detail ?? undefined}
        />
      )}
    </FormDrawer>
  );
}
