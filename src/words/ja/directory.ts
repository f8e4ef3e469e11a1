/** The DNS records and ports of a directory. */
import { sayIn } from '../../core/say.ts';
import type { directory as English } from '../en/directory.ts';

const say = sayIn('ja');

export const directory: typeof English = {
  directory: {
    head: (domain, errors) =>
      `このコンピューターから見たディレクトリ ${domain}：${errors === 0 ? 'エラーはありません' : `エラー ${say.number(errors)} 件`}。`,
    problem: (message) => `エラー：${message}`,
    state: {
      open: '接続できる',
      closed: '拒否',
      filtered: '応答なし',
      'open|filtered': '返事なし',
      answered: '応答あり',
      'not found': '見つからない',
      refused: '拒否',
      'no answer': '応答なし',
    },
    notTested: '未確認',
    elsewhere:
      'コネクタと WorkSpaces は VPC の中にあるため、ディレクトリまでの経路はここで確認したものと違うことがあります。',
    noController: 'ドメインコントローラーのポート：--controller で 1 台を指定してください。',
    range: (ports, use) => `${ports}（${use}）：範囲は確認しません。ファイアウォールで確認してください。`,
    passwordChange: 'Kerberos のパスワード変更',
    service: { ldap: 'LDAP', kerberos: 'Kerberos' },
    ofPort: { 389: 'LDAP', 88: 'Kerberos（認証）' },
    message: {
      dns: (transport, port, address) => `DNS が使えません（${transport} ポート ${port}、IP：${address}）`,
      refused: (address, rcode) =>
        `DNS サーバー ${address} はありますが、このドメインには応答しません（${rcode}）`,
      missing: (service, address) => `${service} の SRV レコードがありません（IP：${address}）`,
      port: (service, port, address) =>
        `${service}${/[a-z]$/i.test(service) ? ' ' : ''}が使えません（${port}、IP：${address}）`,
    },
    port: (transport, port) => `${transport} ポート ${port}`,
    explanation: {
      dns: 'コネクタは DNS サーバーに TCP と UDP の両方で届く必要があります。間のファイアウォールと、サーバーが応答するかを確認してください。',
      refused:
        '経路は通っています。サーバーがこのドメイン、またはこのコンピューターに応答しません。ゾーンと、問い合わせを許可する相手を確認してください。',
      missing: (name) =>
        `コネクタは ${name} を調べます。この DNS サーバーにレコードがあるか確認してください。`,
      closed: '接続が拒否されています。サービスが動いていないか、ファイアウォールが拒否しています。',
      silent: '応答がありません。ここからサーバーまでのファイアウォールが破棄している可能性があります。',
    },
  },
};
