/** "Everything", as people and firewalls write it in a cell. One list for destinations, services, senders and what else a rule may ask. */
import { remembered } from './remembered.ts';

const WORDS: ReadonlySet<string> = new Set(
  [
    '|*|-|any|all|everything|anyone|everyone|any any|any address|any ip|any service|all services|any port|all ports|all traffic|any protocol|all protocols',
    'alle|alles|beliebig|beliebige|beliebiger|beliebiges|jede|jeder|jedes|egal',
    "tous|toutes|tout|toute|n'importe quel|n'importe quelle|n’importe quel|n’importe quelle|quelconque",
    'todo|toda|todos|todas|cualquiera|cualquier',
    'すべて|全て|全部|全|任意|指定なし|全サービス|全ポート',
  ]
    .join('|')
    .split('|'),
);

/** True for an empty text too: what is not asked for is anything. */
export const isAnyWord = remembered((written) => WORDS.has(written.trim().toLowerCase().normalize('NFKC')));
