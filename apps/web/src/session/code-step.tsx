import type { SignedIn } from '@tradepost/contract';
import { Alert, Button, Form, Input } from 'antd';
import { useWrite } from '../api/use-api.ts';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useT } from '../i18n/language.tsx';
import { Entrance } from './entrance.tsx';

interface CodeStepProps {
  onEntered: (reply: SignedIn) => void;
  /** Back to the first step. */
  onAnew: () => void;
}

/** The second step of a sign-in. What proves the first one is in a cookie. */
export function CodeStep({ onEntered, onAnew }: CodeStepProps) {
  const t = useT();
  const [form] = Form.useForm<{ code: string }>();
  const enter = useWrite('enterCode', { onSuccess: onEntered });
  const wrong = enter.error?.code === 'wrong-credentials';
  const late = enter.error?.code === 'link-expired';
  return (
    <Entrance title={t('people.codeTitle')} text={t('people.codeText')}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ code }) =>
          enter.mutate({ body: { code: code.trim() } }, { onError: () => form.resetFields() })
        }
      >
        <Form.Item
          name="code"
          label={t('people.code')}
          extra={t('people.codeOrRecovery')}
          rules={[{ required: true, whitespace: true, min: 6, message: t('common.required') }]}
        >
          <Input autoComplete="one-time-code" inputMode="text" maxLength={40} autoFocus size="large" />
        </Form.Item>
        {enter.error && (
          <Form.Item>
            {wrong || late ? (
              <Alert type="error" showIcon title={t(wrong ? 'people.codeWrong' : 'people.codeLate')} />
            ) : (
              <ErrorNotice error={enter.error} />
            )}
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit" block size="large" loading={enter.isPending}>
          {t('people.continue')}
        </Button>
      </Form>
      <p style={{ marginTop: 12 }}>
        <Button type="link" style={{ padding: 0 }} onClick={onAnew}>
          {t('people.beginAnew')}
        </Button>
      </p>
    </Entrance>
  );
}
