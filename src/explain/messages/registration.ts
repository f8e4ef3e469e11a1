/** Registration codes and invitations. Sources: technical-facts A.6; guide2016 3501, 4242-4260; user guide, client troubleshooting. */
import { defineMessage, type ClientMessage } from '../message.ts';
import { SAID } from '../said.ts';

export const REGISTRATION: readonly ClientMessage[] = [
  defineMessage({
    id: 'register-dns',
    wordings: {
      en: [
        'unable to register DNS server issue',
        'cannot register your WorkSpace because of a problem with the DNS server',
        'registration failed DNS',
        'unable to *register because of a DNS server issue',
        '*unable to *register',
      ],
      ja: ['DNS サーバーの問題のため登録できません'],
    },
    causes: [
      ['registration/name-invalid', 'administrator'],
      ['dns/name-not-found', 'local-network'],
      'dns/no-answer',
    ],
    documented: false,
    decidedBy: ['dns'],
    source: 'knowledge-centre',
    words: {
      en: {
        message: 'Unable to register because of a DNS server issue',
        causes: [
          'The registration code is a name, and its TXT record is missing, doubled or of the wrong form.',
          'The name lives in a private zone that this network does not see (VPN off?).',
        ],
        advice:
          'Check with `--registration-code NAME --region CODE`, once with the VPN on and once with it off.',
      },
      ja: {
        message: 'DNS サーバーの問題のため登録できません',
        causes: [
          '登録コードが名前で、その TXT レコードがないか、複数あるか、形が違います。',
          'その名前は、このネットワークから見えないプライベートゾーンにあります（VPN がオフですか）。',
        ],
        advice:
          '`--registration-code NAME --region CODE` を付けて、VPN がオンのときとオフのときにチェックしてください。',
      },
    },
  }),
  defineMessage({
    id: 'registration-service',
    wordings: {
      en: [
        'device can not connect to the WorkSpaces registration service check your network settings',
        'your device is not able to connect to the WorkSpaces Registration service',
        'you will not be able to register your *device with WorkSpaces please check your network settings',
        '*registration service failure',
        'unable to reach *registration service',
      ],
      ja: ['デバイスが WorkSpaces 登録サービスに接続できません', '*デバイス を WorkSpaces に登録できません'],
      de: ['Das Gerät kann sich nicht mit dem Registrierungsservice verbinden'],
      fr: ["L'appareil ne peut pas se connecter au service d'enregistrement"],
    },
    causes: [[null, 'account'], 'https/blocked', 'dns/name-not-found', 'proxy/authentication'],
    documented: true,
    decidedBy: ['dns', 'https'],
    source: 'guide-2016',
    words: {
      en: {
        message: 'The device cannot connect to the registration service',
        causes: [
          'The directory of the registration code was deleted, or the code is wrong; that cannot be seen from here.',
        ],
        advice:
          'Compare the registration code letter by letter with the invitation, then run a check: DNS and 443 decide.',
      },
      ja: {
        message: 'デバイスが登録サービスに接続できません',
        causes: ['登録コードのディレクトリが削除されたか、コードが違います。ここからは確かめられません。'],
        advice:
          '登録コードを招待メールと一文字ずつ比べてから、チェックを実行してください。DNS と 443 で判断できます。',
      },
    },
  }),
  defineMessage({
    id: 'registration-code',
    wordings: {
      en: [
        '*registration *code is not valid',
        'invalid *registration *code',
        'the *registration *code is wrong',
      ],
      ja: ['登録コードが無効です', '登録コードが正しくありません'],
    },
    causes: [
      [null, 'account'],
      [null, 'administrator'],
    ],
    documented: true,
    decidedBy: [],
    source: 'guide-2016',
    words: {
      en: {
        message: 'The registration code is not valid',
        causes: [
          'The code was typed wrongly, or is that of another directory.',
          'The directory of the code was deleted or moved.',
        ],
        advice: `Copy the code again from the invitation; ask the administrator whether it still holds. ${SAID.en.noPort}`,
      },
      ja: {
        message: '登録コードが無効です',
        causes: [
          'コードの入力が違うか、別のディレクトリのコードです。',
          'コードのディレクトリが削除されたか、移されました。',
        ],
        advice: `招待メールからコードをコピーし直し、今も有効かどうかを管理者に尋ねてください。${SAID.ja.noPort}`,
      },
    },
  }),
  defineMessage({
    id: 'no-registration-email',
    wordings: {
      en: [
        'did not receive an email with my Amazon WorkSpaces registration code',
        'no invitation email with the registration code',
      ],
      ja: ['登録コードの記載されたメールを受信していません', '招待メールが届きません'],
      de: ['Ich habe keine E-Mail mit meinem Registrierungscode erhalten'],
      fr: ["Je n'ai pas reçu d'e-mail avec mon code d'enregistrement"],
    },
    causes: [
      [null, 'administrator'],
      [null, 'account'],
    ],
    documented: true,
    decidedBy: [],
    source: 'user-guide',
    words: {
      en: {
        message: 'No email with the registration code came',
        causes: [
          'The administrator has not sent the invitation: with AD Connector or a trusted domain none is sent by itself.',
          'The mail address in the directory is wrong, or the mail was taken for spam.',
        ],
        advice: 'Ask the administrator for the registration code.',
      },
      ja: {
        message: '登録コードのメールが届きません',
        causes: [
          '管理者が招待を送っていません。AD Connector や信頼されたドメインでは、自動では送られません。',
          'ディレクトリのメールアドレスが違うか、迷惑メールに分類されました。',
        ],
        advice: '管理者に登録コードを尋ねてください。',
      },
    },
  }),
  defineMessage({
    id: 'invitation-expired',
    wordings: {
      en: ['*invitation *expired', 'the WorkSpaces *invitation has *expired'],
      ja: ['招待の有効期限が切れた', '招待の期限が切れました'],
      de: ['Ihre Einladung läuft ab'],
      fr: ['votre invitation expirera'],
      es: ['la invitación caducará'],
      pt: ['seu convite expirará'],
    },
    causes: [[null, 'account']],
    documented: true,
    decidedBy: [],
    source: 'user-guide',
    words: {
      en: {
        message: 'The invitation has expired',
        causes: ['The profile was not completed within seven days of the invitation.'],
        advice: 'Ask the administrator to send a new invitation.',
      },
      ja: {
        message: '招待の有効期限が切れています',
        causes: ['招待から七日以内に、プロファイルが完成しませんでした。'],
        advice: '管理者に、招待をもう一度送るよう頼んでください。',
      },
    },
  }),
];
