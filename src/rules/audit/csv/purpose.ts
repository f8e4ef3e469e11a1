/** What a row of a table does, in the words of people and firewalls. Pure. */
import { bare, type Column } from './columns.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split('|'));
const ACCEPTS = words(
  'accept|allow|allowed|allows|pass|permit|permitted|permits|yes|true|1|enable|let out|open|ok|zulassen|erlauben|erlaubt|zugelassen|freigeben|freigegeben|autoriser|autorise|permettre|permitir|permitido|permite|aceptar|許可|許可する',
);
const DROPS = words(
  'block|blocked|blocks|deny|denied|denies|discard|drop|dropped|drops|no|false|0|refuse|refused|reject|rejected|rejects|close|closed|blockieren|blockiert|ablehnen|abgelehnt|verweigern|verweigert|verwerfen|verworfen|sperren|gesperrt|verbieten|bloquer|bloque|refuser|refuse|rejeter|interdire|interdit|bloquear|bloqueado|denegar|denegado|rechazar|descartar|拒否|拒否する|ブロック|ブロックする|遮断|破棄|reset client|reset server|reset both',
);
const INBOUND = words(
  'in|inbound|incoming|ingress|input|eingehend|ein|entrant|entrante|entrada|entree|受信|インバウンド|受信方向|内向き',
);
const OUTBOUND = words(
  'out|outbound|outgoing|egress|output|ausgehend|aus|sortant|saliente|salida|sortie|送信|アウトバウンド|外向き|both|any|all|beides|bidirectional|in out|inbound outbound|forward',
);
const OFF = words(
  'no|false|0|off|disabled|disable|inactive|nein|non|inactif|falsch|faux|falso|deaktiviert|desactive|deshabilitado|無効|いいえ|オフ',
);
const ON = words(
  'yes|true|1|on|enabled|enable|active|ja|oui|si|wahr|vrai|verdadero|aktiv|aktiviert|actif|active|activo|habilitado|有効|はい|オン|x|✓',
);

export type RowPurpose =
  'accept' | 'drop' | 'inbound' | 'disabled' | 'unknown action' | 'unknown direction' | 'unknown state';

/** Whether a cell has a word of an action that refuses. */
export function looksLikeDeny(cell: string): boolean {
  const word = bare(cell);
  return DROPS.has(word) && !/^(no|false|0)$/.test(word);
}

export const isYes = (cell: string): boolean => ON.has(bare(cell));

/** What a row does. Without a column for the action every row lets out. */
export function rowPurpose(has: (column: Column) => boolean, cell: (column: Column) => string): RowPurpose {
  const word = (column: Column): string => bare(cell(column));
  const [enabled, disabled, direction] = [word('enabled'), word('disabled'), word('direction')];
  if (OFF.has(enabled) || ON.has(disabled)) return 'disabled';
  if (INBOUND.has(direction)) return 'inbound';
  if (direction !== '' && !OUTBOUND.has(direction)) return 'unknown direction';
  if (!isKnownState(enabled, disabled)) return 'unknown state';
  return has('action') ? actionOf(word('action')) : 'accept';
}

/** An empty cell is how some write "no" and some "yes" of what is switched off: both are on. */
function isKnownState(enabled: string, disabled: string): boolean {
  return (enabled === '' || ON.has(enabled)) && (disabled === '' || OFF.has(disabled));
}

function actionOf(action: string): RowPurpose {
  if (ACCEPTS.has(action)) return 'accept';
  if (DROPS.has(action) || /^(deny|drop|reject|block|reset)\b/.test(action)) return 'drop';
  return /^(allow|permit|accept)\b/.test(action) ? 'accept' : 'unknown action';
}
