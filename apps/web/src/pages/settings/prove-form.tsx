import { Alert, Button, Form, Input } from 'antd';
import type { ApiError } from '../../api/api-error.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useT } from '../../i18n/language.tsx';

interface ProveFormProps {
  /** Who has none signs in anew instead; the server says so. */
  hasPassword: boolean;
  pending: boolean;
  error: ApiError | null;
  onProve: (body: { password?: string }) => void;
}

/** Asks for the password again before the sign-in itself is changed. */
export function ProveForm({ hasPassword, pending, error, onProve }: ProveFormProps) {
  const t = useT();
  return (
    <Form<{ password?: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ password }) => onProve(password === undefined ? {} : { password })}
    >
      {hasPassword && (
        <Form.Item
          name="password"
          label={t('people.proveText')}
          rules={[{ required: true, message: t('common.required') }]}
        >
          <Input.Password autoComplete="current-password" autoFocus maxLength={200} />
        </Form.Item>
      )}
      {error && (
        <Form.Item>
          {error.code === 'wrong-credentials' ? (
            <Alert type="error" showIcon title={t('people.passwordWrong')} />
          ) : error.code === 'forbidden' ? (
            <Alert type="warning" showIcon title={t('people.signInAnew')} />
          ) : (
            <ErrorNotice error={error} />
          )}
        </Form.Item>
      )}
      <Button type="primary" htmlType="submit" block loading={pending}>
        {t('people.continue')}
      </Button>
    </Form>
  );
}
