/**
 * Error codes about certificates that programs print in every language, with their probable causes.
 * Sources: those of codes.ts.
 */
import { defineMessage, type ClientMessage } from '../message.ts';
import { SAID } from '../said.ts';

export const CERTIFICATE_CODES: readonly ClientMessage[] = [
  defineMessage({
    id: 'code-certificate-date',
    printed: [
      'ERR_CERT_DATE_INVALID',
      'CERT_HAS_EXPIRED',
      'CERT_NOT_YET_VALID',
      'SEC_E_CERT_EXPIRED',
      'CERT_E_EXPIRED',
      'SEC_ERROR_EXPIRED_CERTIFICATE',
      'SEC_ERROR_EXPIRED_ISSUER_CERTIFICATE',
      'MOZILLA_PKIX_ERROR_NOT_YET_VALID_CERTIFICATE',
      'ssl certificate problem certificate has expired',
      'ssl certificate problem certificate is not yet valid',
      'certificate verify failed certificate has expired',
      'certificate has expired or is not yet valid',
      'CertificateExpiredException',
      'NSURLErrorServerCertificateHasBadDate',
    ],
    wordings: {
      en: ['the *certificate has *expired or is not yet valid'],
      ja: ['*証明書 の *有効期限 が切れています'],
    },
    causes: ['https/clock-skew', ['https/certificate-invalid', 'path']],
    documented: false,
    decidedBy: ['https'],
    source: 'programs',
    words: {
      en: {
        message: 'A certificate is out of date (ERR_CERT_DATE_INVALID, CERT_HAS_EXPIRED)',
        causes: ['The certificate that came has really expired.'],
        advice: 'Compare the clock with another one, then run a check: it asks several servers for the time.',
      },
      ja: {
        message: '証明書の有効期間から外れています（ERR_CERT_DATE_INVALID、CERT_HAS_EXPIRED）',
        causes: ['届いた証明書の期限が実際に切れています。'],
        advice: '時計をほかの時計と比べてから、チェックを実行してください。複数のサーバーに時刻を尋ねます。',
      },
    },
  }),
  defineMessage({
    id: 'code-certificate-name',
    printed: [
      'ERR_CERT_COMMON_NAME_INVALID',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      "Hostname/IP does not match certificate's altnames",
      'hostname ip does not match certificate altnames',
      'SEC_E_WRONG_PRINCIPAL',
      'CERT_E_CN_NO_MATCH',
      'SSL_ERROR_BAD_CERT_DOMAIN',
      'no alternative certificate subject name matches',
      'hostname mismatch certificate is not valid for',
      'x509 certificate is valid for',
    ],
    wordings: { en: ['the *certificate is for another *name'], ja: ['証明書の名前が一致しません'] },
    causes: [
      'network/captive-portal',
      ['https/certificate-invalid', 'path'],
      ['dns/redirected', 'local-network'],
    ],
    documented: false,
    decidedBy: ['dns', 'https'],
    source: 'programs',
    words: {
      en: {
        message:
          'A certificate bears another name (ERR_CERT_COMMON_NAME_INVALID, ERR_TLS_CERT_ALTNAME_INVALID)',
        causes: [SAID.en.otherServer, 'The DNS servers of this network send the name to another server.'],
        advice:
          'Run a check: it reads the certificate of every name, and asks each DNS server for its address.',
      },
      ja: {
        message: '証明書の名前が違います（ERR_CERT_COMMON_NAME_INVALID、ERR_TLS_CERT_ALTNAME_INVALID）',
        causes: [
          SAID.ja.otherServer,
          'このネットワークの DNS サーバーが、名前を別のサーバーに向けています。',
        ],
        advice:
          'チェックを実行してください。各サーバーの証明書を読み、アドレスを各 DNS サーバーに問い合わせます。',
      },
    },
  }),
  defineMessage({
    id: 'code-certificate-authority',
    printed: [
      'UntrustedRoot',
      'certificate chain was issued by an authority that is not trusted',
      'nicht vertrauenswürdigen Zertifizierungsstelle ausgestellt',
      'par une autorité qui n’est pas approuvée',
      '信頼されていない機関によって発行',
      'konnte keine Vertrauensstellung hergestellt werden',
      'ERR_CERT_AUTHORITY_INVALID',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'UNABLE_TO_GET_ISSUER_CERT',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'SEC_E_UNTRUSTED_ROOT',
      'CERT_E_UNTRUSTEDROOT',
      'SEC_ERROR_UNKNOWN_ISSUER',
      'SEC_ERROR_UNTRUSTED_ISSUER',
      'MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT',
      'MOZILLA_PKIX_ERROR_MITM_DETECTED',
      'unable to get local issuer certificate',
      'self signed certificate',
      'self signed certificate in certificate chain',
      'certificate verify failed',
      'CERTIFICATE_VERIFY_FAILED',
      'could not establish trust relationship for the ssl tls secure channel',
      'konnte keine vertrauensstellung hergestellt werden',
      'relation de confiance pour le canal sécurisé',
      'relación de confianza para el canal seguro',
      '信頼関係を確立できませんでした',
      'unable to verify the first certificate',
      'the remote certificate is invalid according to the validation procedure',
      'PKIX path building failed',
      'certificate signed by unknown authority',
      'NSURLErrorServerCertificateUntrusted',
      'NSURLErrorServerCertificateHasUnknownRoot',
      'winhttp error 12175',
      'ERROR_WINHTTP_SECURE_FAILURE',
    ],
    wordings: {
      en: ['the *authority of the *certificate is not *trusted'],
      ja: ['証明書の発行者が信頼されていません'],
    },
    causes: ['https/tls-intercepted', 'client/roots-missing', 'network/captive-portal'],
    documented: false,
    decidedBy: ['https', 'client'],
    source: 'programs',
    words: {
      en: {
        message:
          'The authority of a certificate is not trusted (ERR_CERT_AUTHORITY_INVALID, SELF_SIGNED_CERT_IN_CHAIN)',
        causes: [],
        advice:
          'Run a check: it names the issuer as it stands, and lets the system verify one connection itself.',
      },
      ja: {
        message:
          '証明書の発行者が信頼されていません（ERR_CERT_AUTHORITY_INVALID、SELF_SIGNED_CERT_IN_CHAIN）',
        causes: [],
        advice: 'チェックを実行してください。発行者をそのまま示し、接続の一つをシステム自身に検証させます。',
      },
    },
  }),
];
