/**
 * What administrators see: directories, launching, images. Not the network of the person who connects.
 * Sources: guide2016 2825-2871; guide2025 183-1075, 10745-10760, 11688; whitepaper 1166-1196; `preflight directory` prints the same texts.
 */
import { defineMessage, type ClientMessage } from '../message.ts';
import { SAID } from '../said.ts';

export const ADMINISTRATION: readonly ClientMessage[] = [
  defineMessage({
    id: 'directory-dns',
    printed: ['dns unavailable tcp port', 'dns unavailable udp port'],
    wordings: {
      en: [
        'DNS unavailable TCP port 53 for IP',
        'receive a DNS unavailable error when I try to connect to my on-premises directory',
      ],
      ja: [
        'DNS を利用できません TCP ポート 53',
        'オンプレミスディレクトリに接続すると DNS 利用不可エラーが表示されます',
      ],
    },
    causes: [
      [null, 'administrator-network'],
      [null, 'administrator-network'],
    ],
    documented: true,
    decidedBy: ['directory'],
    source: 'guide-2016',
    words: {
      en: {
        message: "The directory's DNS server is not reached (DNS unavailable, port 53)",
        causes: [
          'A security group or firewall between the connector and the DNS server does not allow TCP and UDP 53.',
          'The address is not that of a DNS server of the directory, or the server does not run.',
        ],
        advice:
          'Allow TCP and UDP 53 from both subnets of the connector, and run `preflight directory --dns-server IP --domain NAME` there.',
      },
      ja: {
        message: 'ディレクトリの DNS サーバーに届きません（DNS unavailable、ポート 53）',
        causes: [
          'コネクターと DNS サーバーの間のセキュリティグループまたはファイアウォールが、TCP と UDP の 53 を許可していません。',
          'そのアドレスがディレクトリの DNS サーバーではないか、サーバーが動いていません。',
        ],
        advice:
          'コネクターの両方のサブネットから TCP と UDP の 53 を許可し、そこで `preflight directory --dns-server IP --domain NAME` を実行してください。',
      },
    },
  }),
  defineMessage({
    id: 'directory-ports',
    printed: [
      'connectivity issues detected',
      'unavailable tcp port',
      'unavailable udp port',
      'please ensure that the listed ports are available and retry the operation',
    ],
    wordings: {
      en: [
        'connectivity issues detected LDAP unavailable TCP port 389 for IP',
        'Kerberos authentication unavailable TCP port 88 for IP',
        'receive a connectivity issues detected error when I try to connect to my on-premises directory',
      ],
      ja: [
        '接続の問題が検出されました LDAP Kerberos',
        'オンプレミスディレクトリに接続すると「接続の問題が検出されました」エラーが表示されます',
      ],
    },
    causes: [
      [null, 'administrator-network'],
      [null, 'administrator-network'],
    ],
    documented: true,
    decidedBy: ['directory'],
    source: 'guide-2016',
    words: {
      en: {
        message: 'A port of the domain controller is not reached (LDAP 389, Kerberos 88 and others)',
        causes: [
          'A security group or firewall between the connector and the domain controller does not allow the port that is named.',
          'The service does not run on that controller.',
        ],
        advice:
          'Allow the named ports from both subnets of the connector, TCP and UDP, and run `preflight directory --controller IP` there.',
      },
      ja: {
        message: 'ドメインコントローラーのポートに届きません（LDAP 389、Kerberos 88 など）',
        causes: [
          'コネクターとドメインコントローラーの間のセキュリティグループまたはファイアウォールが、示されたポートを許可していません。',
          'そのコントローラーで、サービスが動いていません。',
        ],
        advice:
          'コネクターの両方のサブネットから、示されたポートを TCP と UDP で許可し、そこで `preflight directory --controller IP` を実行してください。',
      },
    },
  }),
  defineMessage({
    id: 'directory-srv',
    printed: ['srv record for ldap does not exist', 'srv record for kerberos does not exist'],
    wordings: {
      en: [
        'SRV record for LDAP does not exist for IP',
        'receive an SRV record error when I try to connect to my on-premises directory',
      ],
      ja: [
        'SRV レコードが存在しません',
        'オンプレミスディレクトリに接続すると SRV レコードエラーが表示されます',
      ],
    },
    causes: [
      [null, 'administrator-network'],
      [null, 'administrator'],
    ],
    documented: true,
    decidedBy: ['directory'],
    source: 'guide-2016',
    words: {
      en: {
        message: 'The DNS server serves no SRV record for LDAP or Kerberos',
        causes: [
          'The DNS server that was given does not hold the zone of the directory.',
          'The controllers have not registered `_ldap._tcp` or `_kerberos._tcp` in it.',
        ],
        advice:
          'Give the connector the DNS servers of the domain, and run `preflight directory --dns-server IP --domain NAME`.',
      },
      ja: {
        message: 'DNS サーバーに LDAP または Kerberos の SRV レコードがありません',
        causes: [
          '指定した DNS サーバーが、ディレクトリのゾーンを持っていません。',
          'コントローラーが `_ldap._tcp` または `_kerberos._tcp` を登録していません。',
        ],
        advice:
          'コネクターにドメインの DNS サーバーを指定し、`preflight directory --dns-server IP --domain NAME` を実行してください。',
      },
    },
  }),
  defineMessage({
    id: 'directory-connector',
    wordings: {
      en: ['AD *Connector cannot connect to *Active Directory'],
      ja: ['AD Connector が Active Directory に接続できません'],
    },
    causes: [[null, 'administrator-network']],
    documented: true,
    decidedBy: ['directory'],
    source: 'whitepaper',
    words: {
      en: {
        message: 'AD Connector cannot connect to Active Directory',
        causes: [
          'The firewall of the company’s network does not open the ports of the directory to both subnets of the VPC.',
        ],
        advice:
          'Run `preflight directory` from a machine in each subnet: it tries every port that the documents name.',
      },
      ja: {
        message: 'AD Connector が Active Directory に接続できません',
        causes: [
          '社内ネットワークのファイアウォールが、VPC の両方のサブネットにディレクトリのポートを開けていません。',
        ],
        advice:
          '各サブネットのコンピューターから `preflight directory` を実行してください。文書にあるすべてのポートを試します。',
      },
    },
  }),
  defineMessage({
    id: 'launch-directory',
    wordings: {
      en: [
        'launching WorkSpaces in my connected *directory often fails',
        '*launching WorkSpaces fails AD Connector *directory',
      ],
      ja: ['接続されたディレクトリで WorkSpaces の起動がたびたび失敗します'],
    },
    causes: [[null, 'administrator-network']],
    documented: true,
    decidedBy: ['directory'],
    source: 'guide-2016',
    words: {
      en: {
        message: 'Launching WorkSpaces in a connected directory often fails',
        causes: [
          'One of the two DNS servers or domain controllers is not reached from one of the two subnets.',
        ],
        advice:
          'Run `preflight directory` in each subnet against both servers. The network of the users is not involved.',
      },
      ja: {
        message: '接続されたディレクトリで、WorkSpaces の起動がたびたび失敗します',
        causes: [
          '二つの DNS サーバーまたはドメインコントローラーの片方に、どちらかのサブネットから届きません。',
        ],
        advice:
          '各サブネットで、両方のサーバーに対して `preflight directory` を実行してください。利用者のネットワークは関係ありません。',
      },
    },
  }),
  defineMessage({
    id: 'launch-internal',
    wordings: {
      en: ['launching WorkSpaces fails with an internal error'],
      ja: ['WorkSpaces の起動が内部エラーで失敗します'],
    },
    causes: [[null, 'administrator-network']],
    documented: true,
    decidedBy: [],
    source: 'knowledge-centre',
    words: {
      en: {
        message: 'Launching WorkSpaces fails with an internal error',
        causes: [
          'The subnets give IPv6 addresses to new instances by themselves, which these bundles do not take.',
        ],
        advice:
          'The administrator switches the automatic IPv6 addresses of the subnets off and launches again.',
      },
      ja: {
        message: 'WorkSpaces の起動が内部エラーで失敗します',
        causes: [
          'サブネットが新しいインスタンスに IPv6 アドレスを自動で割り当てます。これに対応しないバンドルがあります。',
        ],
        advice: '管理者がサブネットの IPv6 アドレスの自動割り当てを無効にし、もう一度起動します。',
      },
    },
  }),
  defineMessage({
    id: 'delete-directory',
    printed: ['cannot delete the directory because it still has authorized applications'],
    wordings: {
      en: ['cannot delete the directory because it still has authorized applications'],
      ja: ['許可されたアプリケーションが残っているためディレクトリを削除できません'],
    },
    causes: [[null, 'administrator']],
    documented: true,
    decidedBy: [],
    source: 'guide-2025',
    words: {
      en: {
        message: 'The directory cannot be deleted: it still has authorized applications',
        causes: ['An application is still registered, or its removal has not finished.'],
        advice: 'Remove every application assignment, wait 30 to 60 minutes, and try again.',
      },
      ja: {
        message: 'ディレクトリを削除できません。許可されたアプリケーションが残っています',
        causes: ['アプリケーションがまだ登録されているか、その削除が終わっていません。'],
        advice: 'アプリケーションの割り当てをすべて外し、30 分から 60 分待って、もう一度試してください。',
      },
    },
  }),
  defineMessage({
    id: 'byol-import',
    printed: [
      'byol import requires',
      'byol import has',
      'byol import is incompatible',
      'the ami you are importing',
    ],
    wordings: {
      en: [
        'BYOL import requires',
        'unknown error has occurred to the AMI you are importing during AMI SysPrep',
        'the AMI you are importing has AppX packages reserved storage anti-virus software installed remove it and re-import the image',
      ],
      ja: ['BYOL のインポートに失敗しました', 'インポートする AMI の SysPrep に失敗しました'],
    },
    causes: [[null, 'administrator']],
    documented: true,
    decidedBy: [],
    source: 'guide-2025',
    words: {
      en: {
        message: 'The import of an own Windows image (BYOL) is refused',
        causes: ['The image does not meet the requirement that the message names.'],
        advice: `Change the image as the message says, and import it again. ${SAID.en.noCheck}`,
      },
      ja: {
        message: '独自の Windows イメージ（BYOL）のインポートが拒否されました',
        causes: ['イメージが、メッセージにある要件を満たしていません。'],
        advice: `メッセージのとおりにイメージを直し、もう一度インポートしてください。${SAID.ja.noCheck}`,
      },
    },
  }),
  defineMessage({
    id: 'image-creation',
    wordings: {
      en: ['WorkSpace custom *image creation error', '*Image *Checker reports failures'],
      ja: ['カスタムイメージの作成エラー'],
    },
    causes: [[null, 'administrator']],
    documented: true,
    decidedBy: [],
    source: 'whitepaper',
    words: {
      en: {
        message: 'A custom image cannot be created',
        causes: ['The WorkSpace does not meet the requirements that the Image Checker tests.'],
        advice: 'Run the Image Checker in the WorkSpace and clear every failure and warning.',
      },
      ja: {
        message: 'カスタムイメージを作成できません',
        causes: ['WorkSpace が、Image Checker の調べる要件を満たしていません。'],
        advice: 'WorkSpace で Image Checker を実行し、失敗と警告をすべて解消してください。',
      },
    },
  }),
  defineMessage({
    id: 'entra-sync',
    printed: ['failed to satisfy constraint'],
    wordings: {
      en: [
        'validation errors detected value at name givenName failed to satisfy constraint Entra ID synchronization',
      ],
      ja: ['Entra ID のユーザー同期の検証エラー'],
    },
    causes: [[null, 'administrator']],
    documented: true,
    decidedBy: [],
    source: 'guide-2025',
    words: {
      en: {
        message: 'A user does not synchronise from Microsoft Entra ID',
        causes: ['The user lacks a first name, a last name or a display name.'],
        advice: 'Fill in the names of the user in Entra ID and synchronise again.',
      },
      ja: {
        message: 'Microsoft Entra ID のユーザーが同期されません',
        causes: ['ユーザーに名、姓、表示名のいずれかがありません。'],
        advice: 'Entra ID でユーザーの名前を入力し、もう一度同期してください。',
      },
    },
  }),
];
