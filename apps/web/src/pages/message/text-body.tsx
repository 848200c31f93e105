import { useEffect, useMemo, useRef } from 'react';
import { useT } from '../../i18n/language.tsx';
import { Marked } from '../search/marked.tsx';
import s from './message.module.css';
import { rangesWithin, splitText, startsOf } from './split-text.ts';

interface TextBodyProps {
  text: string;
  /** Where a search's words stand. */
  found: readonly (readonly [number, number])[];
  truncated: boolean;
  lang: string | undefined;
}

/** The plain text, as text nodes only; what is quoted stands back. */
export function TextBody({ text, found, truncated, lang }: TextBodyProps) {
  const t = useT();
  const blocks = useMemo(() => splitText(text), [text]);
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // In newer browsers it returns a promise, which is no clean-up.
    body.current?.querySelector('mark')?.scrollIntoView({ block: 'nearest' });
  }, [found]);
  const starts = useMemo(() => startsOf(blocks), [blocks]);
  if (text.trim() === '') return <p className={s.noText}>{t('message.noText')}</p>;
  return (
    <div ref={body} className={s.text} lang={lang}>
      {blocks.map(({ quoted, parts }, index) => (
        <div key={index} className={quoted ? s.quoted : ''} dir="auto">
          {parts.map((part, place) => {
            const shown = typeof part === 'string' ? part : part.url;
            const ranges = rangesWithin(found, starts[index]?.[place] ?? 0, shown.length);
            const marked = ranges.length === 0 ? shown : <Marked key={place} text={shown} ranges={ranges} />;
            return typeof part === 'string' ? (
              marked
            ) : (
              <a key={place} href={part.url} target="_blank" rel="noopener noreferrer nofollow">
                {marked}
              </a>
            );
          })}
        </div>
      ))}
      {truncated && <p className={s.noText}>{t('message.textTruncated')}</p>}
    </div>
  );
}
