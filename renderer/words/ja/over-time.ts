/** The page "Over time" in Japanese, fetched with its screen. */
import { timeline } from '../../../src/words/ja/timeline.ts';
import type { OverTimeWords } from '../en/over-time.ts';

function span(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 90) return `${seconds} 秒間`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} 分間`;
  return `${Math.floor(minutes / 60).toLocaleString('ja')} 時間${minutes % 60 === 0 ? '' : ` ${minutes % 60} 分`}`;
}

export const overTimeWords: OverTimeWords = {
  ...timeline,
  dateLocale: 'ja-JP',
  span,
  today: '今日',
  on: (day) => day,
  inPeriod: (period) => period,
  periods: { day: '日', week: '週', month: '月', year: '13 か月' },
  period: '期間',
  weekOf: (from, to) => `${from}から${to}`,
  allKept: '過去 13 か月',
  earlier: '前へ',
  later: '次へ',
  timesIn: (zone) => `時刻は ${zone}`,
  showZone: (zone) => `${zone} で表示`,
  alsoMeasured: (region) => `${region}を表示`,

  notReady: ({ protocol, when, at, span: length }) =>
    `${when}に一度だけ${protocol === null ? '' : ` ${protocol} が`}使えない時間がありました（${at}、${length}）`,
  notReadyOften: ({ protocol, when, times, span: length, at }) =>
    `${when}に ${times} 回${protocol === null ? '' : `、${protocol} が`}使えない時間がありました（合計 ${length}、最初は ${at}）`,
  couldNot: (when, length) => `${when}は判定できない時間が ${length}ありました`,
  limits: ({ when, at, span: length }) => `${when}に一度だけ制限つきの時間がありました（${at}、${length}）`,
  limitsOften: ({ when, times, span: length }) =>
    `${when}に ${times} 回、制限つきの時間がありました（合計 ${length}）`,
  ready: (when) => `${when}は、測定した時間はすべて準備完了でした`,
  notWatched: (when) => `${when}は測定していません`,
  otherwise: 'ほかの測定した時間は準備完了でした。',
  alsoLimits: (times) => `制限つき：${times}。`,
  alsoCouldNot: (length) => `判定できない時間：${length}。`,
  gaps: (length) => `途中で測定していない時間：${length}。`,
  fromTo: (from, to) => `${from}～${to}`,
  none: 'この期間の記録はありません。',
  howTo: 'preflight watch は 1 分ごとに測定し、結果をこのパソコンに残します。',
  lastWatched: (day) => `最後に測定した日：${day}`,
  asking: 'その時刻の前後にこのパソコンが残した記録を読んでいます。',

  long: (bad, watched) => `測定した ${watched}のうち、使えない時間は ${bad}でした`,
  longReady: (watched) => `測定した ${watched}に、使えない時間はありませんでした`,
  longest: ({ day, at, span: length }) => `最も長いもの：${day} ${at}、${length}。`,
  unwatched: (length) => `測定していない時間：${length}。`,
  afterHour: (hour) => `${hour} 台`,

  limitBest: (ms, protocol) => `${ms} ${protocol} 最良`,
  limitEnds: (ms, protocol) => `${ms} ${protocol} 切断`,
  zero: '0 ms',
  verdict: '判定',
  lost: '損失',
  lostOf: (lost, sent) => `${sent} 回中 ${lost} 回`,
  rail: { network: 'ネットワーク', vpn: 'VPN', changes: '変化', checks: 'レポート' },
  networkName: (letter) => `ネットワーク ${letter}`,
  gap: { asleep: 'スリープ', metered: '一時停止（従量制）', 'not-watched': '測定なし' },
  change: {
    woke: '復帰',
    address: 'アドレス',
    clock: '時計変更',
    metered: '一時停止',
    network: '別のネットワーク',
    'vpn-on': 'VPN 接続',
    'vpn-off': 'VPN 切断',
    cause: '原因',
  },
  causeGone: '原因の解消',
  changes: (n) => `変化 ${n} 件`,
  cursor: '時刻',
  cursorText: ({ at, states, changes }) => [at, states, changes].filter(Boolean).join('、'),
  keys: '左右キー：次の変化へ（Shift で 1 分ずつ）。Enter でその時刻を開き、Page キーで期間を移動します。',
  keysRows: 'Enter で行を開き、Page キーで期間を移動します。',
  legendHeight: '高さ',
  legendHeightText:
    '（上の帯）：細いと準備完了、半分は制限つき、全体は使えません、点線は測定していない時間、破線の枠は判定できません。',
  legendSmoke: '濃淡',
  legendSmokeText: '：濃い部分に標本の半分、薄い部分に 9 割、線は中央値。平方根目盛り。',
  legendChecks:
    '判定は完全なチェックによります。その間の短い測定は往復時間、ストリーミングのポート、名前 1 つだけを見て、判定を悪くすることしかありません。',
  legendRows: {
    week: '行は日、列は時刻。濃淡は日のページと同じです。',
    month: '行は日、列は時刻。1 時間の中での順序は分かりません。',
    year: '行は月、列は日。1 時間の中での順序は分かりません。',
  },
  legendStates:
    '細いと準備完了、半分は制限つき、全体は使えません、点線は測定していない時間、破線の枠は判定できません。',
  sentence: ({ day, from, to, zone, median, lost, gaps }) =>
    `${day} ${from} から ${to}（${zone}）の判定と往復時間。中央値 ${median}。損失 ${lost}。${gaps === '' ? '' : `測定していない時間：${gaps}。`}`,
  rowsSentence: (rows, period) => `${period}、${rows} 行。数値はすべて下の表にあります。`,

  table: '表で見る',
  from: '開始',
  to: '終了',
  median: '中央値',
  came: '変化',
  fullCheck: '完全なチェック',
  report: 'レポート',
  open: '開く',
  rowDay: '日',
  rowMonth: '月',
  watched: '測定した時間',
  longestNotReady: '最長の使えない時間',
  never: 'なし',

  before: (at) => `${at} の直前の変化`,
  beforeLead: 'このパソコン自身の記録から読みました。何も送信していません。',
  so: 'わかること',
  choose: '図で時刻を選ぶと、その直前の変化をここに示します。',
  noEvents: '前後 10 分間に記録された出来事はありません。',
  source: {
    link: 'ケーブル、Wi-Fi',
    network: 'ネットワーク',
    sleep: 'スリープ',
    samples: '測定',
    'client-log': 'クライアント',
  },
  openCheck: (at) => `${at} の結果を開く`,
  compare: (a, b) => `${a} と ${b} の結果を比べる`,
};
