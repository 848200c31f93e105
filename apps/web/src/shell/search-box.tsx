import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { useT } from '../i18n/language.tsx';
import { readChoice, searchPath } from '../pages/search/search-state.ts';
import { useSession } from '../session/session.tsx';
import { forgetSearches, noteSearch } from './recent-searches.ts';
import s from './search-box.module.css';
import { SuggestionList } from './suggestion-list.tsx';
import { useFocusKeys } from './use-focus-keys.ts';
import { type Suggestion, useSuggestions } from './use-suggestions.ts';

interface SearchBoxProps {
  autoFocus?: boolean;
  /** It answers to `/`, and to Ctrl or ⌘ and K. */
  keys?: boolean;
  /** It has led to another page. */
  onDone?: () => void;
}

/** Where anything is searched for, from any page; while one types it says what may be meant. */
export function SearchBox({ autoFocus = false, keys = false, onDone }: SearchBoxProps) {
  const t = useT();
  const navigate = useNavigate();
  const id = useId();
  const { user } = useSession();
  const [params] = useSearchParams();
  const onPage = /^\/search(\/|$)/.test(useLocation().pathname);
  const asked = onPage ? readChoice(params) : null;
  const [typed, setTyped] = useState(asked?.q ?? '');
  const [shown, setShown] = useState(asked?.q ?? '');
  const [edited, setEdited] = useState(false);
  const [focused, setFocused] = useState(false);
  const [closed, setClosed] = useState(false);
  const [at, setAt] = useState(-1);
  // The address changes by a facet, a saved search, the browser's own buttons: the box follows, unless one is typing in it.
  if (shown !== (asked?.q ?? '')) {
    setShown(asked?.q ?? '');
    if (!edited) setTyped(asked?.q ?? '');
  }
  const input = useRef<InputRef>(null);
  useFocusKeys(keys, () => input.current?.focus({ cursor: 'all' }));
  const items = useSuggestions(typed, focused && !closed);
  const chosen = items[at];

  const leave = (to: string) => {
    void navigate(to);
    input.current?.blur();
    onDone?.();
  };
  const search = (q: string) => {
    if (q.trim() === '') return;
    noteSearch(user.id, q.trim());
    setTyped(q.trim());
    setEdited(false);
    leave(searchPath({ ...asked, q: q.trim() }));
  };
  const take = (item: Suggestion) => {
    setAt(-1);
    if (item.to !== undefined) leave(item.to);
    else if (item.group === 'recent') search(item.query ?? '');
    else setTyped(item.query ?? '');
  };
  const change = (next: string) => {
    setTyped(next);
    setEdited(true);
    setClosed(false);
    setAt(-1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // 229: Safari ends a composition before it tells of its Enter.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && items.length > 0) {
      event.preventDefault();
      setAt((old) => Math.max(-1, Math.min(items.length - 1, old + (event.key === 'ArrowDown' ? 1 : -1))));
    } else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) {
      event.preventDefault();
      take(chosen);
    } else if (event.key === 'Escape') {
      if (items.length > 0) setClosed(true);
      else input.current?.blur();
    }
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
        role="combobox"
        aria-expanded={items.length > 0}
        aria-controls={id}
        aria-activedescendant={chosen && `${id}-${at}`}
        value={typed}
        onFocus={() => setFocused(true)}
        onBlur={() => {
          setFocused(false);
          setEdited(false);
          setClosed(false);
          setAt(-1);
        }}
        onKeyDown={onKeyDown}
        onChange={({ target }) => change(target.value)}
      />
      {items.length > 0 && (
        <SuggestionList
          id={id}
          items={items}
          at={at}
          onTake={take}
          onForget={() => {
            forgetSearches(user.id);
            setClosed(true);
          }}
        />
      )}
    </form>
  );
}
