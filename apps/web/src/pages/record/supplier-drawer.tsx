import type { NewSupplier, Supplier } from '@tradepost/contract';
import { App, Button, Form, Input } from 'antd';
import { useWrite } from '../../api/use-api.ts';
import { FormDrawer } from '../../components/form-drawer.tsx';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';
import { DayItem } from './day-item.tsx';

interface SupplierDrawerProps {
  customerId: number;
  supplier: Supplier | null;
  onClose: () => void;
}

/** Notes another supplier of the customer, or changes one. */
export default function SupplierDrawer({ customerId, supplier, onClose }: SupplierDrawerProps) {
  const t = useT();
  const say = useSay();
  const { modal } = App.useApp();
  const stale = ['getCustomer', 'getCustomerStanding'] as const;
  const onSuccess = () => {
    say.done(t('common.saved'));
    onClose();
  };
  const add = useWrite('addSupplier', { stale, onSuccess });
  const update = useWrite('updateSupplier', { stale, onSuccess });
  const remove = useWrite('removeSupplier', { stale, onSuccess: onClose });
  const askRemove = ({ id, name }: Supplier) =>
    modal.confirm({
      title: t('record.removeSupplierTitle', { name }),
      content: t('record.removeSupplierText'),
      okText: t('common.remove'),
      okButtonProps: { danger: true },
      onOk: () => remove.mutateAsync({ params: { id } }).catch(say.failed),
    });
  return (
    <FormDrawer<NewSupplier>
      title={t(supplier ? 'record.editSupplier' : 'record.addSupplier')}
      submit={t('common.save')}
      onClose={onClose}
      pending={add.isPending || update.isPending}
      error={add.error ?? update.error}
      initialValues={supplier ?? {}}
      onFinish={({ name, product, since, until, note }) => {
        const body = {
          name,
          product: product || null,
          since: since ?? null,
          until: until ?? null,
          note: note || null,
        };
        if (supplier) update.mutate({ params: { id: supplier.id }, body });
        else add.mutate({ params: { id: customerId }, body });
      }}
    >
      <Form.Item
        name="name"
        label={t('record.supplier')}
        rules={[{ required: true, whitespace: true, message: t('common.required') }]}
      >
        <Input maxLength={300} autoFocus />
      </Form.Item>
      <Form.Item name="product" label={t('record.supplierProduct')}>
        <Input maxLength={300} />
      </Form.Item>
      <DayItem name="since" label={t('record.supplierSince')} />
      <DayItem name="until" label={t('record.supplierUntil')} />
      <Form.Item name="note" label={t('customers.note')}>
        <Input.TextArea maxLength={2_000} autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
      {supplier && (
        <Button danger type="text" onClick={() => askRemove(supplier)}>
          {t('common.remove')}
        </Button>
      )}
    </FormDrawer>
  );
}
