import type { Customer } from '@tradepost/contract';
import { Checkbox, Form, Input, Radio, Select } from 'antd';
import { CountrySelect } from '../../components/country.tsx';
import { OwnerSelect } from '../../components/people.tsx';
import { isAddress, isDomain } from '../../format/address.ts';
import { useT } from '../../i18n/language.tsx';

const GRADES: NonNullable<Customer['grade']>[] = ['A', 'B', 'C', 'D'];
const SEPARATORS = [',', ';', ' ', '，', '；', '\n'];

/** Several words in one field; each is checked by itself. */
function listRule(fits: (value: string) => boolean, words: (value: string) => string) {
  return {
    validator: async (_: unknown, values: string[] | undefined) => {
      const bad = values?.find((value) => !fits(value));
      if (bad !== undefined) throw new Error(words(bad));
    },
  };
}

interface AddressesItemProps {
  name: string;
  label: string;
  extra?: string;
}

export function AddressesItem({ name, label, extra }: AddressesItemProps) {
  const t = useT();
  return (
    <Form.Item
      name={name}
      label={label}
      extra={extra ?? t('customerForm.addressesHint')}
      rules={[listRule(isAddress, (value) => t('customerForm.badAddress', { value }))]}
    >
      <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={SEPARATORS} />
    </Form.Item>
  );
}

export function DomainsItem({ name, label, extra }: { name: string; label: string; extra: string }) {
  const t = useT();
  return (
    <Form.Item
      name={name}
      label={label}
      extra={extra}
      rules={[listRule(isDomain, (value) => t('customerForm.badDomain', { value }))]}
    >
      <Select
        mode="tags"
        open={false}
        suffixIcon={null}
        tokenSeparators={SEPARATORS}
        placeholder="example.com"
      />
    </Form.Item>
  );
}

/** What one knows of a customer first, for making and for changing one. */
export function CustomerFields() {
  const t = useT();
  return (
    <>
      <Form.Item
        name="name"
        label={t('customerForm.name')}
        rules={[{ required: true, whitespace: true, message: t('common.required') }]}
      >
        <Input maxLength={300} autoFocus />
      </Form.Item>
      <Form.Item name="localName" label={t('record.localName')}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="country" label={t('customerForm.country')}>
        <CountrySelect />
      </Form.Item>
      <Form.Item name="grade" label={t('customerForm.grade')}>
        <Radio.Group
          optionType="button"
          options={[
            ...GRADES.map((grade) => ({ value: grade, label: grade })),
            { value: null as never, label: t('customers.noGrade') },
          ]}
        />
      </Form.Item>
      <Form.Item name="keyAccount" valuePropName="checked">
        <Checkbox>{t('record.keyAccount')}</Checkbox>
      </Form.Item>
      <Form.Item name="ownerId" label={t('customerForm.owner')}>
        <OwnerSelect />
      </Form.Item>
      <DomainsItem name="domains" label={t('customerForm.domains')} extra={t('customerForm.domainsHint')} />
    </>
  );
}
