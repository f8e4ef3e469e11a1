/** Texts that name another product say nothing of WorkSpaces, however alike the words are. Pure. */

/** The product's own names, as it spells them: `WorkSpaces` has a capital S, which a "Citrix Workspace" and a "Slack workspace" have not. */
const OWN =
  /(?:Amazon|AWS)(?! (?:AppStream|Chime|Connect|Prime|Alexa|Kindle|WorkDocs|WorkMail|(?:VPN )?Client|VPN|console))|WorkSpaces?\b|\bworkspaces\b|PCoIP|zero client|ゼロクライアント/;

const OTHER =
  /\b(?:citrix|horizon|vmware|workspace one|google workspace|slack|vs code|visual studio|databricks|terraform|eclipse|npm|remote desktop|azure|windows 365|cloud pc|teams|outlook|exchange|zoom|mail server|smtp|imap|webex|skype|onedrive|sharepoint|globalprotect|anyconnect|forticlient|zscaler client|teamviewer|anydesk|netflix|spotify|steam|playstation|xbox|apple id|icloud|itunes|mysql|postgres(?:ql)?|oracle|mongodb|redis|ssh|git|github|docker|kubernetes|s3|ec2|rds|sap|salesforce|jira|excel|powerpoint|adobe|dropbox|gmail|whatsapp|telegram|facebook|instagram|youtube|appstream|aws (?:vpn )?client(?: vpn)?|openvpn|wireguard|pulse secure|secure client|parsec|igel|wyse|okta|duo|postman|chime|prime video|windows app|omnissa|storefront|netscaler|rdp|phone|laptop|television)\b|ノートパソコン|スマホ|スマートフォン/i;

/** The other product that a text names while it does not name WorkSpaces; null when it names none. */
export function otherProductIn(text: string): string | null {
  if (OWN.test(text)) return null;
  return OTHER.exec(text)?.[0] ?? null;
}

const NEAR = /workspace|amazon|pcoip|dcv|zero[ -]client|ゼロクライアント|registr[a-z]*[ -]?(?:code|email|service)|code d.(?:inscription|enregistrement)|登録コード|proxy|プロキシ|\bdns\b/i; // prettier-ignore

/** Whether a text says in any spelling what it is about: the words in it then need no whole message around them. */
export function namesWorkSpaces(text: string): boolean {
  return NEAR.test(text);
}
