import { useEffect, useState } from 'react';

/** The value once it has not changed for a moment (milliseconds): for searching while somebody types. */
export function useSettled<T>(value: T, moment = 200): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), moment);
    return () => clearTimeout(timer);
  }, [value, moment]);
  return settled;
}
