import type { Contact } from '@tradepost/contract';
import { Form, Input } from 'antd';
import { useWrite } from '../../api/use-api.ts';
import { FormDrawer } from '../../components/form-drawer.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { AddressesItem } from './customer-fields.tsx';

interface ContactDrawerProps {
  customerId: number;
  contact: Contact | null;
  onClose: () => void;
}

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
  return (
    <FormDrawer<{ name: string | null; title: string | null; phone: string | null; addresses: string[] }>
      title={t(contact ? 'customers.editContact' : 'customers.addContact')}
      submit={t('common.save')}
      onClose={onClose}
      pending={add.isPending || update.isPending}
      error={add.error ?? update.error}
      initialValues={{ ...contact, phone: contact?.channels.find(({ kind }) => kind === 'phone')?.value }}
      onFinish={({ name, title, phone, addresses }) => {
        const body = {
          name: name || null,
          title: title || null,
          channels: [
            ...(phone ? [{ kind: 'phone' as const, value: phone }] : []),
            ...(contact?.channels.filter(({ kind }) => kind !== 'phone') ?? []),
          ],
          addresses: addresses ?? [],
        };
        if (contact) update.mutate({ params: { id: contact.id }, body });
        else add.mutate({ params: { id: customerId }, body });
      }}
    >
      <Form.Item name="name" label={t('customers.contactName')}>
        <Input maxLength={300} autoFocus />
      </Form.Item>
      <AddressesItem name="addresses" label={t('customers.contactAddresses')} />
      <Form.Item name="title" label={t('customers.contactTitle')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="phone" label={t('customers.contactPhone')}>
        <Input maxLength={100} type="tel" />
      </Form.Item>
    </FormDrawer>
  );
}
