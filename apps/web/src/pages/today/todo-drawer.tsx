import { Form, Input } from 'antd';
import { useWrite } from '../../api/use-api.ts';
import { CustomerPicker } from '../../components/customer-picker.tsx';
import { FormDrawer } from '../../components/form-drawer.tsx';
import { OwnerSelect } from '../../components/people.tsx';
import { useSay } from '../../components/use-say.ts';
import { useCompanyDay } from '../../format/use-company-day.ts';
import { useT } from '../../i18n/language.tsx';
import { useSession } from '../../session/session.tsx';

interface Values {
  title: string;
  customerId?: number;
  assigneeId?: number | null;
  dueOn: string;
  note?: string;
}

/** A to-do of one's own, or for a colleague. @param customer null: it is asked for. */
export function TodoDrawer({ customer, onClose }: { customer: number | null; onClose: () => void }) {
  const t = useT();
  const say = useSay();
  const { user } = useSession();
  const today = useCompanyDay();
  const add = useWrite('addTodo', {
    stale: ['getToday', 'countToday', 'listTasks', 'listCustomerTasks'],
    onSuccess: () => {
      say.done(t('today.given'));
      onClose();
    },
  });
  return (
    <FormDrawer<Values>
      title={t('today.addTodo')}
      submit={t('common.add')}
      onClose={onClose}
      pending={add.isPending}
      error={add.error}
      initialValues={{ assigneeId: user.id, dueOn: today }}
      onFinish={({ title, customerId, assigneeId, dueOn, note }) =>
        add.mutate({
          body: {
            title,
            dueOn,
            customerId: customer ?? customerId ?? null,
            note: note ?? null,
            ...(assigneeId ? { assigneeId } : {}),
          },
        })
      }
    >
      <Form.Item
        name="title"
        label={t('today.todoTitle')}
        rules={[{ required: true, whitespace: true, message: t('common.required') }]}
      >
        <Input autoFocus maxLength={300} />
      </Form.Item>
      {customer === null && (
        <Form.Item name="customerId" label={t('today.todoCustomer')}>
          <CustomerPicker />
        </Form.Item>
      )}
      <Form.Item name="assigneeId" label={t('today.todoFor')}>
        <OwnerSelect />
      </Form.Item>
      <Form.Item
        name="dueOn"
        label={t('today.todoDue')}
        rules={[{ required: true, message: t('common.required') }]}
      >
        <Input type="date" />
      </Form.Item>
      <Form.Item name="note" label={t('today.todoNote')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={5000} />
      </Form.Item>
    </FormDrawer>
  );
}
