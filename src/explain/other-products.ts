/** Texts that name another product say nothing of WorkSpaces, however alike the words are. Pure. */

/** The product's own name, as it spells it: it has a capital S, which a "Citrix Workspace" and a "Slack workspace" have not. */
const OWN = /WorkSpaces?\b(?! (?:Secure Browser|Applications|Web\b(?! Access)))|\bworkspaces\b(?! (?:secure browser|applications))/; // prettier-ignore
const MAKER = /\b(?:Amazon|AWS)\b/;
/** What the maker sells beside it bears a name of its own, and three of them bear "WorkSpaces" too. */
const OF_MAKER =
  /\b(?:Amazon|AWS) (?!Work[Ss]paces?\b|Client\b(?! VPN)|Registr)[A-Z]\w*|WorkSpaces (?:Secure Browser|Applications|Web\b)/;

/** Said of WorkSpaces and of the products of others that share the protocol. */
const SHARED = /PCoIP|zero client|ゼロクライアント/;
const SHARING = /\b(?:horizon|vmware|omnissa|anyware|cloud access software)\b/i;

const OTHER =
  /\b(?:citrix|workspace one|google workspace|slack|vs code|visual studio|databricks|terraform|eclipse|npm|remote desktop|azure|windows 365|cloud pc|teams|outlook|exchange|zoom|mail server|smtp|imap|webex|skype|onedrive|sharepoint|globalprotect|anyconnect|forticlient|zscaler client|teamviewer|anydesk|netflix|spotify|steam|playstation|xbox|apple id|icloud|itunes|mysql|postgres(?:ql)?|oracle|mongodb|redis|ssh|git|github|docker|kubernetes|s3|ec2|rds|sap|salesforce|jira|excel|powerpoint|adobe|dropbox|gmail|whatsapp|telegram|facebook|instagram|youtube|appstream|aws (?:vpn )?client(?: vpn)?|vpn|openvpn|wireguard|pulse secure|secure client|parsec|igel|wyse|okta|duo|postman|chime|prime video|windows app|storefront|netscaler|rdp|phone|laptop|television|televis(?:or|ão)|fernseher|sage|asana|bitbucket|notion|figma|miro|dynamics|jamf|parallels|nomachine|sagemaker|cloud9|codespaces?|grafana|power bi|nutanix|fritz!?box|apple tv|fire tv)\b|ノートパソコン|スマホ|スマートフォン/i;

/** The other product that a text names while it does not name WorkSpaces; null when it names none. */
export function otherProductIn(text: string): string | null {
  if (OWN.test(text)) return null;
  const beside = SHARING.exec(text) ?? OF_MAKER.exec(text);
  if (beside !== null) return beside[0];
  return SHARED.test(text) || MAKER.test(text) ? null : (OTHER.exec(text)?.[0] ?? null);
}

const HOST =
  /(?<![\w@.-])(?:[a-z\d-]+\.)+(?:com|net|org|io|eu|de|fr|es|it|nl|uk|br|jp|cn|local|lan|corp|internal|intra)(?![\w-]|\.[A-Za-z])|\blocalhost\b|\b127\.0\.0\.1\b/;
const OWN_HOST = /workspace|skylight|(?:^|\.)ws-|awsapps|signin|\.aws$|a2z\.com$|cloudfront|euc-sso|\.rdn\.|opfcaptcha|device-metrics|fls-na|^s3\.amazonaws/; // prettier-ignore

/** Whether a text is said of something else: it names another product, or servers and none of them is one of WorkSpaces. */
export function isOfAnother(text: string): boolean {
  return otherProductIn(text) !== null || (!namesWorkSpaces(text) && HOST.test(text));
}

/** What stands before the colon, as in "Minecraft: connection timed out"; empty where a text does not begin with a name. */
export function labelOf(text: string): string {
  return /^\W*(\p{Lu}[\p{L}\d +-]{2,30}?) ?:\s/u.exec(text)?.[1] ?? '';
}

const NEAR = /workspace|amazon(?!aws)|pcoip|dcv|zero[ -]client|ゼロクライアント|registr[a-z]*[ -]?(?:code|email|service)|code d.(?:inscription|enregistrement)|登録コード|proxy|プロキシ|\bdns\b/i; // prettier-ignore

/** Whether a text says in any spelling what it is about: the words in it then need no whole message around them. */
export function namesWorkSpaces(text: string): boolean {
  return NEAR.test(text) || OWN_HOST.test(HOST.exec(text)?.[0] ?? '');
}
