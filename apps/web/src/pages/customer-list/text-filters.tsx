import { type CustomField, FILLABLE_FIELDS } from '@tradepost/contract';
import { Form, Input, Select } from 'antd';
import { useLanguage, useT } from '../../i18n/language.tsx';

/** A word, or words, of one of the record's texts. */
export function WordsFilter({ name }: { name: WordsName }) {
  const t = useT();
  return (
    <Form.Item name={name} label={t(`customerList.${name}`)}>
      <Input allowClear maxLength={200} />
    </Form.Item>
  );
}

type WordsName =
  | 'tag'
  | 'product'
  | 'productInUse'
  | 'source'
  | 'region'
  | 'city'
  | 'supplier'
  | 'address'
  | 'evaluation'
  | 'usageNote'
  | 'note';

/** Which fields have a value, and which have none; the company's own among them. */
export function FilledFilters({ fields }: { fields: readonly CustomField[] }) {
  const { t, locale } = useLanguage();
  const options = [
    ...FILLABLE_FIELDS.map((field) => ({ value: field as string, label: t(`record.part.${field}`) })),
    ...fields
      .filter(({ archived }) => !archived)
      .map(({ key, labelEn, labelZh }) => ({
        value: `own.${key}`,
        label: locale === 'en' ? labelEn : labelZh,
      })),
  ];
  return (['empty', 'filled'] as const).map((name) => (
    <Form.Item key={name} name={name} label={t(`customerList.${name}`)}>
      <Select
        mode="multiple"
        allowClear
        maxCount={20}
        options={options}
        showSearch={{ optionFilterProp: 'label' }}
      />
    </Form.Item>
  ));
}
