/** The options as the person typed them, still text. Reading one is typed; judging one is the parsers' work. */
export type GivenOptions = ReadonlyMap<string, readonly string[]>;

export const SWITCHED_ON = 'true';

/** The last value given, or null. */
export function oneOf(options: GivenOptions, name: string): string | null {
  return options.get(name)?.at(-1) ?? null;
}

/** Every value given, in order. */
export function allOf(options: GivenOptions, name: string): readonly string[] {
  return options.get(name) ?? [];
}

export function isOn(options: GivenOptions, name: string): boolean {
  return oneOf(options, name) === SWITCHED_ON;
}
