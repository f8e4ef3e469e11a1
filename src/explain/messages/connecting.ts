/**
 * What the client says when it cannot register, sign in or stream because of a network.
 * Sources: technical-facts A.6 (AWS troubleshooting pages, admin and user guide); guide2016 3637-3646, 4220, 4238-4260; guide2025, client ports.
 */
import { defineMessage, type ClientMessage } from '../message.ts';
import { SAID } from '../said.ts';

export const CONNECTING: readonly ClientMessage[] = [
  defineMessage({
    id: 'no-network',
    wordings: {
      en: [
        'no network network connection lost check your network connection or contact your administrator for help',
        'no network',
        '*network connection lost',
        '*network connection *lost',
        'connection to the *network was *lost',
        '*not connected to a *network',
      ],
      ja: ['ネットワークがありません ネットワーク接続が失われました', '*ネットワーク に接続 *されていません'],
    },
    causes: ['dcv/tcp-blocked', 'local/offline', 'https/blocked', ['proxy/required', 'this-machine']],
    documented: false,
    decidedBy: ['local', 'https', 'tcp-4195', 'udp-4195'],
    source: 'user-guide',
    words: {
      en: {
        message: 'No network. Network connection lost',
        causes: [
          'The client is set to its own proxy: versions 3.0.0 to 3.0.11 on Windows and 3.0.0 to 3.1.4 on Linux show this then.',
        ],
        advice: 'Run a check for DCV. If 4195 is open, look at the proxy setting of the client.',
      },
      ja: {
        message: 'ネットワークがありません。ネットワーク接続が失われました',
        causes: [
          'クライアントに独自のプロキシが設定されています。Windows の 3.0.0 から 3.0.11、Linux の 3.0.0 から 3.1.4 ではこの文が出ます。',
        ],
        advice:
          'DCV のチェックを実行してください。4195 が開いていれば、クライアントのプロキシ設定を確かめてください。',
      },
    },
  }),
  defineMessage({
    id: 'network-error',
    wordings: {
      en: [
        'client gives me a network error but I am able to use other network-enabled apps on my device',
        '*network error while other *apps work',
        'client network error but the *browser works fine',
        '*only the *WorkSpaces client says *network *error',
      ],
      ja: ['クライアントでネットワークエラーが出るが、ほかのアプリは使える'],
      de: [
        'Die WorkSpaces-Clientanwendung gibt einen Netzwerkfehler aus, aber ich kann andere netzwerkfähige Apps auf meinem Gerät verwenden',
      ],
      fr: [
        "Le client WorkSpaces m'indique une erreur réseau, mais je peux utiliser d'autres applications réseau sur mon appareil",
      ],
    },
    causes: [
      ['https/blocked', 'path'],
      ['dcv/tcp-blocked', 'path'],
      ['client/roots-missing', 'this-machine'],
      ['proxy/authentication', 'local-network'],
      ['latency/loss', 'local-network'],
    ],
    documented: false,
    decidedBy: ['dns', 'https', 'tcp-4172', 'tcp-4195', 'latency'],
    source: 'user-guide',
    words: {
      en: {
        message: 'The client reports a network error, and other programs work',
        causes: [
          'The firewall allows the web and not every name that WorkSpaces needs.',
          'The streaming ports 4172 or 4195 do not get through: a browser does not need them.',
          'This computer lacks the Amazon root certificates, or somebody on the way decrypts.',
          'The proxy asks the client for a password, which browsers can give and the client cannot.',
          'The line is slower than 1 Mbps, or drops for moments.',
        ],
        advice:
          'Run a check: it compares the names, the ports and the certificates with what the documents ask for.',
      },
      ja: {
        message: 'クライアントだけがネットワークエラーになり、ほかのアプリは使えます',
        causes: [
          'ファイアウォールは Web を許可していますが、WorkSpaces に必要な名前のすべては許可していません。',
          '画面を送るポート 4172 または 4195 が通りません。ブラウザーには不要なポートです。',
          'このパソコンに Amazon のルート証明書がないか、途中で通信が復号されています。',
          'プロキシがパスワードを求めています。ブラウザーは渡せますが、クライアントは渡せません。',
          '回線が 1 Mbps より遅いか、ときどき途切れます。',
        ],
        advice: 'チェックを実行してください。名前、ポート、証明書を、文書が求めるものと比べます。',
      },
    },
  }),
  defineMessage({
    id: 'could-not-launch',
    wordings: {
      en: [
        'unable to connect unknown error while launching your WorkSpace',
        'could not launch WorkSpace',
        'could not launch your WorkSpace please try again',
        'unknown error occurred could not launch your WorkSpace',
        'we could not connect you to your WorkSpace',
        'unable to connect we could not connect you to your WorkSpace',
        'we could not connect you to your WorkSpace an unknown error occurred',
        'grey loading screen then returns to login page',
        'shows a grey *loading screen and then goes back to the *login page',
        'after signing in it shows *loading and then I am back at the *login page',
        'stuck at *loading after login',
        '*loading then login page',
        'an error occurred while launching your workspace',
        'could not start the *instance *service *unavailable',
      ],
      ja: [
        '接続できません WorkSpace に接続できませんでした',
        '不明なエラーが発生しました WorkSpace を起動できませんでした',
        'WorkSpace を起動できませんでした',
      ],
      de: [
        'Wir konnten Ihren WorkSpace nicht starten. Versuchen Sie es erneut.',
        'Ein unbekannter Fehler ist aufgetreten. Der WorkSpace konnte nicht gestartet werden.',
      ],
      fr: ["Nous n'avons pas pu lancer votre WorkSpace. Veuillez réessayer."],
    },
    causes: [
      'pcoip/tcp-blocked',
      'dcv/tcp-blocked',
      'gateway/rejected',
      ['mtu/black-hole', 'path'],
      [null, 'workspace'],
    ],
    documented: true,
    decidedBy: ['tcp-4172', 'udp-4172', 'tcp-4195', 'udp-4195', 'mtu'],
    source: 'knowledge-centre',
    words: {
      en: {
        message: 'An unknown error occurred, or the WorkSpace could not be launched',
        causes: [
          'Large packets vanish, so the session hangs after sign-in.',
          'The WorkSpace itself is stopped or starting; that cannot be seen from here.',
        ],
        advice: 'Run a check for the protocol of this WorkSpace: the streaming ports decide.',
      },
      ja: {
        message: '不明なエラーが発生したか、WorkSpace を起動できませんでした',
        causes: [
          '大きなパケットが消えるため、サインイン後にセッションが止まります。',
          'WorkSpace 自体が停止中か、起動中です。ここからは確かめられません。',
        ],
        advice: 'この WorkSpace のプロトコルでチェックを実行してください。画面を送るポートで判断できます。',
      },
    },
  }),
  defineMessage({
    id: 'gathering-requirements',
    printed: [
      'Streaming-Anforderungen werden erfasst',
      'Collecte des exigences de streaming',
      'Collecte des exigences de diffusion',
      'gathering streaming requirements',
    ],
    wordings: {
      en: ['hangs at gathering streaming requirements'],
      ja: ['ストリーミング要件を収集しています'],
    },
    causes: [[null, 'this-machine'], 'dcv/tcp-blocked', 'pcoip/tcp-blocked'],
    documented: false,
    decidedBy: ['client', 'tcp-4172', 'tcp-4195'],
    source: 'public-thread',
    words: {
      en: {
        message: 'Stuck at gathering streaming requirements, after sign-in',
        causes: ['The streaming program of the client is missing or cannot start on this computer.'],
        advice:
          "Read the client's log with `preflight explain --file LOG`: it says whether the program started. Then run a check for the ports.",
      },
      ja: {
        message: 'サインイン後、ストリーミング要件の収集で止まります',
        causes: ['クライアントのストリーミング用プログラムがないか、このパソコンで起動できません。'],
        advice:
          '`preflight explain --file LOG` でクライアントのログを読んでください。プログラムが起動したかどうかが分かります。次に、ポートをチェックしてください。',
      },
    },
  }),
  defineMessage({
    id: 'invalid-certificate',
    wordings: {
      en: [
        'invalid certificate error on the client application what does that mean',
        'invalid *certificate error',
        '*certificate is not valid',
        'invalid *certificate in the *WorkSpaces *client',
        'the certificate of the service could not be verified',
        'unable to verify certificate',
      ],
      ja: ['無効な証明書エラー', 'サービスの証明書を検証できません'],
      de: ['Ich habe in der Client-Anwendung die Fehlermeldung „Ungültiges Zertifikat“ erhalten'],
      fr: ["J'ai reçu une erreur de certificat non valide dans l'application cliente"],
    },
    causes: [
      'https/tls-intercepted',
      'client/roots-missing',
      'https/clock-skew',
      ['https/certificate-invalid', 'path'],
    ],
    documented: true,
    decidedBy: ['https'],
    source: 'user-guide',
    words: {
      en: {
        message: 'Invalid certificate',
        causes: [SAID.en.otherServer],
        advice: 'Run a check: it names the issuer as it stands, and compares the clock.',
      },
      ja: {
        message: '無効な証明書',
        causes: [SAID.ja.otherServer],
        advice: 'チェックを実行してください。発行者をそのまま示し、時計を比べます。',
      },
    },
  }),
  defineMessage({
    id: 'slow-network',
    wordings: {
      en: [
        'network connection is slow warning when connected',
        'network connection is slow',
        '*slow network warning',
        '*slow network connection',
        'connection is *slow',
        'slow',
      ],
      ja: ['ネットワーク接続が遅い 警告', '接続が遅い'],
      de: ['Ich erhalte die Warnung, dass die Netzwerkverbindung langsam ist'],
      fr: ["J'obtiens un avertissement « connexion réseau lente » lorsque je suis connecté"],
    },
    causes: [
      ['latency/affected', 'path'],
      ['latency/loss', 'local-network'],
      ['latency/jitter', 'local-network'],
      ['vpn/all-traffic', 'local-network'],
    ],
    documented: true,
    decidedBy: ['latency', 'local'],
    source: 'user-guide',
    words: {
      en: {
        message: 'Your network connection is slow',
        causes: [
          'The round trip to the Region is above 100 ms: too far away, or a detour.',
          'Packets are lost, often on Wi-Fi.',
          'The delay varies: a full line, or Wi-Fi.',
          'The VPN makes a detour.',
        ],
        advice: 'Run a check by cable and by Wi-Fi, with and without the VPN, and compare the two.',
      },
      ja: {
        message: 'ネットワーク接続が遅い',
        causes: [
          'リージョンまでの往復時間が 100 ms を超えています。距離が遠いか、遠回りをしています。',
          'パケットが失われています。Wi-Fi でよく起こります。',
          '遅延がばらついています。回線が混んでいるか、Wi-Fi です。',
          'VPN で遠回りになっています。',
        ],
        advice: '有線と Wi-Fi、VPN のオンとオフでそれぞれチェックし、結果を比べてください。',
      },
    },
  }),
  defineMessage({
    id: 'black-screen',
    wordings: {
      en: [
        'black screen after connecting',
        'after login just a *black screen and the mouse',
        'screen stays *black',
        'session connects but *black screen',
        'session connects but the picture stays black',
      ],
      ja: ['画面が黒いまま', '接続後に黒い画面'],
      de: ['Mein *WorkSpace bleibt nach dem Anmelden *schwarz'],
    },
    causes: [
      ['pcoip/udp-rejected', 'path'],
      ['streaming/udp-silent', 'path'],
      ['mtu/too-small', 'local-network'],
    ],
    documented: false,
    decidedBy: ['udp-4172', 'mtu'],
    source: 'guide-2025',
    words: {
      en: {
        message: 'The session connects and the screen stays black',
        causes: [
          'PCoIP: UDP 4172 is refused.',
          'No UDP gets through, or the answers do not come back (source ports 50002 and 55002).',
          'The VPN carries packets that are too small.',
        ],
        advice: 'Run a check for PCoIP: UDP 4172 and the packet size decide.',
      },
      ja: {
        message: 'セッションはつながるが、画面が黒いまま',
        causes: [
          'PCoIP：UDP 4172 が拒否されています。',
          'UDP が通らないか、返事が戻りません（送信元ポート 50002 と 55002）。',
          'VPN が運べるパケットが小さすぎます。',
        ],
        advice: 'PCoIP のチェックを実行してください。UDP 4172 とパケットの大きさで判断できます。',
      },
    },
  }),
];
