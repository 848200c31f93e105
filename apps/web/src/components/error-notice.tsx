import { Alert, Button } from 'antd';
import { ApiError, type ApiErrorCode } from '../api/api-error.ts';
import { useT } from '../i18n/language.tsx';

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
  return (error) => {
    const code = error instanceof ApiError ? error.code : 'internal';
    const advice = t(`errorAdvice.${code}`);
    const said = error instanceof ApiError && SERVER_EXPLAINS.has(code) ? ` ${error.message}` : '';
    return { title: t(`errorTitle.${code}`), text: advice + said };
  };
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
