import type { UnfiledSender } from '@tradepost/contract';
import { Checkbox, Form, Input } from 'antd';
import { CountrySelect } from '../../components/country.tsx';
import { FormDrawer } from '../../components/form-drawer.tsx';
import { domainOf } from '../../format/address.ts';
import { useT } from '../../i18n/language.tsx';
import { useFileSender } from './use-file-sender.ts';

/** The name is proposed, so that one more click is enough. */
export default function MakeCustomerDrawer({
  sender,
  onClose,
}: {
  sender: UnfiledSender;
  onClose: () => void;
}) {
  const t = useT();
  const file = useFileSender(onClose);
  return (
    <FormDrawer<{ name: string; country: string | null; withDomain: boolean }>
      title={t('unfiled.makeCustomerTitle', { address: sender.address })}
      submit={t('unfiled.makeCustomer')}
      onClose={onClose}
      pending={file.isPending}
      error={file.error}
      initialValues={{ name: sender.proposedName, withDomain: !sender.freemail }}
      onFinish={({ name, country, withDomain }) =>
        file.mutate({
          body: {
            address: sender.address,
            name: name.trim(),
            country: country ?? null,
            withDomain: withDomain ?? false,
          },
        })
      }
    >
      <Form.Item
        name="name"
        label={t('customerForm.name')}
        rules={[{ required: true, whitespace: true, message: t('common.required') }]}
      >
        <Input maxLength={300} autoFocus />
      </Form.Item>
      <Form.Item name="country" label={t('customerForm.country')}>
        <CountrySelect />
      </Form.Item>
      {!sender.freemail && (
        <Form.Item name="withDomain" valuePropName="checked">
          <Checkbox>{t('unfiled.withDomain', { domain: domainOf(sender.address) })}</Checkbox>
        </Form.Item>
      )}
    </FormDrawer>
  );
}
