/** Bundles: what is in one, and keys of tags. */
import { sayIn } from '../../core/say.ts';
import type { bundle as English } from '../en/bundle.ts';

const say = sayIn('ja');

export const bundle: typeof English = {
  inspect: {
    warning: '警告：このバンドルは書かれたときのままではありません。内容を信用しないでください。',
    problem: {
      changed: 'は作成後に変更されています',
      missing: 'がありません',
      extra: 'はこのバンドルのものではありません',
    },
    more: (count) => `ほか ${say.number(count)} 件`,
    machine: 'パソコン',
    network: 'ネットワーク',
    when: '日時',
    hidden: '伏せた名前',
    intact: '改変',
    evidence: '証拠',
    client: (version) => `クライアント ${version}`,
    notKnown: '分かりません',
    dns: (servers) => `DNS ${servers}`,
    standIns: (count, level) =>
      count === 0 ? `なし（段階：${level}）` : `${say.number(count)} 件（段階：${level}）`,
    leftOut: (count) => `入れなかったもの ${say.number(count)} 件`,
    tagged: (key, count) => `鍵 ${key} で作られたタグ ${say.number(count)} 件`,
    site: (name) => `拠点 ${name}`,
    tagsTell: (holder, facts) =>
      `${holder}を持つ人には、2 つのバンドルが${facts}が分かります。ほかの人には分かりません。`,
    holder: { organisation: '組織の鍵', case: 'この件の鍵' },
    tagFact: {
      machine: '同じパソコンのものか',
      dns: '同じ DNS サーバーを使うか',
      gateway: '同じルーターを使うか',
      prefix: '同じネットワークのものか',
      suffix: '同じ DNS サフィックスか',
      ssid: '同じ Wi-Fi か',
      vpn: '同じ種類の VPN か',
      proxy: '同じプロキシを通るか',
      public: '同じ公開ネットワークから来たか',
    },
    siteTold: (name) => `拠点の名前が入ります：${name}。`,
    noTags: 'タグはありません。鍵がないため、どのバンドルが関係するかはだれにも分かりません。',
    isIntact: (count) => `なし：${say.number(count)} 件すべてのファイルがハッシュ値と一致`,
    notIntact: (count) => `あり：${say.number(count)} 件のファイルが元のままではありません`,
    noEvidence: 'この版で読めるものはありません',
    steps: (count) => `${say.number(count)} 件`,
    judgedBy: (version) => `${version} による判定です。`,
    judgedAgain: (tables) => `この版の規則と表（${tables}）で判定し直しました。`,
    written: (name, files, size, level, sha256) =>
      `バンドル ${name}：${say.number(files)} 件のファイル、${size}、伏せる段階「${level}」、SHA-256 ${sha256}。何も送っていません。ご自分で渡してください。`,
    wouldHave: (name, files, bytes) =>
      `${name} は ${say.number(files)} 件のファイル、${say.bytes(bytes)}になります。何も書いていません。`,
    standInWords: (words) => `代わりの名前：${words}`,
    staysOut: '（入りません）',
    cutHere: '［この表示ではここまで］',
    hints: 'ファイル：--files、すべて：-v、判定し直す：--rejudge',
    files: 'ファイル',
    file: (bytes, records) => `${say.bytes(bytes)}${records === null ? '' : `、${say.number(records)} 件`}`,
    notInside: (what, why) => `入っていないもの：${what}（${why}）`,
  },
  keys: {
    made: (file, id) =>
      `鍵 ${id} を ${file} に書きました。パソコンとヘルプデスクに配ってください。バンドルには入りません。`,
    caseMade: (id) =>
      `この件のトークンです（鍵 ${id}）。この件のバンドルを作る人全員に送り、"bundle summary --case" のために保管してください。`,
  },
};
