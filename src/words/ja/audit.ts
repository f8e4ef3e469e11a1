/** A firewall's rules against what is needed: what was read, what is missing and why something is in doubt. */
import { sayIn } from '../../core/say.ts';
import type { audit as English } from '../en/audit.ts';
import { counted } from './rules.ts';

const say = sayIn('ja');

export const audit: typeof English = {
  audit: {
    place: {
      line: (n) => `${n} 行目`,
      lastLine: '最後の行',
      oppositeOfLast: '最後の行の逆',
      table: (name) => `テーブル ${name}`,
      chain: (name) => `チェーン ${name}`,
      handle: (n, chain) => `ハンドル ${n}（${chain}）`,
      noHandle: '不明',
      inbound: 'インバウンドのエントリ',
      aclRule: (n, isOutbound) => `${isOutbound ? 'アウトバウンド' : 'インバウンド'}の規則 ${n}`,
      permission: (group, n) => `${group === '' ? '' : `${group} の`}許可 ${n}`,
      endOf: (list) => `${list} の末尾`,
      interface: (name) => `インターフェイス ${name}`,
      refuses: (place) => `${place}（拒否）`,
    },
    at: (place, why) => `${place}：${why}`,
    joined: (parts) => parts.join('。'),
    text: {
      to: (target, transports, ports) => `${target} ${transports} ${ports}`,
      anywhere: 'すべての宛先',
      anyTransport: 'すべてのプロトコル',
      anyPort: 'すべてのポート',
    },
    unnamed: 'ファイルに名前のない送信元',
    sender: {
      by: (name) => `出口 ${name}`,
      source: (block) => `送信元 ${block}`,
    },
    readAs: {
      list: (count) => `一覧（${say.number(count)} 件）`,
      iptables: (families, tables, count) =>
        `iptables-save（${families}、テーブル ${tables}、規則 ${say.number(count)} 件）`,
      nft: (chains, count) =>
        `nftables の JSON（チェーン ${say.number(chains)} 個、規則 ${say.number(count)} 件）`,
      group: (name, count) => `セキュリティグループ ${name} のアウトバウンド（規則 ${say.number(count)} 件）`,
      groups: (many, count) =>
        `${say.number(many)} 個のセキュリティグループのアウトバウンド（規則 ${say.number(count)} 件）`,
      ownFile: 'Preflight のファイル',
      acl: (count) => `ネットワーク ACL（エントリ ${say.number(count)} 件）`,
      asa: (count, lists) => `Cisco ASA の設定（${lists}、${say.number(count)} 行）`,
      fortios: (count) => `FortiOS の設定（ポリシー ${say.number(count)} 件）`,
      panosSet: (count) => `PAN-OS の set コマンド（セキュリティ規則 ${say.number(count)} 件）`,
      squid: (count) => `squid の設定（http_access ${say.number(count)} 行）`,
      table: (name, count) => `${name}（${say.number(count)} 行）`,
      tables: {
        csv: 'CSV',
        windows: 'Windows ファイアウォールの規則',
        'azure-nsg': 'Azure NSG の規則',
        meraki: 'Meraki の規則',
        panos: 'PAN-OS のセキュリティ規則',
      },
    },
    note: {
      list: 'この一覧では、ポートが書かれた行のほかは、すべてのポートで許可されているものとして数えました。',
      noChain: (hook) => `フック ${hook} にチェーンがないため、そこではすべてが通ります。`,
      chains: (hook, names) =>
        `通り道のチェーン（${hook}）：${names}。それぞれ、最初に一致した規則で決まります。`,
      quotas: '送信元は、規則にある上限をどれも超えず、新しい接続も少ないものとしました。',
      cut: (names) =>
        `すべての応答を拒否し、規則が 1 つもないチェーンがあります。途中で切れたものとみなし、そこでは戻りの通信を判定していません：${names}。`,
      group: 'セキュリティグループは送信だけを許可し、その応答は自動的に通します。',
      groups:
        'グループは 1 つずつ判定しました。同じインターフェイスのグループは合算されます。1 つのグループにまとめるか、そのインターフェイスのグループを指定してください。',
      acl: '番号の小さいものから順に決まります。ネットワーク ACL は接続の状態を見ません。',
      asa: 'ASA：最初に一致した行で決まり、どれにも一致しないものは拒否されます。',
      bound: (bindings) => `access-group による適用：${bindings}。`,
      fortios:
        'FortiOS：最初に一致したポリシーで決まり、どれにも一致しないものは拒否されます。ゾーンと送信元は名前で区別しました。',
      panosSet: (isLetOut) =>
        `PAN-OS：最初に一致した規則で決まり、ゾーン間では既定で${isLetOut ? '許可' : '拒否'}されます。WorkSpaces と判別されうるアプリケーションの規則は不確かなものとしました。`,
      off: (count) => `無効になっている ${say.number(count)} 件の規則は読み飛ばしました。`,
      squid: (isLetOut) =>
        `squid：最初に一致した行で決まり、どれにも一致しないものは最後の行の逆で${isLetOut ? '許可' : '拒否'}されます。プロキシが運ぶのは名前あての TCP だけです。画面を送る通信には、このファイルにない別の通り道が必要です。`,
      passedOver: (count) =>
        `インバウンド、無効、またはほかのプロトコルの ${say.number(count)} 行は読み飛ばしました。`,
      noHeader: 'ファイルに見出しがないため、宛先、ポート、プロトコルの順とみなしました。',
      columns: (read, unread) => `読んだ列：${read}。読まなかった列：${unread}。`,
      noColumns: 'なし',
      tables: {
        csv: '行は順番どおり（優先度の列があればその順）に見て、最初に一致した行で決まります。どれにも一致しないものは拒否とみなしました（変えるには --default allow）。',
        windows:
          'Windows：ブロックする行は、許可するどの行よりも優先されます。どれにも一致しないものは送信されます（プロファイルが送信をブロックする場合は --default deny）。クライアント以外のプログラムの行は数えていません。',
        'azure-nsg':
          'Azure：優先度の数字が小さいものから順に決まり、既定の規則はインターネットへの送信を許可します。',
        meraki: 'Meraki：最初に一致した行で決まり、既定の規則は許可です（変えるには --default deny）。',
        panos:
          'PAN-OS：最初に一致した行で決まり、ゾーン間では既定で拒否されます。WorkSpaces と判別されうるアプリケーションの行は不確かなものとしました。',
      },
    },
    doubt: {
      condition: '解釈できない条件があります',
      interface: 'インターフェイスが条件です',
      source: '送信元が条件です',
      ownPort: 'クライアント側のポートが条件です',
      state: '接続の状態が条件です',
      direction: '通信の向きが条件です',
      rate: '通信の速さが条件です',
      flags: 'TCP のフラグが条件です',
      addressType: 'アドレスの種類が条件です',
      connection: '接続が条件です',
      noPair: '組の集合にないことが条件です',
      rtp: 'RTP が条件です',
      twoLists: '2 つの宛先の一覧が条件です',
      serviceAsSource: '送信元のインターネットサービスが条件です',
      noChain: 'ファイルにないチェーンへ進みます',
      otherDestination: 'パケットの宛先を変えます',
      toProxy: 'パケットをプロキシに渡します',
      toProgram: 'パケットをプログラムに渡します',
      untracked: '接続の追跡を止めるため、応答が拒否されるかもしれません',
      answers: '宛先の代わりに応答します',
      otherInterface: 'パケットを別のインターフェイスから送ります',
      copy: 'パケットの写しを別の場所へ送ります',
      match: '解釈できない一致条件があります',
      statement: '解釈できない文があります',
      map: '解釈できないマップがあります',
      bridge: '通信がブリッジを通るかどうかは分かりません',
      oddLine: 'iptables-save の行ではありません',
      cutOff: 'テーブルが途中で切れています（COMMIT がありません）',
      legacy:
        'iptables-legacy には、このファイルにない別のテーブルがあります（"iptables-legacy-save" の出力も必要です）',
      noInbound: 'ファイルにインバウンドのエントリがありません（応答には必要です）',
      notWhole: '規則が不完全です（宛先、サービス、動作のどれかがありません）',
      action: '動作が許可でも拒否でもありません',
      inOrOut: '方向がインバウンドでもアウトバウンドでもありません',
      isOn: '行が有効かどうか分かりません',
      everythingButAName: '特定の名前以外のすべてが宛先です',
      noTransport: 'プロトコルが TCP でも UDP でもありません',
      applicationPorts: 'アプリケーションのポートはここでは分かりません',
      noPort: 'ポートが番号、範囲、一覧、既知のサービスのどれでもありません',
      contradiction: 'ポートとプロトコルが矛盾しています',
      hostBits: 'プレフィックスより後ろのビットがあり、どのブロックを指すのか分かりません',
      objectName: 'ファイルにないオブジェクトを指しています',
      identity: '利用者がだれかを条件にしています',
      noDestination: '宛先がブロック、アドレス、範囲、名前のどれでもありません',
    },
    doubtAbout: {
      condition: (option) => `解釈できない条件があります（${option}）`,
      target: (name) => `解釈できないターゲットがあります（${name}）`,
      rate: (packets) =>
        `毎秒 ${say.number(packets, Number.isInteger(packets) ? 0 : 2)} パケットに制限されますが、画面を送るにはさらに必要です`,
      asksFor: (what) => `${what}が条件です`,
      notInFile: (names) => `ファイルにないものを指しています：${names}`,
      application: (name) => `特定のアプリケーション（${name}）が条件です`,
      timeRange: (name) => `時間帯 ${name} だけ有効です`,
      time: (name) => `時間 ${name} だけ有効です`,
      mayRefuse: (filter) => `${filter} が拒否するかもしれません`,
      mayDecrypt: (profile) => `${profile} が復号するかもしれません（復号には対応していません）`,
      leadsTo: (line) => `進む先がファイルにありません（${line}）`,
      family: (family) => `ファイルには IPv${family} についての記載がありません`,
      refusesPublic: (place, example) => `${place}が ${example} などの公開アドレスを拒否します`,
      refusedBy: (name) => `${name} は拒否され、ほかは許可されます`,
      whoIs: (name) => `${name} がだれを指すのか分かりません`,
    },
    column: {
      user: (name) => `ユーザーまたはデバイス（${name}）`,
      category: (name) => `特定のカテゴリ（${name}）`,
      schedule: (name) => `特定の時間（${name}）`,
      exception: (name) => `除外（${name}）`,
      condition: (name) => `ほかの条件（${name}）`,
    },
    thing: {
      prefixList: 'プレフィックスリスト',
      butAName: '特定の名前以外のすべて',
      butSome: '一部以外のすべてのサービス',
      noService: 'サービスなし',
      list: (path) => `一覧 ${path}`,
    },
    remark: {
      elsewhere: (regions) => `${regions} のものです`,
      unrelated: 'これらのリージョンの WorkSpaces には必要ありません',
      below: (suffix, needed) =>
        `${suffix} の下のすべての名前を許可しています。WorkSpaces に必要なのはそのうち ${say.number(needed)} 件です`,
      everywhere: 'すべての宛先を許可しています',
      everyAddress: (family) => `すべての IPv${family} アドレスを許可しています`,
      addresses: (extra, enough) =>
        `必要より ${extra} 個多くのアドレスを許可しています（${enough} で足ります）`,
      ports: (opened, enough) => `${opened} 個のポートを許可しています（${enough} で足ります）`,
      more: (blocks, count) => `${blocks} とほか ${say.number(count)} 件`,
      from: (why, source) => `${why}（${source}）`,
      obsolete: {
        'the guide of 2025 no longer has it': '2025 年のガイドにはもうありません',
        'only clients before 3.0 use it': '3.0 より前のクライアントだけが使います',
      },
    },
    readAll: (what) => `読み取り：${what}。すべて解釈できました。`,
    readPart: (what, count) =>
      `読み取り：${what}。解釈できなかったものが ${say.number(count)} 件あります（下記）。`,
    role: { output: 'このコンピューター自身', forward: 'ルーターとして中継する通信' },
    wanted: (regions, protocols, profile) => `${regions}、${protocols}、${profile}`,
    subject: (who, wanted) => (who === '' ? wanted : `${who}、${wanted}`),
    missing: (all, subject) => `必須の${counted(all)}が足りません（対象：${subject}）。`,
    doubtful: (all, subject) =>
      `解釈できた範囲では必須の規則はそろっていますが、${counted(all)}が不確かです（対象：${subject}）。`,
    nothingEssential: (subject) => `必須の規則はそろっています（対象：${subject}）。`,
    nothing: (subject) => `足りない規則はありません（対象：${subject}）。`,
    counts: (missing, inDoubt) =>
      `必須の不足 ${say.number(missing)} 件${inDoubt === 0 ? '' : `、不確か ${say.number(inDoubt)} 件`}`,
    everybodyElse: 'それ以外',
    notForAll: (others) => `送信元によって違います：${others}。`,
    others: (others) => `ほかの送信元：${others}。`,
    ofSender: (sender, counts) => `${sender}（${counts}）`,
    otherChain: (chain, counts, sender) =>
      `${chain === 'forward' ? 'ルーターとしては' : 'このコンピューター自身としては'}、${counts}です${sender === null ? '' : `（${sender}）`}。詳しくは --chain ${chain}。`,
    title: {
      missing: (need) => `不足（${need}）`,
      inDoubt: (need) => `不確か（${need}）`,
      wider: '必要より広いもの',
      obsolete: '古くなったもの',
      'other-region': '別のリージョンのもの',
      unrelated: 'これらのリージョンの WorkSpaces と関係のないもの（判定していません）',
      unread: '解釈できなかったもの',
    },
    see: (places) => `${places}を参照`,
    mayBeOpen: '解釈できなかったものが許可しているかもしれません',
    more: (count) => `ほか ${say.number(count)} 件`,
  },
};
