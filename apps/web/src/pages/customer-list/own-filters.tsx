import type { CustomField } from '@tradepost/contract';
import { Form, Input, InputNumber, Select } from 'antd';
import { useLanguage } from '../../i18n/language.tsx';

/** The company's own fields, as what they are to be. */
export function OwnFilters({ fields }: { fields: readonly CustomField[] }) {
  const { locale } = useLanguage();
  return fields
    .filter(({ archived }) => !archived)
    .map((field) => (
      <Form.Item
        key={field.id}
        name={['own', field.key]}
        label={locale === 'en' ? field.labelEn : field.labelZh}
      >
        <OwnInput field={field} />
      </Form.Item>
    ));
}

/** The form gives it its value, its id and what is to be told of a change. */
function OwnInput({ field, ...given }: { field: CustomField }) {
  const { t, locale } = useLanguage();
  if (field.kind === 'number') return <InputNumber style={{ width: '100%' }} {...given} />;
  if (field.kind === 'date') return <Input type="date" {...given} />;
  if (field.kind === 'text') return <Input allowClear maxLength={200} {...given} />;
  const options =
    field.kind === 'yes-no'
      ? [
          { value: 'true', label: t('customerList.yes') },
          { value: 'false', label: t('customerList.no') },
        ]
      : field.choices.map(({ key, en, zh }) => ({ value: key, label: locale === 'en' ? en : zh }));
  return <Select allowClear options={options} {...given} />;
}
