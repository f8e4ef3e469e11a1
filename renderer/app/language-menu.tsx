import { Button } from 'react-aria-components/Button';
import { useSettings } from '../features/settings/settings-context.tsx';
import { useWords } from '../words/words-context.tsx';

/** Two languages need no menu: the button shows the language of now, and changes to the other. */
export function LanguageMenu() {
  const words = useWords();
  const { change } = useSettings();
  const other = words.locale === 'ja' ? 'en' : 'ja';
  const name = words.settings.languages[other];
  return (
    <Button
      className="nav-link"
      aria-label={`${words.app.language}: ${words.languageName}. ${name}`}
      onPress={() => void change({ language: other }).catch(() => undefined)}
    >
      {words.languageName}
    </Button>
  );
}
