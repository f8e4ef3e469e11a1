/** Ports between a WorkSpace and its directory (primary interface of the guide). Built beside the tables. */
import data from './data/directory-ports.json' with { type: 'json' };

export interface DirectoryPorts {
  readonly source: { readonly document: string; readonly lines: string; readonly section: string | null };
  readonly literal: readonly {
    readonly port: number;
    readonly transport: 'tcp' | 'udp';
    readonly use: string;
  }[];
  /** Never tested: a range of ports proves nothing and looks like an attack. */
  readonly ranges: readonly {
    readonly transport: 'tcp' | 'udp';
    readonly first: number;
    readonly last: number;
    readonly use: string;
  }[];
}

export function loadDirectoryPorts(): DirectoryPorts {
  return data as DirectoryPorts;
}
