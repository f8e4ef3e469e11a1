/**
 * Messages of sign-in that come from the account, the directory or its settings: most of them clear the network.
 * Sources: knowledge centre (authentication, SAML); user guide; guide2016 3501, 4257; guide2025 6786-6884, 6989-7012, 8509, 8923; FAQ 649; whitepaper 1063-1069.
 */
import { defineMessage, type ClientMessage } from '../message.ts';
import { SAID } from '../said.ts';

export const SIGN_IN: readonly ClientMessage[] = [
  defineMessage({
    id: 'authentication',
    printed: ['please check your username and password to make sure you typed them correctly'],
    wordings: {
      en: [
        'authentication failed please check your username and password to make sure you typed them correctly',
        'authentication failed',
        '*WorkSpaces incorrect *username or *password',
      ],
      ja: [
        '認証に失敗しました ユーザー名とパスワードを確認して、正しく入力したことを確認してください',
        '認証に失敗しました',
        '*WorkSpaces ユーザー名またはパスワードが正しくありません',
      ],
      de: [
        '*Authentifizierung fehlgeschlagen: Benutzername oder Passwort falsch',
        'Authentifizierung fehlgeschlagen: Überprüfen Sie Ihren Benutzernamen und Ihr Passwort',
        'Authentifizierung fehlgeschlagen, bitte Benutzername und Passwort prüfen',
      ],
      es: ['Error de autenticación: compruebe su nombre de usuario y contraseña'],
      fr: [
        "Échec de l'authentification : vérifiez que vous avez correctement saisi votre nom d'utilisateur et votre mot de passe",
      ],
    },
    causes: [
      [null, 'account'],
      [null, 'account'],
      [null, 'administrator'],
    ],
    documented: true,
    decidedBy: [],
    source: 'knowledge-centre',
    words: {
      en: {
        message: 'Authentication failed: check your user name and password',
        causes: [
          'The password is wrong or expired, or the account is locked or must change it at the next sign-in.',
          'The registration code belongs to another directory than the account.',
          'The user in the directory was changed (name, pre-authentication), or multi-factor sign-in is set wrongly.',
        ],
        advice:
          'The directory answered, so the network works. Ask whoever resets passwords; compare the registration code with the invitation.',
      },
      ja: {
        message: '認証に失敗しました：ユーザー名とパスワードを確認してください',
        causes: [
          'パスワードが違うか期限切れです。または、アカウントがロックされているか、次回サインイン時の変更が必要です。',
          '登録コードが、アカウントとは別のディレクトリのものです。',
          'ディレクトリのユーザーが変更されたか（名前、事前認証）、多要素認証の設定が違います。',
        ],
        advice:
          'ディレクトリから返事が来ているので、ネットワークは働いています。パスワードの担当者に尋ね、登録コードを招待メールと比べてください。',
      },
    },
  }),
  defineMessage({
    id: 'directory-unavailable',
    printed: ['your directory could not be reached at this time'],
    wordings: {
      en: [
        'directory unavailable your directory could not be reached at this time please contact your administrator for more details',
        '*directory *unavailable',
      ],
      ja: ['ディレクトリが使用不可 現在ディレクトリに到達できませんでした', 'ディレクトリを利用できません'],
      de: [
        '*WorkSpaces: Ihr *Verzeichnis ist nicht erreichbar',
        'Verzeichnis nicht verfügbar: Ihr Verzeichnis konnte derzeit nicht erreicht werden',
      ],
      fr: ["Répertoire non disponible : impossible d'accéder à votre répertoire pour le moment"],
    },
    causes: [
      [null, 'administrator-network'],
      [null, 'administrator'],
    ],
    documented: true,
    decidedBy: ['directory'],
    source: 'knowledge-centre',
    words: {
      en: {
        message: 'Directory unavailable: your directory could not be reached at this time',
        causes: [
          'The service does not reach the domain controllers or their DNS servers: VPN, routes or firewall of the directory’s network.',
          'The directory or its connector is impaired, or its service account no longer works.',
        ],
        advice:
          'Your own network brought you to the service. The administrator can run `preflight directory` from the network of the connector.',
      },
      ja: {
        message: 'ディレクトリが使用できません：現在、ディレクトリに到達できません',
        causes: [
          'サービスが、ドメインコントローラーまたはその DNS サーバーに届きません。ディレクトリ側の VPN、ルート、ファイアウォールを確かめてください。',
          'ディレクトリまたはコネクターに障害があるか、サービスアカウントが使えなくなっています。',
        ],
        advice:
          'ご自身のネットワークはサービスまで届いています。管理者は、コネクターのネットワークから `preflight directory` を実行できます。',
      },
    },
  }),
  defineMessage({
    id: 'not-authorized',
    wordings: {
      en: [
        'organization has *disabled this *client type for *WorkSpaces',
        'this device is not authorized to access the WorkSpace please contact your administrator',
        'device not authorized contact your administrator for assistance',
        'not *authorised to access *workspace',
        'by *default *Linux client access is *disabled',
      ],
      ja: [
        'この組織では Linux *クライアント が *無効 になっています',
        'このデバイスは WorkSpace へのアクセスを許可されていません',
        'このデバイスは許可されていません',
      ],
      pt: ['Por padrão, o acesso ao cliente do Linux está desabilitado'],
    },
    causes: [
      [null, 'administrator'],
      [null, 'administrator'],
      [null, 'administrator'],
      ['vpn/all-traffic', 'this-machine'],
    ],
    documented: true,
    decidedBy: ['local'],
    source: 'guide-2025',
    words: {
      en: {
        message: 'This device is not authorized to access the WorkSpace',
        causes: [
          'This type of client is switched off for the directory: on Linux and in Web Access it is off by default.',
          'The public address of this network is not in the IP access control group of the directory; that cannot be seen from here.',
          'The directory asks for a device certificate that this computer lacks (Linux, iPad, Web Access and zero clients cannot have one).',
          'A VPN changes the public address that the service sees.',
        ],
        advice:
          'Nothing is blocked here: ask the administrator whether your type of client is allowed, then to compare your public address with the IP access control group, with the VPN on and off.',
      },
      ja: {
        message: 'このデバイスは WorkSpace へのアクセスを許可されていません',
        causes: [
          'この種類のクライアントが、ディレクトリで無効になっています。Linux と Web Access は、既定で無効です。',
          'このネットワークの公開アドレスが、ディレクトリの IP アクセスコントロールグループにありません。ここからは確かめられません。',
          'ディレクトリがデバイス証明書を求めていますが、このパソコンにはありません（Linux、iPad、Web Access、ゼロクライアントでは使えません）。',
          'VPN のため、サービスから見える公開アドレスが変わっています。',
        ],
        advice:
          'ここで遮断されているものはありません。管理者に、この種類のクライアントが許可されているかを尋ね、次に、VPN がオンとオフのときの公開アドレスを IP アクセスコントロールグループと比べてもらってください。',
      },
    },
  }),
  defineMessage({
    id: 'no-reset-email',
    wordings: {
      en: [
        'forgot my password and tried to reset it but did not receive an email with a reset link',
        'no email with the password reset link',
      ],
      ja: ['パスワードを忘れてリセットしようとしたが、リセットリンクのメールが届かない'],
      de: [
        'Ich habe mein Passwort vergessen und wollte es zurücksetzen, habe aber keine E-Mail mit einem Link zum Zurücksetzen erhalten',
      ],
      fr: [
        "J'ai oublié mon mot de passe et j'ai tenté de le réinitialiser, mais je n'ai pas reçu d'e-mail avec un lien de réinitialisation",
      ],
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
        message: 'No email with a password reset link came',
        causes: [
          'The directory does not let users reset passwords themselves: with AD Connector it cannot.',
          'The mail address in the directory is wrong.',
        ],
        advice: 'Ask the administrator, or whoever resets passwords in your company.',
      },
      ja: {
        message: 'パスワードのリセットリンクのメールが届きません',
        causes: [
          'ディレクトリで、ユーザー自身によるリセットができません。AD Connector では使えません。',
          'ディレクトリのメールアドレスが違います。',
        ],
        advice: '管理者、または社内のパスワード担当者に尋ねてください。',
      },
    },
  }),
  defineMessage({
    id: 'saml',
    printed: [
      'your request included an invalid saml response',
      'not authorized to perform sts:AssumeRoleWithSAML',
      'AuthSamlManifestNotFoundException',
      'AssumeRoleWithSAML',
      "specified provider doesn't exist",
    ],
    wordings: {
      en: ['invalid *SAML response', '*SAML sign-in failed at the identity provider'],
      ja: ['*SAML 応答が無効です', '*SAML のサインインに失敗しました'],
    },
    causes: [
      [null, 'administrator'],
      [null, 'account'],
    ],
    documented: true,
    decidedBy: [],
    source: 'knowledge-centre',
    words: {
      en: {
        message: 'SAML sign-in is refused',
        causes: [
          'The role, its trust policy, the provider or the relay state is set wrongly at the identity provider or in AWS.',
          'The user is not assigned to the application, or the name that the provider sends is not the one in the directory.',
        ],
        advice:
          'The pages of sign-in were reached, so the network works. Hand the whole text to the administrator.',
      },
      ja: {
        message: 'SAML のサインインが拒否されました',
        causes: [
          'ID プロバイダーまたは AWS 側で、ロール、信頼ポリシー、プロバイダー、リレーステートのいずれかの設定が違います。',
          'ユーザーがアプリに割り当てられていないか、送られた名前がディレクトリの名前と違います。',
        ],
        advice:
          'サインインのページには届いているので、ネットワークは働いています。文の全体を管理者に渡してください。',
      },
    },
  }),
  defineMessage({
    id: 'returning-to-app',
    wordings: {
      en: [
        "we're returning you to your Amazon WorkSpaces app if the app does not open automatically return to your WorkSpaces app and try again",
        'returning you to your Amazon WorkSpaces app',
      ],
      ja: ['Amazon WorkSpaces アプリに戻ります', 'アプリが自動的に開かない'],
      de: ['Wir bringen Sie zurück zu Ihrer Amazon WorkSpaces-App'],
      fr: ['Nous vous redirigeons vers votre application Amazon WorkSpaces'],
    },
    causes: [
      [null, 'this-machine'],
      [null, 'this-machine'],
      ['client/outdated', 'this-machine'],
    ],
    documented: false,
    decidedBy: ['client'],
    source: 'guide-2025',
    words: {
      en: {
        message: 'SAML: the browser says it returns to the WorkSpaces app, and nothing opens',
        causes: [
          'No program is registered for `workspaces://` links: the client is missing, or was installed for another user.',
          'The browser asked whether it may open WorkSpaces, and the question was refused or is hidden.',
          'The client is older than SAML sign-in needs (Windows 5.1.0.3029, macOS 5.x, Linux 2024.1 or 24.1).',
        ],
        advice:
          'Sign-in itself has worked, so the network is not the cause. Allow the browser to open the app, or install the client again.',
      },
      ja: {
        message: 'SAML：ブラウザーに「アプリに戻ります」と出たまま、何も開きません',
        causes: [
          '`workspaces://` のリンクに登録されたプログラムがありません。クライアントがないか、別のユーザー用に入っています。',
          'WorkSpaces を開いてよいかというブラウザーの質問が、拒否されたか、隠れています。',
          'クライアントが SAML に必要な版より古い版です（Windows 5.1.0.3029、macOS 5.x、Linux 2024.1 または 24.1）。',
        ],
        advice:
          'サインインはできているので、ネットワークが原因ではありません。ブラウザーにアプリを開くことを許可するか、クライアントを入れ直してください。',
      },
    },
  }),
  defineMessage({
    id: 'web-access-off',
    wordings: {
      en: [
        'enable web access please contact your administrator',
        'web access is disabled contact your system administrator to enable web access',
        'web access is not enabled for this directory',
      ],
      ja: [
        'このディレクトリではウェブアクセスが無効になっています',
        'Web Access を有効にするよう管理者に連絡',
      ],
      de: ['*Web *Access ist *deaktiviert. Wenden Sie sich an Ihren Administrator.'],
      fr: ['*Web *Access est *désactivé. Contactez votre administrateur.'],
    },
    causes: [[null, 'administrator']],
    documented: true,
    decidedBy: [],
    source: 'faq',
    words: {
      en: {
        message: 'Web Access is not enabled',
        causes: ['Web Access is switched off for the directory: that is the default.'],
        advice:
          'Ask the administrator to switch Web Access on for the directory and to restart the WorkSpace; or use the installed client.',
      },
      ja: {
        message: 'Web Access が有効になっていません',
        causes: ['ディレクトリで Web Access が無効です。これが既定の状態です。'],
        advice:
          '管理者に、ディレクトリで Web Access を有効にし、WorkSpace を再起動するよう頼んでください。または、インストールしたクライアントを使ってください。',
      },
    },
  }),
  defineMessage({
    id: 'web-access-policies',
    wordings: {
      en: [
        'users experience long logon times or black screens with Web Access',
        'having trouble when I try to connect to my Windows WorkSpace using Web Access',
        '*Web *Access *black screen',
      ],
      ja: [
        'Web Access でログオンに時間がかかる、黒い画面になる',
        'Web Access で Windows WorkSpace に接続できない',
      ],
      de: ['Meine Benutzer erleben lange Anmeldezeiten oder schwarze Bildschirme mit Web Access'],
      fr: ['Mes utilisateurs rencontrent de longs délais de connexion ou des écrans noirs avec Web Access'],
    },
    causes: [[null, 'workspace']],
    documented: true,
    decidedBy: [],
    source: 'guide-2025',
    words: {
      en: {
        message: 'Web Access: long sign-in times or black screens',
        causes: [
          'Inside the WorkSpace one Group Policy setting and three security policy settings of sign-in are not as Web Access needs them.',
        ],
        advice: `Ask the administrator for the four policy settings of Web Access. ${SAID.en.noPort}`,
      },
      ja: {
        message: 'Web Access：サインインに時間がかかる、または黒い画面になる',
        causes: [
          'WorkSpace の中の、サインインに関するグループポリシー一つとセキュリティポリシー三つが、Web Access に合っていません。',
        ],
        advice: `管理者に、Web Access の四つのポリシー設定を頼んでください。${SAID.ja.noPort}`,
      },
    },
  }),
  defineMessage({
    id: 'smart-card-root',
    printed: ['verify_certificate() failed', 'pam_pkcs11', 'pam_pkcsll'],
    wordings: {
      en: [
        '*pam_pkcs11 verify certificate failed',
        '*smart *card certificate is not trusted by the Linux WorkSpace',
      ],
      ja: ['スマートカードの証明書を検証できません pam_pkcs11'],
    },
    causes: [
      [null, 'administrator'],
      [null, 'account'],
    ],
    documented: true,
    decidedBy: [],
    source: 'guide-2025',
    words: {
      en: {
        message: 'Smart card: pam_pkcs11 cannot verify a certificate of the card',
        causes: [
          'The certificate of the card ends in a root that the Linux WorkSpace does not know.',
          'The card holds several certificates, and this is not the one for sign-in.',
        ],
        advice: `The administrator adds the root of the card to the Linux WorkSpace. ${SAID.en.noPort}`,
      },
      ja: {
        message: 'スマートカード：pam_pkcs11 がカードの証明書を検証できません',
        causes: [
          'カードの証明書のルートを、Linux WorkSpace が知りません。',
          'カードに複数の証明書があり、これはサインイン用ではありません。',
        ],
        advice: `管理者が、カードのルート証明書を Linux WorkSpace に追加します。${SAID.ja.noPort}`,
      },
    },
  }),
];
