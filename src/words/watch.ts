/** What a watch says in a terminal. One record a language, checked for gaps by the compiler. */
import { writtenOf, type Language, type Written } from '../core/language.ts';

export interface WatchWords {
  /** How it stands, and since when. */
  readonly now: (verdict: string, span: string) => string;
  readonly waiting: string;
  readonly ends: string;
  readonly span: (minutes: number) => string;
  readonly notWatched: string;
  readonly median: string;
  readonly lost: string;
  readonly nowMark: string;
  readonly last: (figures: {
    readonly ms: string;
    readonly lost: number;
    readonly sent: number;
    readonly ago: string;
  }) => string;
  readonly nextFull: (time: string) => string;
  readonly packets: (count: number) => string;
  readonly paused: Readonly<Record<'battery' | 'metered', string>>;
  readonly network: Readonly<Record<'address' | 'resume' | 'clock-step', string>>;
  readonly change: Readonly<Record<'active' | 'gone', (title: string) => string>>;
  readonly crashed: (what: string) => string;
  readonly notKept: (what: string) => string;
  readonly otherRun: string;
}

const en: WatchWords = {
  now: (verdict, span) => `${verdict} now, for ${span}.`,
  waiting: 'The first check goes on.',
  ends: 'Ctrl+C ends',
  span: (minutes) => (minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`),
  notWatched: 'not watched',
  median: 'ms',
  lost: 'lost',
  nowMark: 'now',
  last: ({ ms, lost, sent, ago }) => `last: ${ms}, ${lost} of ${sent} lost, ${ago} ago`,
  nextFull: (time) => `next run ${time}`,
  packets: (count) => `${count} packets in the last minute`,
  paused: {
    battery: 'on battery: a full check only after a change of the network',
    metered: 'paused: this line is paid by volume',
  },
  network: {
    address: 'The addresses of this computer changed.',
    resume: 'This computer woke.',
    'clock-step': 'The clock was set.',
  },
  change: { active: (title) => title, gone: (title) => `Over: ${title}` },
  crashed: (what) => `A run failed by a fault of ours: ${what}`,
  notKept: (what) => `The history could not be written: ${what}`,
  otherRun: 'Another check runs on this computer; waiting for its end.',
};

const ja: WatchWords = {
  now: (verdict, span) => `現在：${verdict}（${span}継続中）`,
  waiting: '最初のチェックを実行しています。',
  ends: 'Ctrl+C で終了',
  span: (minutes) => (minutes < 60 ? `${minutes} 分` : `${Math.floor(minutes / 60)} 時間 ${minutes % 60} 分`),
  notWatched: '測定なし',
  median: 'ms',
  lost: '損失',
  nowMark: '現在',
  last: ({ ms, lost, sent, ago }) => `最新：${ms}、${sent} 回中 ${lost} 回損失、${ago}前`,
  nextFull: (time) => `次の測定 ${time}`,
  packets: (count) => `直近 1 分間に ${count} パケット`,
  paused: {
    battery: 'バッテリー駆動中：完全なチェックはネットワークが変わったときだけ行います',
    metered: '一時停止中：従量制の回線です',
  },
  network: {
    address: 'このコンピューターのアドレスが変わりました。',
    resume: 'このコンピューターがスリープから復帰しました。',
    'clock-step': '時計が変更されました。',
  },
  change: { active: (title) => title, gone: (title) => `解消：${title}` },
  crashed: (what) => `Preflight 自身の不具合で測定に失敗しました：${what}`,
  notKept: (what) => `履歴を書き込めませんでした：${what}`,
  otherRun: 'このコンピューターで別のチェックが実行中です。終わるまで待ちます。',
};

const WORDS: Readonly<Record<Written, WatchWords>> = { en, ja };

export function watchWords(language: Language): WatchWords {
  return WORDS[writtenOf(language)];
}
