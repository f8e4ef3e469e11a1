/** The only pages outside that a face may open, by id, beside the login page of a run (`portal.open`). No argument holds a URL. */
import { z } from 'zod';

export const LINKS = {
  'guide-ports': 'https://docs.aws.amazon.com/workspaces/latest/adminguide/workspaces-port-requirements.html',
  'guide-network':
    'https://docs.aws.amazon.com/workspaces/latest/adminguide/workspaces-network-requirements.html',
  'guide-protocols':
    'https://docs.aws.amazon.com/workspaces/latest/adminguide/amazon-workspaces-protocols.html',
  'client-download': 'https://clients.amazonworkspaces.com/',
  'service-status': 'https://health.aws.amazon.com/health/status',
} as const;
export type LinkId = keyof typeof LINKS;

export const linkId = z.enum(Object.keys(LINKS) as [LinkId, ...LinkId[]]);
