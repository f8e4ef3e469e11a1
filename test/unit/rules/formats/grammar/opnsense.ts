/** Aliases as the import of OPNsense takes them; the ones of one number belong together. */
import { opnsenseAliases } from '../../../../../src/rules/formats/written-schemas.ts';
import { product, type Said } from './said.ts';

export function saidByOpnsense(text: string): Said {
  const { aliases } = opnsenseAliases.parse(JSON.parse(text));
  const all = Object.values(aliases.alias);
  if (new Set(all.map(({ name }) => name)).size !== all.length) throw new Error('a name that comes twice');
  const numbers = [...new Set(all.map(({ name }) => name.split('_')[1]))];
  const found = numbers.flatMap((number) => {
    const of = (what: string): string[] =>
      all.find(({ name }) => name === `workspaces_${number}_${what}`)?.content.split('\n') ?? [];
    const services = (['tcp', 'udp'] as const).flatMap((transport) =>
      of(transport).map((port) => `${transport} ${port}`),
    );
    return product(services, [...of('names'), ...of('networks')]);
  });
  return new Set(found);
}
