import type { ConnectionTest } from '@tradepost/contract';
import { Alert } from 'antd';
import { useT } from '../../i18n/language.tsx';
import { FaultNotice } from './fault-notice.tsx';

/** What a test of the connection found. */
export function TestResult({ result }: { result: ConnectionTest }) {
  const t = useT();
  if (!result.ok) return <FaultNotice fault={result.fault ?? { code: 'internal', detail: null }} />;
  const { mailboxes, messages } = result;
  return (
    <Alert
      type="success"
      showIcon
      title={t('wizard.testOkTitle')}
      description={
        <>
          <p>
            {mailboxes !== null && messages !== null
              ? t('wizard.testOkText', { mailboxes, messages })
              : t('wizard.testOkPlain')}{' '}
            {t(result.idle ? 'wizard.idleYes' : 'wizard.idleNo')}
          </p>
          <p>{t('wizard.readOnlyPromise')}</p>
        </>
      }
    />
  );
}
