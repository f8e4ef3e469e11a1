/** Hands the words of the chosen language to every component. */
import { createContext, useContext } from 'react';
import { en, type Words } from './en.ts';

const WordsContext = createContext<Words>(en);
export const WordsProvider = WordsContext.Provider;

export function useWords(): Words {
  return useContext(WordsContext);
}
