import type { ImapSettings } from '@tradepost/contract';
import { Button, Spin } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useT } from '../../i18n/language.tsx';
import s from './accounts.module.css';
import { TestResult } from './test-result.tsx';

interface TestStepProps {
  address: string;
  password: string;
  imap: ImapSettings;
  onBack: () => void;
  saveButton: ReactNode;
  saveError: unknown;
}

/** Signs in once, and says what came of it. Only what works can be saved. */
export function TestStep({ address, password, imap, onBack, saveButton, saveError }: TestStepProps) {
  const t = useT();
  const { mutate, data, error, isPending } = useWrite('testMailSettings');
  useEffect(() => {
    mutate({ body: { address, password, imap } });
  }, [mutate, address, password, imap]);
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <div className={s.summary} style={{ margin: 0 }}>
        <strong>{address}</strong>
        <span>
          {imap.host}:{imap.port}
        </span>
      </div>
      {isPending && (
        <div style={{ display: 'flex', gap: 12, padding: '16px 0' }} role="status">
          <Spin size="small" /> {t('wizard.testing', { host: imap.host })}
        </div>
      )}
      {error && <ErrorNotice error={error} />}
      {data && <TestResult result={data} />}
      {saveError ? <ErrorNotice error={saveError} /> : null}
      <div style={{ display: 'flex', gap: 8 }}>
        <Button size="large" onClick={onBack}>
          {t('common.back')}
        </Button>
        {data?.ok
          ? saveButton
          : !isPending && (
              <Button
                type="primary"
                size="large"
                onClick={() => mutate({ body: { address, password, imap } })}
              >
                {t('common.retry')}
              </Button>
            )}
      </div>
    </div>
  );
}
