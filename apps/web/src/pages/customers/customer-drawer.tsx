import type { Customer, NewCustomer } from '@tradepost/contract';
import { Form, Input } from 'antd';
import { useNavigate } from 'react-router';
import { useWrite } from '../../api/use-api.ts';
import { FormDrawer } from '../../components/form-drawer.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { useSession } from '../../session/session.tsx';
import { AddressesItem, CustomerFields, CustomerMoreFields } from './customer-fields.tsx';

interface Values extends Omit<NewCustomer, 'contacts'> {
  contactName?: string;
  contactAddresses?: string[];
}

/** Makes a customer, or changes the one that is given. */
export default function CustomerDrawer({ customer, onClose }: { customer?: Customer; onClose: () => void }) {
  return customer ? <Edit customer={customer} onClose={onClose} /> : <Create onClose={onClose} />;
}

/** Empty text is no text. */
const blankToNull = (value: string | null | undefined) => (value?.trim() ? value.trim() : null);
const tidy = <V extends { website?: string | null; source?: string | null; note?: string | null }>(
  values: V,
) => ({
  ...values,
  website: blankToNull(values.website),
  source: blankToNull(values.source),
  note: blankToNull(values.note),
});

function Create({ onClose }: { onClose: () => void }) {
  const t = useT();
  const say = useSay();
  const navigate = useNavigate();
  const { user } = useSession();
  const create = useWrite('createCustomer', {
    stale: ['listCustomers', 'listUnfiledSenders', 'listJobs'],
    onSuccess: (customer) => {
      say.done(t('customerForm.created'));
      void navigate(`/customers/${customer.id}`);
    },
  });
  return (
    <FormDrawer<Values>
      title={t('customerForm.createTitle')}
      submit={t('customerForm.create')}
      onClose={onClose}
      pending={create.isPending}
      error={create.error}
      initialValues={{ grade: null, ownerId: user.role === 'salesperson' ? user.id : null }}
      onFinish={({ contactName, contactAddresses = [], ...values }) => {
        const contact = contactName?.trim() || contactAddresses.length > 0;
        create.mutate({
          body: {
            ...tidy(values),
            ...(contact
              ? { contacts: [{ name: blankToNull(contactName), addresses: contactAddresses }] }
              : {}),
          },
        });
      }}
    >
      <CustomerFields />
      <Form.Item name="contactName" label={`${t('customerForm.contact')} · ${t('customerForm.contactName')}`}>
        <Input maxLength={300} />
      </Form.Item>
      <AddressesItem name="contactAddresses" label={t('customerForm.contactAddresses')} />
      <CustomerMoreFields />
    </FormDrawer>
  );
}

function Edit({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const t = useT();
  const say = useSay();
  const update = useWrite('updateCustomer', {
    stale: ['getCustomer', 'listCustomers', 'listJobs'],
    onSuccess: () => {
      say.done(t('common.saved'));
      onClose();
    },
  });
  const { name, country, grade, ownerId, website, source, note, domains } = customer;
  return (
    <FormDrawer<Omit<Values, 'contactName' | 'contactAddresses'>>
      title={t('customerForm.editTitle')}
      submit={t('common.save')}
      onClose={onClose}
      pending={update.isPending}
      error={update.error}
      initialValues={{ name, country, grade, ownerId, website, source, note, domains }}
      onFinish={(values) => update.mutate({ params: { id: customer.id }, body: tidy(values) })}
    >
      <CustomerFields />
      <CustomerMoreFields />
    </FormDrawer>
  );
}
