import type { MailProvider } from '@tradepost/contract';
import { Button, Form, Input } from 'antd';
import { useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { isAddress } from '../../format/address.ts';
import { useT } from '../../i18n/language.tsx';
import type { Draft } from './add-drawer.tsx';

interface AddressStepProps {
  address: string;
  providers: readonly MailProvider[];
  onFound: (found: Pick<Draft, 'address' | 'lookup' | 'provider' | 'imap'>) => void;
}

/** The address; its server's settings are looked up. */
export function AddressStep({ address, providers, onFound }: AddressStepProps) {
  const t = useT();
  const lookup = useWrite('lookupMailSettings', {
    onSuccess: (result, { body }) =>
      onFound({
        address: body.address,
        lookup: result,
        provider: providers.find(({ id }) => id === result.providerId) ?? null,
        imap: result.imap,
      }),
  });
  return (
    <Form<{ address: string }>
      layout="vertical"
      requiredMark={false}
      initialValues={{ address }}
      onFinish={(values) => lookup.mutate({ body: { address: values.address.trim() } })}
    >
      <Form.Item
        name="address"
        label={t('wizard.address')}
        extra={t('wizard.addressHint')}
        validateTrigger="onSubmit"
        rules={[
          { required: true, message: t('common.required') },
          {
            validator: async (_, value: string) => {
              if (value && !isAddress(value)) throw new Error(t('common.invalidEmail'));
            },
          },
        ]}
      >
        <Input type="email" size="large" autoFocus maxLength={320} autoComplete="off" />
      </Form.Item>
      {lookup.error && (
        <Form.Item>
          <ErrorNotice error={lookup.error} />
        </Form.Item>
      )}
      <Button type="primary" size="large" htmlType="submit" loading={lookup.isPending}>
        {lookup.isPending ? t('wizard.lookingUp') : t('common.next')}
      </Button>
    </Form>
  );
}
