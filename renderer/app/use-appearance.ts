import { useEffect, useState } from 'react';
import type { Settings } from '../../src/contract/index.ts';
import { en, type Words } from '../words/en.ts';

/** Puts theme and language on the document; null until the words of the language are there. */
export function useAppearance(settings: Settings, loaded: boolean): Words | null {
  const language = settings.language === 'system' ? systemLanguage() : settings.language;
  const [ja, setJa] = useState<Words | null>(null);
  useEffect(() => {
    const root = document.documentElement;
    if (settings.theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = settings.theme;
    root.lang = language;
  }, [settings.theme, language]);
  useEffect(() => {
    if (language === 'ja') void import('../words/ja.ts').then((module) => setJa(module.ja));
  }, [language]);
  if (!loaded) return null;
  return language === 'ja' ? ja : en;
}

function systemLanguage(): 'en' | 'ja' {
  return navigator.language.toLowerCase().startsWith('ja') ? 'ja' : 'en';
}
