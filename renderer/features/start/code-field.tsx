import { useMemo } from 'react';
import { Button } from 'react-aria-components/Button';
import { ComboBox } from 'react-aria-components/ComboBox';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import type { RegionChoice } from '../../../src/contract/index.ts';
import { Chevron } from '../../ui/chevron.tsx';
import { useWords } from '../../words/words-context.tsx';
import { CODE_MESSAGE_ID } from './code-message.tsx';
import { looksPrepared } from './options.ts';
import { suggestions } from './registration-code.ts';

interface CodeFieldProps {
  readonly regions: readonly RegionChoice[];
  readonly text: string;
  readonly lastRegion: string | null;
  readonly onText: (text: string) => void;
  /** The button was pressed, and what stands here is no code and no Region. */
  readonly wrong: boolean;
}

/** One field for a registration code or a Region; Regions are suggested by name and code, the last one first. */
export function CodeField({ regions, text, lastRegion, onText, wrong }: CodeFieldProps) {
  const words = useWords();
  const { start } = words;
  const exact = regions.some((region) => words.region(region) === text);
  const items = useMemo(() => {
    const found = suggestions(exact ? '' : text, regions, words.region);
    return [...found].sort((a, b) => Number(b.code === lastRegion) - Number(a.code === lastRegion));
  }, [text, exact, regions, lastRegion, words]);
  return (
    <ComboBox
      className="code-field"
      allowsCustomValue
      isInvalid={wrong}
      aria-describedby={CODE_MESSAGE_ID}
      // Who types before the Regions have come still gets the list when they do.
      allowsEmptyCollection={regions.length === 0}
      menuTrigger="input"
      inputValue={text}
      onInputChange={onText}
      items={items}
      onSelectionChange={(key) => {
        const chosen = regions.find(({ code }) => code === key);
        if (chosen !== undefined) onText(words.region(chosen));
      }}
    >
      <Label className="label">{start.field}</Label>
      <Group className="code-box">
        <Input
          className="code-input"
          placeholder={start.placeholder}
          spellCheck="false"
          autoComplete="off"
          autoCapitalize="off"
          // The field mostly holds the last Region: what is pasted behind it would be no prepared check any more.
          onPaste={(event) => {
            const pasted = event.clipboardData.getData('text');
            if (!looksPrepared(pasted)) return;
            event.preventDefault();
            onText(pasted);
          }}
        />
        <Button className="code-open" aria-label={start.showRegions}>
          <Chevron down />
        </Button>
      </Group>
      <Popover className="popover code-popover" offset={6}>
        <ListBox<RegionChoice>>
          {(region) => (
            <ListBoxItem id={region.code} textValue={words.region(region)} className="option">
              <span>
                {words.region(region)}
                {region.code === lastRegion ? (
                  <span className="quiet option-note">{start.lastUsed}</span>
                ) : null}
              </span>
              <span className="mono soft">{region.code}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
