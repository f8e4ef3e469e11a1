/** What a written file lets out, by a strict grammar of each syntax: a line that the grammar does not have is an error. */

/** `tcp 443 18.192.216.0/22`. */
export type Said = ReadonlySet<string>;

export function said(transport: string, port: string | number, destination: string): string {
  return `${transport} ${port} ${destination}`;
}

/** Every service with every destination, as a policy of a firewall multiplies them. */
export function product(services: readonly string[], destinations: readonly string[]): string[] {
  return services.flatMap((service) => destinations.map((destination) => `${service} ${destination}`));
}

/** Lines without comments and blank ones. */
export function linesOf(text: string, comment: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith(comment));
}

/** The first form that fits decides; none: an error that shows the line. */
export function eachLine(
  lines: readonly string[],
  forms: readonly (readonly [RegExp, (groups: string[]) => void])[],
): void {
  for (const line of lines) {
    const form = forms.find(([looks]) => looks.test(line));
    if (form === undefined) throw new Error(`not in the grammar: ${line}`);
    form[1](form[0].exec(line)?.slice(1) ?? []);
  }
}

/** What a name in a table of objects stands for. */
export function known<T>(objects: ReadonlyMap<string, T>, name: string): T {
  const one = objects.get(name);
  if (one === undefined) throw new Error(`no object ${name}`);
  return one;
}

/** `18.156.52.0 255.255.252.0` as a block. */
export function blockOfMask(address: string, mask: string): string {
  const bits = mask
    .split('.')
    .map((octet) => Number(octet).toString(2).padStart(8, '0'))
    .join('');
  if (!/^1*0*$/.test(bits)) throw new Error(`no mask: ${mask}`);
  return `${address}/${bits.replace(/0+$/, '').length}`;
}
