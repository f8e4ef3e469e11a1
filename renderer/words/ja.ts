/** Every word of the page in Japanese. */
import { en, type Words } from './en.ts';

export const ja: Words = { ...en, locale: 'ja', languageName: '日本語' };
