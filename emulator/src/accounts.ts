import { resourceNotFound } from "./errors";
import type { JobRunner } from "./jobs/jobRunner";
import type { LogStore } from "./logs/logStore";
import type { AppClient } from "./pools/appClient";
import type { PoolStore } from "./pools/poolStore";
import type { UserPool } from "./pools/userPool";

/** What each account has for itself. */
export interface Account {
    readonly accountId: string;
    readonly pools: PoolStore;
    /** One job is active in an account. */
    readonly runner: JobRunner;
    readonly logs: LogStore;
}

/** The accounts of the emulator. Each begins with the first call for it. */
export class Accounts {
    private readonly known = new Map<string, Account>();

    constructor(private readonly make: (accountId: string) => Account) {}

    /** An account, which is new and empty at first. */
    of(accountId: string): Account {
        const account = this.known.get(accountId) ?? this.make(accountId);
        this.known.set(accountId, account);
        return account;
    }

    /** Every account that there is. */
    all(): Account[] {
        return [...this.known.values()];
    }

    /** The account that has a pool; `undefined`: there is no such pool. */
    withPool(poolId: string): Account | undefined {
        for (const account of this.known.values()) {
            if (account.pools.has(poolId)) {
                return account;
            }
        }
        return undefined;
    }

    /**
     * An app client and its pool, for callers who sign in and so have no account.
     * @throws EmulatorError ResourceNotFoundException when there is no such client.
     */
    findClient(clientId: string): { readonly pool: UserPool; readonly client: AppClient } {
        for (const { pools } of this.known.values()) {
            const found = pools.findClient(clientId);
            if (found !== undefined) {
                return found;
            }
        }
        throw resourceNotFound(`User pool client ${clientId} does not exist.`);
    }
}
