import { Alert, Button, Form, Input, QRCode } from 'antd';
import { useState } from 'react';
import { useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useT } from '../../i18n/language.tsx';
import { CopyField } from './copy-field.tsx';
import { ProveForm } from './prove-form.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import s from './settings.module.css';

interface EnrolStepsProps {
  hasPassword: boolean;
  onDone: () => void;
}

/** Sets the second factor up: it is you, scan, first code, recovery codes. */
export function EnrolSteps({ hasPassword, onDone }: EnrolStepsProps) {
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const start = useWrite('startSecondFactor');
  if (codes) return <RecoveryCodes codes={codes} onKept={onDone} />;
  if (start.data) return <Scan {...start.data} onCodes={setCodes} />;
  return (
    <ProveForm
      hasPassword={hasPassword}
      pending={start.isPending}
      error={start.error}
      onProve={(body) => start.mutate({ body })}
    />
  );
}

interface ScanProps {
  secret: string;
  uri: string;
  onCodes: (codes: readonly string[]) => void;
}

function Scan({ secret, uri, onCodes }: ScanProps) {
  const t = useT();
  const [form] = Form.useForm<{ code: string }>();
  const confirm = useWrite('confirmSecondFactor', {
    onSuccess: ({ recoveryCodes }) => onCodes(recoveryCodes),
  });
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={({ code }) =>
        confirm.mutate({ body: { code: code.trim() } }, { onError: () => form.resetFields() })
      }
    >
      <p>{t('people.scan')}</p>
      <div className={s.qr} role="img" aria-label={t('people.scanAlt')}>
        <QRCode value={uri} type="svg" size={208} errorLevel="L" bordered={false} />
      </div>
      <p className={s.sub}>{t('people.scanText')}</p>
      <CopyField value={(secret.match(/.{1,4}/g) ?? []).join(' ')} />
      <Form.Item
        name="code"
        label={t('people.scanCode')}
        rules={[{ required: true, pattern: /^\s*\d{3}\s?\d{3}\s*$/, message: t('common.required') }]}
      >
        <Input inputMode="numeric" autoComplete="one-time-code" maxLength={8} autoFocus size="large" />
      </Form.Item>
      {confirm.error && (
        <Form.Item>
          {confirm.error.code === 'wrong-credentials' ? (
            <Alert type="error" showIcon title={t('people.codeWrong')} />
          ) : (
            <ErrorNotice error={confirm.error} />
          )}
        </Form.Item>
      )}
      <Button type="primary" htmlType="submit" block loading={confirm.isPending}>
        {t('people.switchOn')}
      </Button>
    </Form>
  );
}
