import type { CustomField } from '@tradepost/contract';
import { Form, Input, InputNumber, Select } from 'antd';
import { useLanguage } from '../../i18n/language.tsx';
import { DayItem } from './day-item.tsx';
import s from './record.module.css';

/** Inputs of the company's own fields, by kind. Archived ones are not asked for. */
export function OwnFieldItems({ fields }: { fields: readonly CustomField[] }) {
  const { t } = useLanguage();
  const open = fields.filter(({ archived }) => !archived);
  if (open.length === 0) return null;
  return (
    <>
      <h3 className={s.group}>{t('record.groupOwn')}</h3>
      {open.map((field) => (
        <OwnFieldItem key={field.id} field={field} />
      ))}
    </>
  );
}

function OwnFieldItem({ field }: { field: CustomField }) {
  const { t, locale } = useLanguage();
  const label = locale === 'en' ? field.labelEn : field.labelZh;
  const name = ['custom', field.key];
  if (field.kind === 'date') return <DayItem name={name} label={label} />;
  if (field.kind === 'number')
    return (
      <Form.Item name={name} label={label}>
        <InputNumber style={{ width: '100%' }} />
      </Form.Item>
    );
  if (field.kind === 'text')
    return (
      <Form.Item name={name} label={label}>
        <Input.TextArea maxLength={5_000} autoSize={{ minRows: 1, maxRows: 6 }} />
      </Form.Item>
    );
  const options =
    field.kind === 'yes-no'
      ? [
          { value: true, label: t('record.yes') },
          { value: false, label: t('record.no') },
        ]
      : field.choices.map(({ key, en, zh }) => ({ value: key, label: locale === 'en' ? en : zh }));
  return (
    <Form.Item name={name} label={label}>
      <Select allowClear options={options as { value: string | boolean; label: string }[]} />
    </Form.Item>
  );
}
