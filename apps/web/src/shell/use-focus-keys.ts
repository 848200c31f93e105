import { useEffect, useEffectEvent } from 'react';

const WRITING = 'input, textarea, select, [contenteditable], [role="dialog"]';

/** `/` where nobody writes, and Ctrl or ⌘ and K. */
export function useFocusKeys(on: boolean, focus: () => void): void {
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
