/** Names of columns as firewalls and people write them, in five languages: best first, no accents, no signs. Our own CSV has both `transport` and `protocol` (PCoIP, DCV). */
export const HEADERS = {
  destination:
    'destination|destinations|dest|dst|destination address|destination addresses|destination ip|destination network|destination cidr|destination host|destination fqdn|destination object|dest address|dest ip|dst address|dst addr|dstaddr|dst ip|dst cidr|destinationaddresses|destinationaddressprefix|destination address prefix|destinationaddress|destinationip|remote address|remoteaddress|remote addresses|remote ip|remoteip|target address|address|addresses|host|hostname|host name|cidr|cidr block|cidrip|cidrblock|fqdn|domain|url|ip|ip address|to|destination ip address|server|ziel|zieladresse|ziel ip|ziel adresse|zielnetz|adresse|adresse de destination|adresse destination|ip destination|hote|destino|direccion de destino|direccion destino|ip destino|direccion|ip de destino|宛先|宛先アドレス|送信先|送信先アドレス|宛先ip|宛先ipアドレス|接続先|アドレス|リモートアドレス|destinationaddressprefixes|destination address prefixes|destcidr|dest cidr|remoteadresse|remote adresse|entfernte adresse|adresse distante|direccion remota|destination ip addresses|destination range|destination ranges|destinationranges|dest network|dst network|destination name|remote host|target|targets|ip range|ip ranges|network|networks|subnet|zielhost|destination networks|宛先ホスト|宛先ネットワーク',
  port: 'port|ports|port s|dport|dports|destination port|destination ports|destination port s|dest port|dest ports|dst port|dst ports|dstport|destinationport|destinationportrange|destination port range|destination port ranges|port range|port ranges|remote port|remoteport|remote ports|service|services|service port|server port|service s|destination service|from port|zielport|ziel port|dienst|dienste|port de destination|port destination|services de destination|puerto|puertos|puerto de destino|puerto destino|servicio|servicios|ポート|ポート番号|宛先ポート|送信先ポート|サービス|リモートポート|destport|dest port s|destinationportranges|entfernter port|port distant|ports distants|puerto remoto|puertos remotos|zielports|ports de destination|puertos de destino|tcp udp port|port number|port numbers|port protocol|protocol port|ports protocols|dst service|dst services|destination services|service name|宛先サービス',
  transport:
    'transport|transports|proto|protocol|protocols|ip protocol|ipprotocol|l4 protocol|layer 4|tcp udp|protokoll|protokolle|protocole|protocoles|protocolo|protocolos|プロトコル|transport protocol|ip proto|protocol type|l4|transportprotokoll',
  action:
    'action|actions|verdict|decision|access|policy|rule action|ruleaction|permission|allow deny|effect|permit deny|aktion|regelaktion|decision finale|autorisation|accion|permiso|アクション|動作|操作|許可拒否|allow or deny|allow block|permit or deny|action taken|zugriff|acces|acceso|ポリシー|アクセス',
  direction:
    'direction|dir|traffic direction|richtung|sens|direction du trafic|direccion del trafico|sentido|方向|通信方向|flow|traffic flow|in out',
  enabled:
    'enabled|status|state|active|rule status|aktiviert|aktiv|activee|actif|etat|habilitado|activo|estado|有効|状態|enable|is enabled|activada|activado|habilitada|有効化|rule enabled',
  disabled: 'disabled|inactive|deaktiviert|desactive|deshabilitado|無効|is disabled|rule disabled',
  source:
    'source|sources|src|source address|source addresses|source ip|source network|source cidr|src address|src ip|src addr|srcaddr|src cidr|sourceaddresses|sourceaddressprefix|source address prefix|sourceip|local address|localaddress|local addresses|from|quelle|quelladresse|quell ip|adresse source|ip source|origen|direccion de origen|ip de origen|ip origen|送信元|送信元アドレス|送信元ip|ローカルアドレス|srccidr|src network|source ip addresses|lokale adresse|adresse locale|direccion local|sourceaddressprefixes|source address prefixes|source range|source ranges|sourceranges|client',
  sourcePort:
    'source port|source ports|src port|srcport|sport|sourceport|sourceportrange|source port range|local port|localport|quellport|port source|puerto de origen|puerto origen|送信元ポート|ローカルポート|lokaler port|port local|puerto local|sourceportranges|source port ranges|local ports',
  sourceZone:
    'source zone|source zones|sourcezones|src zone|srcintf|source interface|from zone|incoming interface|ingress interface|quellzone|zone source|zona de origen|送信元ゾーン',
  destinationZone:
    'destination zone|destination zones|destinationzones|dst zone|dstintf|destination interface|to zone|outgoing interface|egress interface|zielzone|zone destination|zona de destino|宛先ゾーン',
  program:
    'program|application path|programm|programme|programa|process|プログラム|application name|programmpfad',
  application:
    'application|applications|app|apps|app id|package|anwendung|anwendungen|aplicacion|アプリケーション',
  user: 'source user|user|users|source users|sourceusers|authorized users|local user|authorized computers|source device|source devices|sourcedevices|benutzer|utilisateur|usuario|ユーザー',
  category: 'url category|category|categories|url categories',
  schedule: 'schedule|time|zeitplan|horaire|horario|expires|スケジュール',
  negateSource: 'negatesource|negate source|source negate|source not',
  negateDestination: 'negatedestination|negate destination|destination negate|destination not|dstaddr negate',
  priority: 'priority|rule number|rulenumber|prioritat|priorite|prioridad|優先度|優先順位',
  profile: 'profile|profiles|profil|profils|perfil|perfiles|プロファイル',
  scope: 'type',
} as const;
