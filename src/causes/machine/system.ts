/** The operating system as people know it: its name and edition, else what it calls itself. */
import type { View } from '../../reading/view.ts';

export function systemOf(view: View): string {
  const { name, platform, release } = view.record.host.os;
  return name ?? `${platform} ${release}`;
}
