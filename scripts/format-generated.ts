// What a generator writes has the form that prettier would give it, so that it can stand in the repository.
import { format, resolveConfig } from 'prettier';

export async function formatted(text: string, fileName: string): Promise<string> {
  const config = await resolveConfig(new URL('../.prettierrc.json', import.meta.url).pathname);
  return format(text, { ...config, filepath: fileName });
}
