import { useState } from 'react';
import { TextField } from '../../ui/text-field.tsx';
import { useBundleWords } from './bundle-words.ts';

/** As `bundle key case` makes them; the engine holds it against the same form. */
const TOKEN = /^[A-Za-z0-9_-]{22}$/;

/** Only where a helpdesk gave one: its bundles can then be told to be of one machine and one network. */
export function CaseToken({ onToken }: { onToken: (token: string | null) => void }) {
  const { bundle } = useBundleWords();
  const [typed, setTyped] = useState('');
  const token = typed.trim();
  const isNone = token === '' || TOKEN.test(token);
  const type = (text: string) => {
    setTyped(text);
    onToken(TOKEN.test(text.trim()) ? text.trim() : null);
  };
  return (
    <TextField
      label={bundle.caseToken}
      help={bundle.caseTokenHelp}
      problem={isNone ? null : bundle.caseTokenWrong}
      most={60}
      value={typed}
      onValue={type}
    />
  );
}
