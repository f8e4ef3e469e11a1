/** Names of Regions beside the English ones of the documents, as the console writes them in that language. */
import type { Language } from './language.ts';

const JA: Readonly<Record<string, string>> = {
  'us-east-1': '米国東部 (バージニア北部)',
  'us-east-2': '米国東部 (オハイオ)',
  'us-west-2': '米国西部 (オレゴン)',
  'ap-south-1': 'アジアパシフィック (ムンバイ)',
  'ap-northeast-2': 'アジアパシフィック (ソウル)',
  'ap-southeast-1': 'アジアパシフィック (シンガポール)',
  'ap-southeast-2': 'アジアパシフィック (シドニー)',
  'ap-northeast-1': 'アジアパシフィック (東京)',
  'ca-central-1': 'カナダ (中部)',
  'eu-central-1': '欧州 (フランクフルト)',
  'eu-west-1': '欧州 (アイルランド)',
  'eu-west-2': '欧州 (ロンドン)',
  'eu-west-3': '欧州 (パリ)',
  'sa-east-1': '南米 (サンパウロ)',
  'af-south-1': 'アフリカ (ケープタウン)',
  'il-central-1': 'イスラエル (テルアビブ)',
  'us-gov-west-1': 'AWS GovCloud (米国西部)',
  'us-gov-east-1': 'AWS GovCloud (米国東部)',
};

/** By language and code. A Region that is not here keeps the name that the tables give it. */
export const REGION_NAMES: Partial<Readonly<Record<Language, Readonly<Record<string, string>>>>> = { ja: JA };
