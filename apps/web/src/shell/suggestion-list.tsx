import { useT } from '../i18n/language.tsx';
import s from './search-box.module.css';
import type { Suggestion } from './use-suggestions.ts';

interface SuggestionListProps {
  id: string;
  items: readonly Suggestion[];
  /** The one that Enter takes; -1: what was typed. Only keys choose it: a list may open under a pointer at rest. */
  at: number;
  onTake: (item: Suggestion) => void;
  onForget: () => void;
}

export function SuggestionList({ id, items, at, onTake, onForget }: SuggestionListProps) {
  const t = useT();
  return (
    <div className={s.list}>
      <div id={id} role="listbox" aria-label={t('search.suggestions')}>
        {items.map((item, i) => (
          <div key={item.key}>
            {item.group !== items[i - 1]?.group && (
              <div className={s.group} role="presentation">
                {t(`search.suggest.${item.group}`)}
              </div>
            )}
            {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are those of the combobox */}
            <div
              id={`${id}-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === at}
              className={s.option}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onTake(item)}
            >
              <span className={s.text} dir="auto">
                {item.text}
              </span>
              <span className={s.beside}>{item.beside}</span>
            </div>
          </div>
        ))}
      </div>
      {items[0]?.group === 'recent' && (
        <button
          type="button"
          className={`tp-link ${s.forget}`}
          onMouseDown={(event) => event.preventDefault()}
          onClick={onForget}
        >
          {t('search.forget')}
        </button>
      )}
    </div>
  );
}
