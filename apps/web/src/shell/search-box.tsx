import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { useT } from '../i18n/language.tsx';
import { readChoice, searchPath } from '../pages/search/search-state.ts';
import s from './search-box.module.css';

interface SearchBoxProps {
  autoFocus?: boolean;
  /** It answers to `/`, and to Ctrl or ⌘ and K. */
  keys?: boolean;
  /** It has led to another page. */
  onDone?: () => void;
}

/** Where anything is searched for, from any page. */
export function SearchBox({ autoFocus = false, keys = false, onDone }: SearchBoxProps) {
  const t = useT();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const onPage = /^\/search(\/|$)/.test(useLocation().pathname);
  const asked = onPage ? readChoice(params) : null;
  const [typed, setTyped] = useState(asked?.q ?? '');
  const [shown, setShown] = useState(asked?.q ?? '');
  // The address changes by a facet, a saved search, the browser's own buttons: the box follows.
  if (shown !== (asked?.q ?? '')) {
    setShown(asked?.q ?? '');
    setTyped(asked?.q ?? '');
  }
  const input = useRef<InputRef>(null);
  useFocusKeys(keys, () => input.current?.focus({ cursor: 'all' }));

  const search = (q: string) => {
    if (q.trim() === '') return;
    void navigate(searchPath({ ...asked, q: q.trim() }));
    input.current?.blur();
    onDone?.();
  };
  return (
    <form
      role="search"
      className={s.form}
      onSubmit={(event) => {
        event.preventDefault();
        search(typed);
      }}
    >
      <Input
        ref={input}
        autoFocus={autoFocus}
        allowClear
        type="search"
        enterKeyHint="search"
        prefix={<SearchOutlined aria-hidden />}
        suffix={keys && typed === '' ? <kbd className={s.key}>/</kbd> : <span />}
        placeholder={t('search.placeholder')}
        aria-label={t('search.title')}
        autoComplete="off"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
    </form>
  );
}

const WRITING = 'input, textarea, select, [contenteditable], [role="dialog"]';

function useFocusKeys(on: boolean, focus: () => void): void {
  const onFocus = useEffectEvent(focus);
  useEffect(() => {
    if (!on) return;
    const onKey = (event: KeyboardEvent) => {
      // In a letter Ctrl K makes a link.
      if (event.defaultPrevented || event.altKey || event.isComposing) return;
      const command = event.ctrlKey || event.metaKey;
      const slash = event.key === '/' && !command && !(event.target as Element | null)?.closest?.(WRITING);
      if (!slash && !(command && event.key.toLowerCase() === 'k')) return;
      event.preventDefault();
      onFocus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [on]);
}
