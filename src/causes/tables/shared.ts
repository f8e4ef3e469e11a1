/** What the causes of our own tables share. */
import type { Region } from '../../regions/model.ts';
import { regionOf, type View } from '../../reading/view.ts';
import type { Found } from '../cause.ts';

/** Asks once for each requested Region that the tables have. */
export function eachTable<F>(view: View, find: (region: Region) => Found<F> | null): readonly Found<F>[] {
  return view.record.request.regions.flatMap((code) => {
    const region = regionOf(view, code);
    return region === null ? [] : (find(region) ?? []);
  });
}
