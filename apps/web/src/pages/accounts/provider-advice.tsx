import type { MailProvider } from '@tradepost/contract';
import { Alert } from 'antd';
import { useLanguage } from '../../i18n/language.tsx';
import type { MessageKey } from '../../i18n/translate.ts';
import s from './accounts.module.css';

/** Where each provider hides its app passwords. */
const TIPS: [RegExp, MessageKey & `wizard.${string}`][] = [
  [/exmail/, 'wizard.exmailTip'],
  [/qq|foxmail/, 'wizard.qqTip'],
  [/netease|163|126|yeah/, 'wizard.neteaseTip'],
  [/gmail|google/, 'wizard.gmailTip'],
  [/outlook|office|microsoft/, 'wizard.outlookTip'],
  [/aliyun|alibaba/, 'wizard.aliyunTip'],
  [/zoho/, 'wizard.zohoTip'],
  [/yandex/, 'wizard.yandexTip'],
];

export function useProviderName(): (provider: MailProvider) => string {
  const { locale } = useLanguage();
  return (provider) => (locale === 'zh-CN' ? provider.nameZh : provider.name);
}

/** Which password a provider wants, and where to get it. */
export function ProviderAdvice({ provider }: { provider: MailProvider | null }) {
  const { t } = useLanguage();
  const nameOf = useProviderName();
  if (!provider || provider.appPassword === 'no') return null;
  const name = nameOf(provider);
  const tip = TIPS.find(([id]) => id.test(provider.id))?.[1];
  const required = provider.appPassword === 'required';
  return (
    <Alert
      className={s.advice ?? ''}
      type={required ? 'warning' : 'info'}
      title={required ? t('wizard.appPasswordRequired', { provider: name }) : t('wizard.appPasswordOptional')}
      description={
        (tip || provider.helpUrl) && (
          <>
            {tip && <p>{(t as (key: MessageKey) => string)(tip)}</p>}
            {provider.helpUrl && (
              <p>
                <a href={provider.helpUrl} target="_blank" rel="noopener noreferrer">
                  {t('wizard.howTo', { provider: name })}
                </a>
              </p>
            )}
          </>
        )
      }
    />
  );
}
