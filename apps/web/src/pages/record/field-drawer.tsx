import { CUSTOM_FIELD_KINDS, type CustomField, type NewCustomField } from '@tradepost/contract';
import { Button, Form, Input, Select } from 'antd';
import { useWrite } from '../../api/use-api.ts';
import { FormDrawer } from '../../components/form-drawer.tsx';
import { useT } from '../../i18n/language.tsx';
import { ChoiceRows } from './choice-rows.tsx';

/** Makes a field of the company's own, or changes its names and choices. */
export function FieldDrawer({ field, onClose }: { field: CustomField | null; onClose: () => void }) {
  const t = useT();
  const stale = ['getRecordSettings'] as const;
  const create = useWrite('createCustomField', { stale, onSuccess: onClose });
  const update = useWrite('updateCustomField', { stale, onSuccess: onClose });
  const required = { required: true, whitespace: true, message: t('common.required') };
  return (
    <FormDrawer<NewCustomField>
      title={t(field ? 'recordSettings.editField' : 'recordSettings.addField')}
      submit={t('common.save')}
      onClose={onClose}
      pending={create.isPending || update.isPending}
      error={create.error ?? update.error}
      initialValues={field ?? { kind: 'text' }}
      onFinish={({ key, kind, labelEn, labelZh, choices = [] }) => {
        const names = { labelEn, labelZh, ...(kind === 'choice' ? { choices } : {}) };
        if (field) update.mutate({ params: { id: field.id }, body: names });
        else create.mutate({ body: { key, kind, ...names } });
      }}
    >
      <Form.Item name="labelZh" label={t('recordSettings.chinese')} rules={[required]}>
        <Input maxLength={100} autoFocus />
      </Form.Item>
      <Form.Item name="labelEn" label={t('recordSettings.english')} rules={[required]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item
        name="key"
        label={t('recordSettings.key')}
        extra={t('recordSettings.fieldKeyHint')}
        rules={[required, { pattern: /^[a-z][a-z0-9_]{0,39}$/, message: t('recordSettings.fieldKeyHint') }]}
      >
        <Input maxLength={40} disabled={field !== null} />
      </Form.Item>
      <Form.Item name="kind" label={t('recordSettings.kind')}>
        <Select
          disabled={field !== null}
          options={CUSTOM_FIELD_KINDS.map((kind) => ({
            value: kind,
            label: t(`recordSettings.kind.${kind}`),
          }))}
        />
      </Form.Item>
      <Choices />
      {field && (
        <Button
          type="text"
          danger={!field.archived}
          style={{ marginTop: 16 }}
          onClick={() => update.mutate({ params: { id: field.id }, body: { archived: !field.archived } })}
        >
          {t(field.archived ? 'recordSettings.restore' : 'recordSettings.archive')}
        </Button>
      )}
    </FormDrawer>
  );
}

function Choices() {
  const t = useT();
  const kind = Form.useWatch<CustomField['kind']>('kind');
  if (kind !== 'choice') return null;
  return (
    <Form.Item label={t('recordSettings.choices')}>
      <ChoiceRows name="choices" />
    </Form.Item>
  );
}
