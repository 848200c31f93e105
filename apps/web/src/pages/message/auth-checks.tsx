import { useT } from '../../i18n/language.tsx';
import { parseAuthResults } from './auth-results.ts';
import s from './message.module.css';

/** What the receiving server found about the sender, method by method. */
export function AuthChecks({ authResults }: { authResults: string }) {
  const t = useT();
  const checks = parseAuthResults(authResults);
  if (checks.length === 0) return authResults;
  return (
    <span className={s.checks} title={authResults}>
      {checks.map(({ method, result }) => (
        <span key={method} className={result === 'pass' ? s.pass : result === 'fail' ? s.fail : s.other}>
          {result === 'pass'
            ? t('message.authPass', { method })
            : result === 'fail'
              ? t('message.authFail', { method })
              : t('message.authOther', { method, result })}
        </span>
      ))}
    </span>
  );
}
