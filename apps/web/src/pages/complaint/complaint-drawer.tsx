import { useState } from 'react';
import {
  COMPLAINT_SORTS,
  type ComplaintDetail,
  type ComplaintSort,
  type Customer,
  type NewComplaint,
} from '@tradepost/contract';
import { Form, Input, Radio, Select } from 'antd';
import { useNavigate } from 'react-router';
import { useApi, useWrite } from '../../api/use-api.ts';
import { CustomerPicker } from '../../components/customer-picker.tsx';
import { FormDrawer } from '../../components/form-drawer.tsx';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { AssigneeSelect } from './assignee-select.tsx';
import s from './complaint.module.css';

interface ComplaintDrawerProps {
  /** Left out: chosen in the form. */
  customers?: readonly { readonly customerId: number; readonly customerName: string }[];
  messageId?: number;
  /** The words of the mail that complain. */
  words?: string;
  /** Given: it is changed. */
  complaint?: ComplaintDetail;
  onClose: () => void;
}

interface Values {
  customerId: number;
  sort: ComplaintSort;
  severity: number;
  what: string;
  product?: string;
  orderRef?: string;
  contactId?: number | null;
  complainedOn?: string;
  assigneeId?: number | null;
  actionDueOn?: string;
  closeDueOn?: string;
}

export const COMPLAINT_ANSWERS = [
  'listComplaints',
  'getComplaint',
  'countComplaints',
  'getTimeline',
] as const;

/** Opens a complaint, of a mail or by hand; or puts right what one says. */
export default function ComplaintDrawer({
  customers,
  messageId,
  words = '',
  complaint,
  onClose,
}: ComplaintDrawerProps) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const [today] = useState(() => format.dayKey(new Date().toISOString()));
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const only = complaint?.customerId ?? (customers?.length === 1 ? customers[0]?.customerId : undefined);
  const customerId = Form.useWatch('customerId', form) ?? only;
  const create = useWrite('createComplaint', {
    stale: [...COMPLAINT_ANSWERS],
    onSuccess: ({ id }) => {
      say.done(t('complaints.opened'));
      onClose();
      if (customers === undefined) void navigate(`/complaints/${id}`);
    },
  });
  const change = useWrite('updateComplaint', {
    stale: [...COMPLAINT_ANSWERS],
    onSuccess: () => {
      say.done(t('complaints.saved'));
      onClose();
    },
  });
  const save = (values: Values) => {
    const days = {
      ...(values.actionDueOn ? { actionDueOn: values.actionDueOn } : {}),
      ...(values.closeDueOn ? { closeDueOn: values.closeDueOn } : {}),
    };
    const said = {
      sort: values.sort,
      severity: values.severity,
      what: values.what,
      product: values.product?.trim() || null,
      orderRef: values.orderRef?.trim() || null,
      contactId: values.contactId ?? null,
      ...days,
    };
    if (complaint) return change.mutate({ params: { id: complaint.id }, body: said });
    const body: NewComplaint = {
      ...said,
      customerId: values.customerId,
      messageId: messageId ?? null,
      assigneeId: values.assigneeId ?? null,
      ...(values.complainedOn ? { complainedAt: `${values.complainedOn}T04:00:00Z` } : {}),
    };
    create.mutate({ body });
  };
  const required = [{ required: true, whitespace: true, message: t('common.required') }];
  return (
    <FormDrawer<Values>
      title={complaint ? t('complaints.changeTitle') : t('complaints.new')}
      submit={t('common.save')}
      form={form}
      onClose={onClose}
      pending={create.isPending || change.isPending}
      error={create.error ?? change.error}
      initialValues={{
        ...(only === undefined ? {} : { customerId: only }),
        sort: complaint?.sort ?? 'quality',
        severity: complaint?.severity ?? 2,
        what: complaint?.what ?? words,
        product: complaint?.product ?? '',
        orderRef: complaint?.orderRef ?? '',
        ...(complaint?.contactId ? { contactId: complaint.contactId } : {}),
        ...(complaint ? { actionDueOn: complaint.actionDueOn, closeDueOn: complaint.closeDueOn } : {}),
      }}
      onFinish={save}
    >
      <Form.Item
        name="customerId"
        label={t('complaints.customer')}
        hidden={only !== undefined}
        rules={[{ required: true, message: t('common.required') }]}
      >
        {customers === undefined ? (
          <CustomerPicker />
        ) : (
          <Select options={customers.map((one) => ({ value: one.customerId, label: one.customerName }))} />
        )}
      </Form.Item>
      <Form.Item name="what" label={t('complaints.what')} extra={t('complaints.whatHint')} rules={required}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={5000} autoFocus />
      </Form.Item>
      <Form.Item name="severity" label={t('complaints.severity')}>
        <Radio.Group style={{ display: 'grid', gap: 4 }}>
          {([1, 2, 3] as const).map((value) => (
            <Radio key={value} value={value}>
              {t(`complaints.severityHint-${value}`)}
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      <div className={s.pair}>
        <Form.Item name="sort" label={t('complaints.sort')}>
          <Select
            options={COMPLAINT_SORTS.map((value) => ({ value, label: t(`complaints.sort-${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="orderRef" label={t('complaints.orderRef')}>
          <Input maxLength={100} />
        </Form.Item>
      </div>
      <Form.Item name="product" label={t('complaints.product')}>
        <Input maxLength={200} />
      </Form.Item>
      {customerId !== undefined && (
        <div className={s.pair}>
          <Form.Item name="contactId" label={t('complaints.contact')}>
            <ContactSelect customerId={customerId} />
          </Form.Item>
          {!complaint && (
            <Form.Item name="assigneeId" label={t('complaints.assignee')}>
              <AssigneeSelect customerId={customerId} placeholder={t('complaints.assigneeLater')} />
            </Form.Item>
          )}
        </div>
      )}
      {!complaint && messageId === undefined && (
        <Form.Item name="complainedOn" label={t('complaints.complainedOn')}>
          <Input type="date" max={today} style={{ width: 170 }} />
        </Form.Item>
      )}
      <div className={s.pair}>
        <Form.Item name="actionDueOn" label={t('complaints.actionDue')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="closeDueOn" label={t('complaints.closeDue')}>
          <Input type="date" />
        </Form.Item>
      </div>
      {!complaint && <p style={{ color: 'var(--tp-soft)', fontSize: 13 }}>{t('complaints.dueHint')}</p>}
    </FormDrawer>
  );
}

interface ContactSelectProps {
  id?: string;
  value?: number | null;
  onChange?: (value: number | null) => void;
  customerId: number;
}

function ContactSelect({ id, value, onChange, customerId }: ContactSelectProps) {
  const { data } = useApi('getCustomer', { params: { id: customerId } });
  const contacts: Customer['contacts'] = data?.contacts ?? [];
  return (
    <Select<number>
      id={id}
      allowClear
      value={value ?? null}
      onChange={(next: number | undefined) => onChange?.(next ?? null)}
      showSearch={{ optionFilterProp: 'label' }}
      options={contacts.map((contact) => ({
        value: contact.id,
        label: contact.name ?? contact.addresses[0] ?? '–',
      }))}
    />
  );
}
