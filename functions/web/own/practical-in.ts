import { type Practical, practicalOf } from '../../../mappings/person/practical.ts';
import type { Directory } from '../../directory/directory.ts';

/** Of a group that runs several services nobody here can tell which one is meant: then nothing is said. */
export const practicalIn =
  ({ catalogue, service }: Pick<Directory, 'catalogue' | 'service'>) =>
  async (organisation: string): Promise<Practical | undefined> => {
    const { entries } = await catalogue();
    const [entry, ...others] = entries.filter(({ partner, open }) => partner === organisation && open);
    if (!entry || others.length > 0) return undefined;
    return practicalOf(entry, (await service(entry.key))?.service);
  };
