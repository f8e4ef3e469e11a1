/** Texts that name another product say nothing of WorkSpaces, however alike the words are. Pure. */

/** The product's own names, as it spells them: `WorkSpaces` has a capital S, which a "Citrix Workspace" and a "Slack workspace" have not. */
const OWN = /Amazon|AWS|WorkSpaces?\b|\bworkspaces\b|PCoIP|zero client|ゼロクライアント/;

const OTHER =
  /\b(?:citrix|horizon|vmware|workspace one|google workspace|slack|vs code|visual studio|databricks|terraform|eclipse|npm|remote desktop|azure|windows 365|cloud pc|teams|outlook|exchange|zoom|mail server|smtp|imap|webex|skype|onedrive|sharepoint|globalprotect|anyconnect|forticlient|zscaler client|teamviewer|anydesk|netflix|spotify|steam|playstation|xbox|apple id|icloud|itunes|mysql|postgres(?:ql)?|oracle|mongodb|redis|ssh|git|github|docker|kubernetes|s3|ec2|rds|sap|salesforce|jira|excel|powerpoint|adobe|dropbox|gmail|whatsapp|telegram|facebook|instagram|youtube|appstream)\b/i;

/** The other product that a text names while it does not name WorkSpaces; null when it names none. */
export function otherProductIn(text: string): string | null {
  if (OWN.test(text)) return null;
  return OTHER.exec(text)?.[0] ?? null;
}
