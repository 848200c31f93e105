import { type RefObject, useEffect, useEffectEvent } from 'react';

interface ListKeys {
  openId: number | null;
  onOpen: (id: number) => void;
  onClose: () => void;
}

/** Where keys mean text, or belong to a menu or a dialog above the page. */
const ELSEWHERE =
  'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"]';

/**
 * Keys for a list of mails: j and k go down and up, Enter opens (as links do), Esc closes. With a message
 * open beside the list, j and k open the next one.
 */
export function useListKeys(
  list: RefObject<HTMLElement | null>,
  { openId, onOpen, onClose }: ListKeys,
): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target as Element | null;
    if (event.altKey || event.ctrlKey || event.metaKey || target?.closest(ELSEWHERE)) return;
    if (event.key === 'Escape' && openId !== null) {
      focusOn(list.current, openId);
      onClose();
    } else if (event.key === 'j' || event.key === 'k') {
      const next = neighbour(list.current, openId, event.key === 'j' ? 1 : -1);
      if (!next) return;
      event.preventDefault();
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: 'nearest' });
      if (openId !== null) onOpen(Number(next.dataset['message']));
    }
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}

const linksOf = (list: HTMLElement | null) => [
  ...(list?.querySelectorAll<HTMLAnchorElement>('a[data-message]') ?? []),
];

function focusOn(list: HTMLElement | null, id: number): void {
  linksOf(list)
    .find((link) => link.dataset['message'] === String(id))
    ?.focus({ preventScroll: true });
}

/** The mail after (or before) the one in focus, else the one that is open, else the first. */
function neighbour(
  list: HTMLElement | null,
  openId: number | null,
  step: 1 | -1,
): HTMLAnchorElement | undefined {
  const links = linksOf(list);
  let at = links.indexOf(document.activeElement as HTMLAnchorElement);
  if (at < 0) at = links.findIndex((link) => link.dataset['message'] === String(openId));
  return at < 0 ? links[0] : links[at + step];
}
