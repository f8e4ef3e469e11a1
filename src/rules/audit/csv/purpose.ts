/** What a row of a table does, in the words of people and firewalls. Pure. */
import { bare, type Column } from './columns.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split('|'));
const ACCEPTS = words(
  'accept|accepts|accepted|allow|allowed|allows|pass|passed|permit|permitted|permits|yes|true|1|enable|let out|open|opened|ok|approved|granted|zulassen|zulassig|erlauben|erlaubt|zugelassen|freigeben|freigegeben|frei|offen|genehmigt|ja|autoriser|autorise|autorisee|accepter|accepte|acceptee|permettre|permis|oui|permitir|permitido|permitida|permite|aceptar|aceptado|autorizado|si|許可|許可する|可|可能|通す|通過|はい|○|◯|〇|✓|✔|x',
);
const DROPS = words(
  'block|blocked|blocks|blocking|deny|denied|denies|discard|discarded|drop|dropped|drops|no|false|0|refuse|refused|reject|rejected|rejects|reset|close|closed|forbidden|prohibited|blockieren|blockiert|ablehnen|abgelehnt|verweigern|verweigert|verwerfen|verworfen|sperren|sperre|gesperrt|verbieten|verboten|untersagt|nein|bloquer|bloque|bloquee|refuser|refusee|rejeter|rejete|rejetee|interdire|interdit|interdite|non|bloquear|bloqueado|bloqueada|denegar|denegado|denegada|rechazar|rechazado|descartar|prohibido|prohibir|拒否|拒否する|ブロック|ブロックする|遮断|遮断する|破棄|廃棄|禁止|不可|不許可|いいえ|×|✗|✘|❌',
);
/** Words beside one that lets out or refuses that change nothing of it. */
const BESIDE = words(
  'log|logs|logged|logging|and|with|und|et|y|avec|mit|all|traffic|packet|packets|rule|silent|silently|reset|both|client|server|tcp|rst|icmp|unreachable|send|alert|all|&|+|,|-|–|—|mitloggen|protokollieren|journaliser',
);
const NOT = words("not|nicht|kein|keine|never|don't|don’t|dont|pas|ne|nunca|jamais");
const INBOUND = words(
  'in|inbound|incoming|ingress|input|eingehend|eingehende|ein|herein|entrant|entrante|entrants|entrada|entree|受信|受信方向|インバウンド|内向き|入力|上り|in→',
);
const OUTBOUND = words(
  'out|outbound|outgoing|egress|output|ausgehend|ausgehende|aus|hinaus|sortant|sortante|sortants|saliente|salida|sortie|送信|アウトバウンド|外向き|出力|both|any|all|beides|beide|bidirectional|in out|inbound outbound|forward|双方向|両方向|les deux|ambos|ambas',
);
const OFF = words(
  'no|false|0|off|disabled|disable|inactive|nein|non|inactif|inactive|inaktiv|falsch|faux|falso|deaktiviert|ausgeschaltet|abgeschaltet|aus|desactive|desactivee|desactivado|desactivada|deshabilitado|deshabilitada|inactivo|inactiva|無効|いいえ|オフ|停止|未適用|×',
);
const ON = words(
  'yes|true|1|on|enabled|enable|active|activated|ja|oui|si|wahr|vrai|verdadero|aktiv|aktiviert|ein|eingeschaltet|actif|activee|active|activo|activa|activado|activada|habilitado|habilitada|implemented|deployed|installed|live|in production|done|completed|umgesetzt|eingerichtet|erledigt|produktiv|en service|en place|implementado|implementada|implantado|設定済|設定済み|実施済|適用済|運用中|有効|はい|オン|適用|適用中|○|◯|〇|x|✓|✔',
);

export type RowPurpose =
  'accept' | 'drop' | 'inbound' | 'disabled' | 'unknown action' | 'unknown direction' | 'unknown state';

/** Whether a cell has a word of an action that refuses. */
export function looksLikeDeny(cell: string): boolean {
  const word = bare(cell);
  return /^(no|false|0|non|nein|reset)$/.test(word) ? false : actionOf(word) === 'drop';
}

export const isYes = (cell: string): boolean => ON.has(bare(cell));

/** What a row does. Without a column for the action every row lets out. */
export function rowPurpose(has: (column: Column) => boolean, cell: (column: Column) => string): RowPurpose {
  const word = (column: Column): string => bare(cell(column));
  const [enabled, disabled] = [word('enabled'), word('disabled')];
  if (OFF.has(enabled) || ON.has(disabled)) return 'disabled';
  const direction = directionOf(word('direction'));
  if (direction === 'in') return 'inbound';
  if (direction === null) return 'unknown direction';
  if (!isKnownState(enabled, disabled)) return 'unknown state';
  return has('action') ? actionOf(word('action')) : 'accept';
}

const BETWEEN = /^(.+?)\s*(?:->|=>|→|⇒|>|~|\bto\b|\bnach\b|\bvers\b|から|\bhacia\b)\s*(.+)$/;
const INSIDE =
  /^(lan|inside|internal|intern|intranet|interne|interno|trust|clients?|office|buro|bureau|oficina|社内|内部|イントラ)/;
const OUTSIDE =
  /^(wan|outside|external|extern|externe|externo|internet|untrust|web|社外|外部|インターネット)/;

/** `eingehend (WAN -> LAN)`, `LAN to WAN`: what is known decides, unless another word contradicts it. */
function directionOf(written: string): 'in' | 'out' | null {
  if (written === '' || OUTBOUND.has(written)) return 'out';
  if (INBOUND.has(written)) return 'in';
  return directionOfZones(written) ?? directionOfWords(written);
}

function directionOfZones(written: string): 'in' | 'out' | null {
  const [, from = '', to = ''] = BETWEEN.exec(written) ?? [];
  if (INSIDE.test(from) && OUTSIDE.test(to)) return 'out';
  return OUTSIDE.test(from) && INSIDE.test(to) ? 'in' : null;
}

function directionOfWords(written: string): 'in' | 'out' | null {
  const [first = '', ...more] = written.split(/[\s（(,]+/);
  const isMixed = INBOUND.has(first) ? more.some((word) => OUTBOUND.has(word)) : more.some((word) => INBOUND.has(word)); // prettier-ignore
  if (isMixed) return null;
  return INBOUND.has(first) ? 'in' : OUTBOUND.has(first) ? 'out' : null;
}

/** An empty cell is how some write "no" and some "yes" of what is switched off: both are on. */
function isKnownState(enabled: string, disabled: string): boolean {
  return (enabled === '' || ON.has(enabled)) && (disabled === '' || OFF.has(disabled));
}

/** One word that lets out or refuses, beside others that change nothing of it: `drop (log)`, `not allowed`; `allow (disabled)` is neither. */
function actionOf(action: string): RowPurpose {
  if (ACCEPTS.has(action)) return 'accept';
  if (DROPS.has(action)) return 'drop';
  const all = action.split(/[\s,;|]+/).filter((word) => word !== '');
  const isNot = all.some((word) => NOT.has(word));
  const left = all.filter((word) => !BESIDE.has(word) && !NOT.has(word) && word !== 'do');
  // `reset both client and server` refuses.
  if (left.length === 0) return all.includes('reset') && !isNot ? 'drop' : 'unknown action';
  const drops = left.every((word) => DROPS.has(word));
  const accepts = left.every((word) => ACCEPTS.has(word));
  if (isNot) return accepts ? 'drop' : 'unknown action';
  return drops ? 'drop' : accepts ? 'accept' : 'unknown action';
}
