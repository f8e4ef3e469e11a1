import { useEffect, useRef, type RefObject } from 'react';

/** Calls back when the element comes into view, each time it does; `active` false: never. */
export function useWhenSeen<E extends Element>(active: boolean, seen: () => void): RefObject<E | null> {
  const ref = useRef<E>(null);
  const latest = useRef(seen);
  useEffect(() => {
    latest.current = seen;
  });
  useEffect(() => {
    const element = ref.current;
    if (!active || element === null || typeof IntersectionObserver !== 'function') return undefined;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) latest.current();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [active]);
  return ref;
}
