import { Alert, Button } from 'antd';
import { ApiError, type ApiErrorCode } from '../api/api-error.ts';
import type { CustomerFault } from '@tradepost/contract';
import { useT } from '../i18n/language.tsx';
import { useCustomerFault } from './use-customer-fault.ts';

/** Codes whose reason only the server knows: its sentence is shown too. */
const SERVER_EXPLAINS = new Set<ApiErrorCode>([
  'invalid-request',
  'unprocessable',
  'conflict',
  'address-taken',
]);

/** The words for an error: what happened, and what to do. */
export function useErrorWords(): (error: unknown) => { title: string; text: string } {
  const t = useT();
  const wordsOf = useCustomerFault();
  return (error) => {
    const code = error instanceof ApiError ? error.code : 'internal';
    const title = t(`errorTitle.${code}`);
    const fault = faultOf(error);
    // The very reason, in the reader's language, needs no general advice.
    if (fault) return { title, text: wordsOf(fault) };
    const said = error instanceof ApiError && SERVER_EXPLAINS.has(code) ? ` ${error.message}` : '';
    return { title, text: t(`errorAdvice.${code}`) + said };
  };
}

function faultOf(error: unknown): CustomerFault | null {
  if (!(error instanceof ApiError)) return null;
  return (error.details as { fault?: CustomerFault } | undefined)?.fault ?? null;
}

interface ErrorNoticeProps {
  error: unknown;
  onRetry?: () => void;
}

export function ErrorNotice({ error, onRetry }: ErrorNoticeProps) {
  const t = useT();
  const { title, text } = useErrorWords()(error);
  return (
    <Alert
      type="error"
      showIcon
      title={title}
      description={text}
      action={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            {t('common.retry')}
          </Button>
        )
      }
    />
  );
}
