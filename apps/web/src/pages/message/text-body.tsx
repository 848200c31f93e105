import { useMemo } from 'react';
import { useT } from '../../i18n/language.tsx';
import s from './message.module.css';
import { splitText } from './split-text.ts';

interface TextBodyProps {
  text: string;
  truncated: boolean;
  lang: string | undefined;
}

/** The plain text, as text nodes only; what is quoted stands back. */
export function TextBody({ text, truncated, lang }: TextBodyProps) {
  const t = useT();
  const blocks = useMemo(() => splitText(text), [text]);
  if (text.trim() === '') return <p className={s.noText}>{t('message.noText')}</p>;
  return (
    <div className={s.text} lang={lang}>
      {blocks.map(({ quoted, parts }, index) => (
        <div key={index} className={quoted ? s.quoted : ''} dir="auto">
          {parts.map((part, at) =>
            typeof part === 'string' ? (
              part
            ) : (
              <a key={at} href={part.url} target="_blank" rel="noopener noreferrer nofollow">
                {part.url}
              </a>
            ),
          )}
        </div>
      ))}
      {truncated && <p className={s.noText}>{t('message.textTruncated')}</p>}
    </div>
  );
}
