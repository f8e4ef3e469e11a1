/** Findings about the streaming ports, in Japanese: one set of texts for both protocols. */
import type { FindingText, FindingWords } from '../finding-words.ts';
import { countOf, holds, listed, said, type Facts } from './facts.ts';

interface ProtocolWords {
  readonly name: string;
  readonly port: number;
  readonly otherWay: string;
}
const PCOIP: ProtocolWords = { name: 'PCoIP', port: 4172, otherWay: 'PCoIP にほかのポートはありません。' };
const DCV: ProtocolWords = {
  name: 'DCV',
  port: 4195,
  otherWay: 'DCV は、一部のゲートウェイで TCP 443 に切り替えられます。',
};

const OTHER_NETWORK = ({ name, port }: ProtocolWords) =>
  `可能であれば VPN を切るか、スマートフォンなど別のネットワークで、もう一度確認してください。ヘルプデスクには「${name} には ${port} 番ポートが必要」と伝えてください。`;

const tcpBlocked =
  (words: ProtocolWords) =>
  (facts: Facts): FindingText => {
    const { name, port, otherWay } = words;
    const fallback: Readonly<Record<string, string>> = {
      open: 'ゲートウェイは代わりに TCP 443 を受けるため、そちらへ切り替えられます。',
      client: 'ゲートウェイは TCP 443 を受けますが、このクライアントは古く、使えません。',
    };
    const how = holds(facts, 'byThisMachine')
      ? 'このパソコンのファイアウォールが禁止しています。'
      : (fallback[said(facts, 'fallback443')] ?? otherWay);
    return {
      title: `${name} が遮断されています: TCP ${port} が通りません`,
      explanation: `${countOf(facts, 'servers')} 台のヘルスチェックサーバーのどれも TCP ${port} に応答しません（${listed(facts, 'addresses')}）。ほかのポートは通っています。${how}`,
      remedies: {
        user: OTHER_NETWORK(words),
        helpdesk: `最初に切れている層: TCP ${port}。サインインはできても画面が出ず、クライアントは「読み込み中」のまま終わります。この WorkSpace のプロトコルを尋ね、別のネットワークと比べてください。`,
        network: `リージョンのゲートウェイの範囲とヘルスチェックのアドレスへの外向き TCP と UDP の ${port} 番を、検査なしで直接許可してください。`,
      },
    };
  };

const tcpRefused =
  (words: ProtocolWords) =>
  (facts: Facts): FindingText => {
    const { name, port, otherWay } = words;
    return {
      title: `${name} が拒否されます: TCP ${port}`,
      explanation: `${countOf(facts, 'servers')} 台のヘルスチェックサーバーすべてで TCP ${port} が拒否されます（${listed(facts, 'addresses')}）。拒否するファイアウォールがよくある原因です。${otherWay}`,
      remedies: {
        user: OTHER_NETWORK(words),
        helpdesk: `最初に切れている層: TCP ${port}、能動的な拒否。まずこのパソコンのセキュリティソフト、次にファイアウォールを調べてください。`,
        network: `TCP ${port} を拒否する規則を見つけ、リージョンのゲートウェイの範囲とヘルスチェックのアドレスへの TCP と UDP の ${port} 番を許可してください。`,
      },
    };
  };

const udpRejected =
  (words: ProtocolWords) =>
  (facts: Facts): FindingText => ({
    title: `UDP ${words.port} が拒否されます`,
    explanation: `${listed(facts, 'addresses')} への UDP ${words.port} が${holds(facts, 'byThisMachine') ? 'このパソコンのファイアウォールに' : ''}拒否されます。${
      words.port === 4172
        ? 'PCoIP の画面は UDP 4172 を使うため、サインインできても画面が黒いままになります。'
        : 'DCV は TCP 4195 に切り替わり、状態の悪い回線では遅くなります。'
    }`,
    remedies: {
      user: `可能であれば VPN を切るか、別のネットワークで、もう一度確認してください。ヘルプデスクには「${words.name} には UDP ${words.port} が必要」と伝えてください。`,
      helpdesk: `UDP ${words.port} が断られているため、回線ではなく規則が原因です。このパソコンのファイアウォールと VPN を調べてください。`,
      network: `リージョンのゲートウェイの範囲への外向き UDP ${words.port} と、その応答を許可してください。`,
    },
  });

