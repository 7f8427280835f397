import type { ParticipantRegister, Registration } from '../../../functions/usecases/participant-register.ts';
import type { Client, Participant } from '../../../functions/usecases/ports.ts';

/** The register in memory, with every version that was written and by whom. */
export class MemoryRegister implements ParticipantRegister {
  readonly organisations: Participant[] = [];
  readonly clients: Client[] = [];
  readonly by: Registration[] = [];
  /** Runs just before the next write, as another operator would. */
  interfere: (() => Promise<unknown>) | undefined;

  async organisation(code: string): Promise<Participant | undefined> {
    return this.organisations.findLast((o) => o.organisation === code);
  }

  async client(id: string): Promise<Client | undefined> {
    return this.clients.findLast((c) => c.client === id);
  }

  async addOrganisation(next: Participant, by: Registration): Promise<'written' | 'conflict'> {
    await this.#others();
    const taken = this.organisations.some((o) => o.organisation === next.organisation && o.version === next.version);
    return taken ? 'conflict' : this.#write(this.organisations, next, by);
  }

  async addClient(next: Client, by: Registration): Promise<'written' | 'conflict'> {
    await this.#others();
    const taken = this.clients.some((c) => c.client === next.client && c.version === next.version);
    return taken ? 'conflict' : this.#write(this.clients, next, by);
  }

  async #others(): Promise<void> {
    const first = this.interfere;
    this.interfere = undefined;
    await first?.();
  }

  #write<T>(into: T[], next: T, by: Registration): 'written' {
    into.push(next);
    this.by.push(by);
    return 'written';
  }
}
