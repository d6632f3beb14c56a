import type { Clock } from "../clock/clock";
import { resourceNotFound } from "../errors";
import { randomId } from "../ids";
import type { Journal } from "../journal";
import type { CreateUserPoolRequest, UserPoolChanges } from "../model/createUserPoolRequest";
import type { MfaConfigChanges } from "../model/setUserPoolMfaConfigRequest";
import type { Settings } from "../options";
import type { AppClient } from "./appClient";
import { newUserPool, setMfaConfig, type UserPool } from "./userPool";

/** A pool without what it holds. */
export type PoolRecord = Pick<
    UserPool,
    "id" | "arn" | "name" | "sequence" | "createdMs" | "modifiedMs" | "settings" | "mfaFactors" | "olderInfrastructure"
>;

/** The journal's entries about pools and app clients. */
export type PoolEntry =
    | { readonly type: "pool"; readonly pool: PoolRecord }
    | { readonly type: "poolDeleted"; readonly poolId: string }
    | { readonly type: "client"; readonly poolId: string; readonly client: AppClient };

/** The user pools of one account. */
export class PoolStore {
    private readonly pools = new Map<string, UserPool>();
    private created = 0;

    constructor(
        private readonly account: Pick<Settings, "region" | "accountId" | "olderInfrastructure">,
        private readonly clock: Clock,
        private readonly journal: Journal<PoolEntry>,
    ) {}

    /**
     * Makes a pool.
     * @param given what the caller decides: the id, else one such as `us-east-1_aB3dE5fG7`, and whether the pool is on Cognito's
     * older infrastructure, else what the emulator's option says
     */
    create(
        settings: CreateUserPoolRequest,
        given: { readonly id?: string; readonly olderInfrastructure?: boolean | undefined } = {},
    ): UserPool {
        const { region, accountId } = this.account;
        const id = given.id ?? `${region}_${randomId(9)}`;
        const pool = newUserPool(settings, {
            id,
            arn: `arn:aws:cognito-idp:${region}:${accountId}:userpool/${id}`,
            sequence: this.created++,
            createdMs: this.clock.now(),
            olderInfrastructure: given.olderInfrastructure ?? this.account.olderInfrastructure,
        });
        this.pools.set(id, pool);
        this.record(pool);
        return pool;
    }

    /** Puts a pool back as it was: a new one, or the changes to one that is there. */
    restore(record: PoolRecord): void {
        const pool = this.pools.get(record.id);
        if (pool === undefined) {
            this.pools.set(record.id, Object.assign(newUserPool(record.settings, record), record));
            this.created = Math.max(this.created, record.sequence + 1);
        } else {
            Object.assign(pool, record);
        }
    }

    /** Changes a pool; settings that are not given take their default values again, as on AWS. */
    update(pool: UserPool, { PoolName, ...changes }: UserPoolChanges): void {
        const { Schema, UsernameAttributes, AliasAttributes, UsernameConfiguration } = pool.settings;
        pool.name = PoolName ?? pool.name;
        const fixed = { PoolName: pool.name, Schema, UsernameAttributes, AliasAttributes, UsernameConfiguration };
        pool.settings = { ...changes, ...fixed };
        pool.modifiedMs = this.clock.now();
        this.record(pool);
    }

    /** Changes a pool's MFA. */
    setMfaConfig(pool: UserPool, changes: MfaConfigChanges): void {
        setMfaConfig(pool, changes);
        pool.modifiedMs = this.clock.now();
        this.record(pool);
    }

    /** Adds an app client to a pool. */
    addClient(pool: UserPool, client: AppClient): void {
        pool.clients.set(client.id, client);
        this.journal.append({ type: "client", poolId: pool.id, client });
    }

    /** An app client and its pool; `undefined`: there is no such client. */
    findClient(clientId: string): { readonly pool: UserPool; readonly client: AppClient } | undefined {
        for (const pool of this.pools.values()) {
            const client = pool.clients.get(clientId);
            if (client !== undefined) {
                return { pool, client };
            }
        }
        return undefined;
    }

    /** @throws EmulatorError ResourceNotFoundException when the account has no such pool. */
    get(id: string): UserPool {
        const pool = this.pools.get(id);
        if (pool === undefined) {
            throw resourceNotFound(`User pool ${id} does not exist.`);
        }
        return pool;
    }

    /** Whether there is such a pool. */
    has(id: string): boolean {
        return this.pools.has(id);
    }

    /** Oldest first. */
    all(): UserPool[] {
        return [...this.pools.values()];
    }

    /** Removes the pool with its users. */
    delete(id: string): void {
        this.remove(id);
        this.journal.append({ type: "poolDeleted", poolId: id });
    }

    /** Removes a pool without writing that down. */
    remove(id: string): void {
        this.pools.delete(id);
    }

    private record(pool: UserPool): void {
        const { id, arn, name, sequence, createdMs, modifiedMs, settings, mfaFactors, olderInfrastructure } = pool;
        const record = { id, arn, name, sequence, createdMs, modifiedMs, settings, mfaFactors, olderInfrastructure };
        this.journal.append({ type: "pool", pool: record });
    }
}
