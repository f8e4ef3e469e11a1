import { useLayoutEffect, useRef, useState } from 'react';
import { useNarrow } from './use-narrow.ts';

/** What a chart has on A4, less the margins that browsers print with: nobody measures it there. */
const PAPER_PX = 640;

/** The width of an element in CSS pixels, so that a chart is drawn 1:1 in it; `fallback` until it is measured. */
export function useWidth<Kind extends Element>(fallback: number) {
  const ref = useRef<Kind>(null);
  const [width, setWidth] = useState(fallback);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null || typeof ResizeObserver === 'undefined') return;
    const measure = () => setWidth((now) => Math.round(element.getBoundingClientRect().width) || now);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const paper = useNarrow('paper');
  return { ref, width: paper ? Math.min(width, PAPER_PX) : width };
}