const udpUnproven =
  (words: ProtocolWords) =>
  (facts: Facts): FindingText => ({
    title: `UDP ${words.port} は証明できませんでした`,
    explanation: `UDP ${words.port} では何も返らず、拒否もされませんでした。${holds(facts, 'elsewhere') ? '別のポートでは UDP が通っています。' : ''}UDP の沈黙は何の証明にもなりません: ${
      holds(facts, 'verified')
        ? 'サービスは応答することが分かっているため、このポートは遮断されている可能性があります。'
        : 'サービスがこの質問に応答するかは、まだ確かめられていません。'
    }`,
    remedies: {
      user: '接続できているなら、何もする必要はありません。画面が黒いままの場合は、この行をヘルプデスクに伝えてください。',
      helpdesk: `接続してみてください。${words.name} でサインイン後に画面が黒い場合は、UDP ${words.port} が遮断されています。`,
      network: `ゲートウェイの範囲への外向き UDP ${words.port} が双方向で許可されているかを、ファイアウォールの記録で確認してください。`,
    },
  });

export const STREAMING: FindingWords = {
  'pcoip/tcp-blocked': tcpBlocked(PCOIP),
  'dcv/tcp-blocked': tcpBlocked(DCV),
  'pcoip/tcp-refused': tcpRefused(PCOIP),
  'dcv/tcp-refused': tcpRefused(DCV),
  'pcoip/udp-rejected': udpRejected(PCOIP),
  'dcv/udp-rejected': udpRejected(DCV),
  'pcoip/udp-unproven': udpUnproven(PCOIP),
  'dcv/udp-unproven': udpUnproven(DCV),
  'streaming/udp-silent': (facts) => {
    const verified = holds(facts, 'verified');
    return {
      title: verified ? 'UDP がまったく通りません' : 'UDP は証明できませんでした',
      explanation: `TCP は ${listed(facts, 'ports')} で通りますが、${countOf(facts, 'probes')} 件の UDP の確認には一つも応答がありませんでした。${
        verified
          ? 'サービスは応答することが分かっているため、UDP はおそらく遮断されています。PCoIP には必要で、DCV は TCP に切り替わります。'
          : 'サービスが応答するかは確かめられていないため、どちらの証明にもなりません。'
      }${facts['control'] === false ? 'UDP の対照サーバーも応答しませんでした。' : ''}`,
      remedies: {
        user: verified
          ? '可能であれば VPN を切るか、別のネットワークで、もう一度確認してください。'
          : '接続できているなら、何もする必要はありません。画面が黒いままの場合は、この行をヘルプデスクに伝えてください。',
        helpdesk:
          'この WorkSpace のプロトコルを尋ねてください。PCoIP の画面には UDP が必要で、DCV は TCP でも動きます。',
        network: `リージョンのゲートウェイの範囲への外向き UDP ${listed(facts, 'ports')} と、その応答を許可してください。`,
      },
    };
  },
  'streaming/partial': (facts) => ({
    title: `ヘルスチェックサーバー ${said(facts, 'servers')} 台中 ${countOf(facts, 'failing')} 台に届きません`,
    explanation: `${listed(facts, 'failing')} は TCP ${listed(facts, 'ports')} が開かず、${listed(facts, 'working')} は開きました。接続できるかどうかは運しだいになります。`,
    remedies: {
      user: '接続が始まらないときは、もう一度試してください。一部のサーバーにしか届かないことをヘルプデスクに伝えてください。',
      helpdesk:
        'アドレスの一覧が不完全なファイアウォールがよくある原因です。止まっているサーバーのこともあります。別のネットワークと比べてください。',
      network: `規則と公開されたアドレスを比べてください: ${listed(facts, 'failing')} が通りません。`,
    },
  }),
  'gateway/rejected': (facts) => ({
    title: `ゲートウェイが ${said(facts, 'port')} 番ポートで拒否されます`,
    explanation: `確認した ${countOf(facts, 'sampled')} 件のゲートウェイのアドレス（${listed(facts, 'addresses')}）がすべて規則で拒否され、ヘルスチェックサーバーは応答します。クライアントのヘルスチェックは通りますが、接続は失敗します。`,
    remedies: {
      user: '別のネットワークを試し、WorkSpaces のゲートウェイが遮断されていることをヘルプデスクに伝えてください。',
      helpdesk:
        'ヘルスチェックは良好でも接続に失敗します。規則がヘルスチェックのアドレスだけで、ゲートウェイの範囲を含んでいません。',
      network: `ヘルスチェックのアドレスだけでなく、リージョンのすべてのゲートウェイの範囲への外向き TCP と UDP の ${said(facts, 'port')} 番を許可してください。`,
    },
  }),
};
