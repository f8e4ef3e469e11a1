/**
 * Keeps what was drawn from a view: many rules ask for the same figures of the same Region. A view never changes, so the answer does
 * not either; it goes with the view.
 */
import type { View } from './view.ts';

/** The same function, computed once for each view and key (no key: once for each view). */
export function perView<T>(compute: (view: View, key: string) => T): (view: View, key?: string) => T {
  const kept = new WeakMap<View, Map<string, T>>();
  return (view, key = '') => {
    const ofView = kept.get(view) ?? new Map<string, T>();
    kept.set(view, ofView);
    const known = ofView.get(key);
    // `undefined` is never computed here: functions of views give null for nothing.
    if (known !== undefined) return known;
    const value = compute(view, key);
    ofView.set(key, value);
    return value;
  };
}
