/** The forms of rules in a language. Apart from the forms, which every help loads. */
import type { Language } from '../core/language.ts';
import type { Vocabulary } from '../words/en/index.ts';
import { RULE_FORMATS } from './formats/index.ts';

const FOR_PEOPLE: ReadonlySet<string> = new Set(['text', 'markdown']);

/** Of the notes of a form: people read theirs, firewalls and programs read one language. */
export function languageOfForm(format: string, language: Language): Language {
  return FOR_PEOPLE.has(format) ? language : 'en';
}

/** What people call each form. */
export function formatNames({ rules }: Vocabulary): { readonly id: string; readonly name: string }[] {
  return RULE_FORMATS.map((format) => ({ id: format.id, name: rules.format(format) }));
}
