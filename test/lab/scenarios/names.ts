/** The names of eu-central-1 that scenarios speak of, by what they are for. */
export const NAMES = {
  connectivity: 'connectivity.amazonworkspaces.com',
  directory: 'd32i4gd7pg4909.cloudfront.net',
  settings: 'd21ui22avrxoh6.cloudfront.net',
  broker: 'ws-broker-service.eu-central-1.amazonaws.com',
  sessionBroker: 'skylight-cm.eu-central-1.amazonaws.com',
  healthCheck: 'drp-fra.amazonworkspaces.com',
  captcha: 'opfcaptcha-prod.s3.amazonaws.com',
  graphics: 'd39q4y7cndearu.cloudfront.net',
  graphicsLegacy: 'd1cbg795sa4g1u.cloudfront.net',
  metrics: 'skylight-client-ds.eu-central-1.amazonaws.com',
  forresterLog: 'fls-na.amazon.com',
  signIn: 'eu-central-1.signin.aws',
} as const;

/** Addresses of the health-check name in the tables. */
export const HEALTH_CHECK = ['52.59.191.224', '52.59.191.225', '52.59.191.226', '52.59.191.227'] as const;

export const ANSWERS = '--assume-udp-answers';
