/** Findings about IPv6, the tables, the client and our own limits, in Japanese. */
import type { FindingWords } from '../finding-words.ts';
import { countOf, holds, listed, said } from './facts.ts';

const NOTHING = '開けるものはありません。';

export const MACHINE: FindingWords = {
  'ipv6/broken': (facts) => ({
    title: holds(facts, 'opens')
      ? 'IPv6 は設定されていますが、暗号化された接続を運べません'
      : 'IPv6 は設定されていますが、どこにも届きません',
    explanation: holds(facts, 'opens')
      ? `IPv6 の接続 ${countOf(facts, 'tried')} 件は開いたあと沈黙し、同じホストは IPv4 なら最後まで進みます（${listed(facts, 'hosts')}）。小さなパケットは通り、大きなパケットは通りません。大きな IPv6 パケットとその通知を捨てるトンネルかルーターが、よくある原因です。クライアントは IPv6 を優先するため、止まってしまいます。`
      : `IPv6 の接続 ${countOf(facts, 'tried')} 件が失敗し、同じホストは IPv4 で応答します（${listed(facts, 'hosts')}）。クライアントは IPv6 を優先するため、接続のたびに待ちます。`,
    remedies: {
      user: '自分のルーターなら再起動してください。続く場合は、この結果をヘルプデスクに送ってください。',
      helpdesk:
        '待てば接続できます。試しに、このインターフェイスの IPv6 を切って、もう一度確認してください。',
      network:
        'このネットワークの IPv6 の経路を直すか、経路のないプレフィックスの通知を止めてください。ICMPv6 の「packet too big」（タイプ 2）をどこでも通してください。',
    },
  }),
  'tables/drift': (facts) => ({
    title: 'サービスのアドレスが表から変わっています',
    explanation: `${said(facts, 'host')}: ${[
      countOf(facts, 'added') > 0 ? `追加 ${listed(facts, 'added')}` : '',
      countOf(facts, 'missing') > 0 ? `なくなったもの ${listed(facts, 'missing')}` : '',
    ]
      .filter(Boolean)
      .join('、')}（表の版: ${said(facts, 'edition')}）。今の名前が示すアドレスを確認しました。`,
    remedies: {
      user: '何もする必要はありません。',
      helpdesk: 'ここで直すものはありません。新しい表が出たら Preflight を更新してください。',
      network:
        'ファイアウォールの規則と、名前の今のアドレスを比べてください。古い一覧の規則では、新しいアドレスが抜けていることがあります。',
    },
  }),
  'tables/unconfirmed': (facts) => ({
    title: '表の一部に疑わしい点があります',
    explanation: `この確認が使った事実について、資料どうしが食い違っています（${listed(facts, 'conflicts')}）: ${listed(facts, 'facts')}。`,
    remedies: {
      user: '何もする必要はありません。',
      helpdesk: '失敗した項目がこの事実に基づく場合は、動く前に提供元の最新の資料と比べてください。',
      network: 'これらの行に基づいて規則を作る前に、提供元の最新の資料と比べてください。',
    },
  }),
  'client/missing': (facts) => ({
    title: 'このパソコンに WorkSpaces クライアントが見つかりません',
    explanation: `WorkSpaces クライアントは見つかりませんでした（${said(facts, 'os')}）。組織が許可していれば、ブラウザーの Web Access はなくても使えます。`,
    remedies: {
      user: 'clients.amazonworkspaces.com から WorkSpaces クライアントを入れるか、ブラウザーを使うかをヘルプデスクに尋ねてください。',
      helpdesk: 'クライアントを入れるか、ディレクトリで Web Access が有効か確認してください。',
      network: NOTHING,
    },
  }),
  'client/outdated': (facts) => ({
    title: `WorkSpaces クライアントが古すぎます: ${said(facts, 'version')}`,
    explanation: `バージョン ${said(facts, 'version')} が入っています。資料は ${said(facts, 'needed')} 以降を求めています。`,
    remedies: {
      user: 'WorkSpaces クライアントを更新して、もう一度確認してください。',
      helpdesk: '最新のクライアントを配布してください。',
      network: 'クライアントの更新用のホストが許可されているか確認してください。',
    },
  }),
  'client/unsupported-os': (facts) => ({
    title: 'この OS はクライアントの対象外です',
    explanation: `${said(facts, 'os')} は、資料がクライアントの対象として挙げる OS に含まれていません。`,
    remedies: {
      user: 'ブラウザーの Web Access か別のパソコンを使い、ヘルプデスクに尋ねてください。',
      helpdesk: 'クライアントは動くかもしれませんが、この OS では提供元のサポートがありません。',
      network: NOTHING,
    },
  }),
  'client/roots-missing': (facts) => ({
    title: 'このパソコンに公開のルート証明書がありません',
    explanation: `${listed(facts, 'hosts')} の証明書は公開の基準で有効ですが、このパソコンはそのルートを知りません。クライアントは証明書が無効だと表示します。`,
    remedies: {
      user: 'Amazon のルート証明書がこのパソコンにないことを、ヘルプデスクに伝えてください。',
      helpdesk:
        'Amazon Trust Services のルート証明書を入れるか、OS に証明書を更新させてください。ルートを削除するポリシーがよくある原因です。',
      network: `${NOTHING}OS の証明書の更新を許可してください。`,
    },
  }),
  'agent/deadline': (facts) => ({
    title: `すべてを確認する前に ${said(facts, 'seconds')} 秒が過ぎました`,
    explanation: `${countOf(facts, 'untested')} 件は時間がありませんでした（${listed(facts, 'groups')}）。それまでに分かったことは有効です。`,
    remedies: {
      user: '最後まで動かすか、時間を延ばして、もう一度確認してください。',
      helpdesk:
        '期限を延ばして（--deadline）繰り返してください。遅い相手や応答しない相手が多いことがよくある原因です。',
      network: NOTHING,
    },
  }),
};
