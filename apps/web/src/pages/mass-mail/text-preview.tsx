import type { MassMail } from '@tradepost/contract';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import page from '../../styles/page.module.css';
import { HtmlFrame } from '../letter/html-frame.tsx';
import { useFieldNamesIn } from '../letter/use-field-name.ts';
import s from './mass-mail.module.css';

/** The text with its fields, as it was written. */
export function TextPreview({ mail }: { mail: MassMail }) {
  const t = useT();
  const format = useFormat();
  const named = useFieldNamesIn();
  return (
    <section className={page.sheet} aria-label={t('massMails.text')}>
      <div className={s.textHead}>
        <span className={s.textSubject} dir="auto">
          {named(mail.subject)}
        </span>
        <span className={s.soft}>
          {[t(`templateKind.${mail.kind}`), format.language(mail.language)].join(' · ')}
        </span>
      </div>
      <HtmlFrame html={named(mail.html)} title={t('massMails.text')} className={s.textFrame ?? ''} fits />
    </section>
  );
}
