import { Button, Drawer, Form, type FormInstance, type FormProps } from 'antd';
import type { ReactNode } from 'react';
import { useT } from '../i18n/language.tsx';
import { ErrorNotice } from './error-notice.tsx';

interface FormDrawerProps<V> {
  title: string;
  submit: string;
  onClose: () => void;
  onFinish: (values: V) => void;
  pending: boolean;
  error: unknown;
  initialValues?: Partial<V>;
  form?: FormInstance<V>;
  onValuesChange?: FormProps<V>['onValuesChange'];
  children: ReactNode;
}

/** A form at the side: fields, the server's refusal above the buttons, Save and Cancel. */
export function FormDrawer<V>({
  title,
  submit,
  onClose,
  onFinish,
  pending,
  error,
  initialValues,
  form: given,
  onValuesChange,
  children,
}: FormDrawerProps<V>) {
  const t = useT();
  const [own] = Form.useForm<V>();
  const form = given ?? own;
  return (
    <Drawer
      open
      title={title}
      size={460}
      onClose={onClose}
      footer={
        <div style={{ display: 'flex', gap: 8, justifyContent: 'flex-end' }}>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="primary" loading={pending} onClick={() => form.submit()}>
            {submit}
          </Button>
        </div>
      }
    >
      <Form<V>
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError
        {...(initialValues ? { initialValues } : {})}
        {...(onValuesChange ? { onValuesChange } : {})}
        onFinish={onFinish}
      >
        {children}
        {/* Enter in a field sends the form. */}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </Form>
      {error ? <ErrorNotice error={error} /> : null}
    </Drawer>
  );
}
