/** The tables: their facts, what cannot be right in them, and how they differ from what AWS publishes. */
import { sayIn } from '../../core/say.ts';
import type { tables as English } from '../en/tables.ts';

const say = sayIn('ja');

export const tables: typeof English = {
  tables: {
    edition: (edition, date, sha256) => `リージョンの表 ${edition}（${date} 版）、sha256 ${sha256}`,
    overlay: (name, date, sha256) => `上書き ${name}（${date}）、sha256 ${sha256}`,
    calibration: (time, sha256) => `校正（${time}）、sha256 ${sha256}`,
    old: 'この表は 12 か月より古いものです。新しい Preflight を入手するか、公開された範囲と比べてください（preflight tables diff --ip-ranges FILE）。',
    columns: ['リージョン', '名前', 'プロトコル', '略号', '事実', '疑い'],
    key: '略号は、登録コードとヘルスチェックの名前にある 3 文字です。すべての事実を出典とともに表示するには：preflight tables show --region CODE',
    protocols: 'プロトコル',
    udp: 'UDP への応答',
    answers: { verified: '確認済み', unverified: '未確認' },
    note: '注記',
    otherReading: '別の読み方',
    reading: (path, value, status) => `${path} は ${value}（${status}）`,
    none: 'なし',
    doubtful: (conflict, text) => `疑わしい（${conflict}）：${text}`,
    path: {
      'healthCheck.host': 'ヘルスチェックの名前',
      'healthCheck.hostIpv6': 'ヘルスチェックの名前（IPv6）',
      'healthCheck.addresses': 'ヘルスチェックのアドレス',
      'healthCheck.ipv6Blocks': 'ヘルスチェックのアドレス（IPv6）',
      'pcoip.ranges': 'PCoIP ゲートウェイ',
      'pcoip.ipv6': 'PCoIP ゲートウェイ（IPv6）',
      'dcv.ranges': 'DCV ゲートウェイ',
      'dcv.aga': 'Global Accelerator 経由の DCV',
      'dcv.ipv6': 'DCV ゲートウェイ（IPv6）',
      'dcv.domains': 'DCV ゲートウェイの名前',
      'dcv.vpcEndpoints': 'VPC エンドポイント経由の DCV',
      management: '管理インターフェイス',
    },
    titled: (title, need) => `${title}（${need}）`,
    lint: {
      head: (edition, count) =>
        `リージョンの表 ${edition}：新しい問題${count === 0 ? 'はありません' : ` ${say.number(count)} 件`}`,
      new: '新しいもの',
      known: '見つかり、既知の矛盾で説明できるもの',
      listed: '既知の矛盾（docs/tables-conflicts.md）',
      isNew: '新規',
      conflict: (subject, reading, status) => `${subject}。表の値：${reading}（${status}）。`,
      regionTwice: (code) => `リージョン ${code} が 2 回あります`,
      codeTwice: (code) => `2 つのリージョンに同じ空港コード ${code} があります`,
      noHost: (fact) => `${fact} はホスト名ではありません`,
      noNeed: (category) => `${category} の重要さを示す行がありません`,
      noEndpoint: (fact) => `${fact} は許可リストのアドレスではありません`,
      otherHost: (fact, host) => `${fact} から ${host} は得られません`,
      noIpv6: (fact) => `${fact} は IPv6 の名前（api.aws）ではありません`,
      ofRegion: (fact, code) => `${fact} に別のリージョンのコード ${code} があります`,
      ofAirport: (fact, code) => `${fact} に別の空港コード ${code} があります`,
      twice: (fact) => `${fact} が 2 回あります`,
      shared: (fact, regions) => `${fact} が複数のリージョンにあります（${regions.join('、')}）`,
      noSource: (fact) => `${fact} に資料または行の記載がありません`,
      noAddress: (fact) => `${fact} はアドレス、ブロック、範囲のどれでもありません`,
      isPublic: (fact) => `${fact} は公開アドレスで、管理インターフェイスのものではありません`,
      otherBlocks: (fact, blocks) => `${fact} がブロック ${blocks} と一致しません`,
      sameAs: (one, other) => `${one}が 2 回あります：${other}`,
      overlaps: (one, other) => `${one}が ${other} と重なっています`,
      at: (value, region, path) => `${value}（${region} ${path}）`,
      unlisted: (fact, conflict) => `${fact} が示す矛盾 ${conflict} は一覧にありません`,
    },
    diff: {
      head: (edition, count) =>
        `リージョンの表 ${edition}：公開された範囲との新しい違い${count === 0 ? 'はありません' : ` ${say.number(count)} 件`}`,
      notCompared: (services) => `ファイルに行がないため、比べていません：${services}`,
      new: '新しいもの',
      marked: '表ですでに疑わしいとされているもの',
      by: (text, conflict) => `${text}（${conflict}）`,
      kind: { added: '追加', missing: '欠落', moved: '移動', unreadable: '不明' },
      unreadable: (value) =>
        `${value} は公開されたファイルにありますが、サービスの CIDR ブロックではありません`,
      moved: (value, region, where) => `${value} は ${region} のものとして公開されています（${where}）`,
      missing: (value, where) => `${value} は ${where} として公開されていません`,
      partly: (value, blocks, where) => `${value} の一部（${blocks}）は ${where} として公開されていません`,
      serviceOf: (service, region) => `${region} の ${service}`,
      newRegion: (value) => `${value} は表にないリージョンのものです`,
      added: (value) => `${value} は公開されていますが、表にありません`,
      written: (ranges, regions) =>
        `上書きファイルを書きました：範囲 ${say.number(ranges)} 件、新しいリージョン ${say.number(regions)} 件（どれも疑わしいと印をつけました）`,
      leftOut: (written, regions) =>
        `${written}。表が知らないパーティションのため入れなかったもの：${regions}`,
    },
  },
};
