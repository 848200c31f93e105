import type { Customer } from '@tradepost/contract';
import { Form, Input } from 'antd';
import { useNavigate } from 'react-router';
import { useWrite } from '../../api/use-api.ts';
import { FormDrawer } from '../../components/form-drawer.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { useSession } from '../../session/session.tsx';
import { changedOnly, type RecordValues, toBody } from '../record/form-values.ts';
import { ParticularsFields } from '../record/particulars-fields.tsx';
import { AddressesItem, CustomerFields } from './customer-fields.tsx';
import { DuplicateWarning } from './duplicate-warning.tsx';

interface Values extends RecordValues {
  contactName?: string;
  contactAddresses?: string[];
}

/** Makes a customer, or changes the one that is given. */
export default function CustomerDrawer({ customer, onClose }: { customer?: Customer; onClose: () => void }) {
  return customer ? <Edit customer={customer} onClose={onClose} /> : <Create onClose={onClose} />;
}

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
      initialValues={{ grade: null, stage: 'target', ownerId: user.role === 'salesperson' ? user.id : null }}
      onFinish={({ contactName, contactAddresses = [], ...values }) => {
        const name = contactName?.trim() || null;
        // A time zone that was not chosen is the country's.
        const { timeZone, ...body } = toBody(values);
        create.mutate({
          body: {
            ...body,
            ...(timeZone ? { timeZone } : {}),
            ...(name || contactAddresses.length > 0
              ? { contacts: [{ name, addresses: contactAddresses }] }
              : {}),
          },
        });
      }}
    >
      <DuplicateWarning />
      <CustomerFields />
      <Form.Item name="contactName" label={`${t('customerForm.contact')} · ${t('customerForm.contactName')}`}>
        <Input maxLength={300} />
      </Form.Item>
      <AddressesItem name="contactAddresses" label={t('customerForm.contactAddresses')} />
      <ParticularsFields />
    </FormDrawer>
  );
}

function Edit({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const t = useT();
  const say = useSay();
  const update = useWrite('updateCustomer', {
    stale: ['getCustomer', 'listCustomers', 'listJobs', 'listCustomerChanges', 'getTimeline'],
    onSuccess: () => {
      say.done(t('common.saved'));
      onClose();
    },
  });
  return (
    <FormDrawer<RecordValues>
      title={t('customerForm.editTitle')}
      submit={t('common.save')}
      onClose={onClose}
      pending={update.isPending}
      error={update.error}
      initialValues={customer as Partial<RecordValues>}
      onFinish={({ reason, ...values }) => {
        const patch = changedOnly(toBody(values), customer);
        const why = reason?.trim();
        update.mutate({ params: { id: customer.id }, body: { ...patch, ...(why ? { reason: why } : {}) } });
      }}
    >
      <CustomerFields />
      <ParticularsFields />
      <Form.Item name="reason" label={t('record.reason')} extra={t('record.reasonHint')}>
        <Input maxLength={500} />
      </Form.Item>
    </FormDrawer>
  );
}
