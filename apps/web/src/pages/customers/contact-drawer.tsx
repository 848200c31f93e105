import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { CHANNEL_KINDS, type Contact, type ContactInput, PREFERRED_CHANNELS } from '@tradepost/contract';
import { Button, Checkbox, Form, Input, Rate, Select } from 'antd';
import { useWrite } from '../../api/use-api.ts';
import { FormDrawer } from '../../components/form-drawer.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { DayItem } from '../record/day-item.tsx';
import record from '../record/record.module.css';
import { AddressesItem } from './customer-fields.tsx';

interface ContactDrawerProps {
  customerId: number;
  contact: Contact | null;
  onClose: () => void;
}

const blankToNull = (value: string | null | undefined) => (value?.trim() ? value.trim() : null);

/** What was left empty is taken away; a number without a value is no number. */
const tidy = (values: ContactInput): ContactInput => ({
  name: blankToNull(values.name),
  localName: blankToNull(values.localName),
  title: blankToNull(values.title),
  department: blankToNull(values.department),
  isMain: values.isMain ?? false,
  addresses: values.addresses ?? [],
  channels: (values.channels ?? []).filter((channel) => channel?.value?.trim()),
  preferredChannel: values.preferredChannel ?? null,
  relationshipLevel: values.relationshipLevel || null,
  birthday: values.birthday ?? null,
  family: blankToNull(values.family),
  hobbies: blankToNull(values.hobbies),
  note: blankToNull(values.note),
});

/** Adds a contact, or changes the one that is given. */
export default function ContactDrawer({ customerId, contact, onClose }: ContactDrawerProps) {
  const t = useT();
  const say = useSay();
  const options = {
    stale: ['getCustomer', 'listUnfiledSenders', 'listJobs', 'getTimeline'] as const,
    onSuccess: () => {
      say.done(t('customers.refileNote'));
      onClose();
    },
  };
  const add = useWrite('addContact', options);
  const update = useWrite('updateContact', options);
  const text = (name: keyof ContactInput, label: string, maxLength: number) => (
    <Form.Item name={name} label={label}>
      <Input maxLength={maxLength} />
    </Form.Item>
  );
  return (
    <FormDrawer<ContactInput>
      title={t(contact ? 'customers.editContact' : 'customers.addContact')}
      submit={t('common.save')}
      onClose={onClose}
      pending={add.isPending || update.isPending}
      error={add.error ?? update.error}
      initialValues={contact ? initial(contact) : { channels: [{ kind: 'mobile', value: '' }] }}
      onFinish={(values) => {
        const body = tidy(values);
        if (contact) update.mutate({ params: { id: contact.id }, body });
        else add.mutate({ params: { id: customerId }, body });
      }}
    >
      <Form.Item name="name" label={t('customers.contactName')}>
        <Input maxLength={300} autoFocus />
      </Form.Item>
      {text('localName', t('record.contactLocalName'), 300)}
      {text('title', t('customers.contactTitle'), 200)}
      {text('department', t('record.department'), 200)}
      <Form.Item name="isMain" valuePropName="checked">
        <Checkbox>{t('record.isMain')}</Checkbox>
      </Form.Item>
      <AddressesItem name="addresses" label={t('customers.contactAddresses')} />
      <Numbers />
      <Form.Item name="preferredChannel" label={t('record.preferredChannel')}>
        <Select
          allowClear
          options={PREFERRED_CHANNELS.map((kind) => ({ value: kind, label: t(`record.channel.${kind}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="relationshipLevel"
        label={t('record.relationshipLevel')}
        extra={t('record.relationshipLevelHint')}
      >
        <Rate />
      </Form.Item>
      <Form.Item name="note" label={t('record.contactNote')}>
        <Input.TextArea maxLength={5_000} autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
      <h3 className={record.group}>{t('record.private')}</h3>
      <p style={{ marginBottom: 12 }}>{t('record.privateHint')}</p>
      <DayItem name="birthday" label={t('record.birthday')} />
      {text('family', t('record.family'), 2_000)}
      {text('hobbies', t('record.hobbies'), 2_000)}
    </FormDrawer>
  );
}

const initial = (contact: Contact): Partial<ContactInput> => ({
  ...contact,
  channels: contact.channels.map(({ kind, value }) => ({ kind, value })),
});

/** Numbers and social ids, each of a kind. */
function Numbers() {
  const t = useT();
  return (
    <Form.Item label={t('record.numbers')}>
      <Form.List name="channels">
        {(items, { add, remove }) => (
          <>
            {items.map(({ key, name }) => (
              <div key={key} className={record.number}>
                <Form.Item name={[name, 'kind']}>
                  <Select
                    aria-label={t('record.numbers')}
                    options={CHANNEL_KINDS.map((kind) => ({
                      value: kind,
                      label: t(`record.channel.${kind}`),
                    }))}
                  />
                </Form.Item>
                <Form.Item name={[name, 'value']}>
                  <Input maxLength={200} aria-label={t('record.numberValue')} />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t('common.remove')}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            <Button
              type="dashed"
              size="small"
              icon={<PlusOutlined />}
              onClick={() => add({ kind: 'mobile', value: '' })}
            >
              {t('record.addNumber')}
            </Button>
          </>
        )}
      </Form.List>
    </Form.Item>
  );
}
